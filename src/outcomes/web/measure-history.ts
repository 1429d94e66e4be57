import type { RecordedEvent } from '../../event-store/event-store.js';
import type { Directory } from '../../platform/access/directory.js';
import { dayInLondon, longDate } from '../../statute/calendar.js';
import { HIDDEN } from '../../timeliness/application/protected-timeliness.js';
import { STATUS_WORDS } from '../application/outcome-words.js';
import { outcomeDecider, type OutcomeState } from '../domain/outcome.decider.js';
import type { HandValue, OutcomeEvent } from '../domain/outcome.events.js';

/** Something that was recorded of a measure. */
export interface HistoryEntry {
  /** The day that it is of, where it is of one. */
  readonly on?: string;
  readonly what: string;
  /** What was written with it. */
  readonly text?: string;
  readonly who: string;
  /** The day on which it was recorded. */
  readonly recorded: string;
}

/** How a value is told; nothing where it is hidden. */
export type InWords = (value: number) => string | undefined;

const valueSaid = ({ value, on, source }: HandValue, inWords: InWords): string =>
  `${inWords(value) ?? HIDDEN} of ${longDate(on)}, from ${source}`;

/** What happened and what was written with it. */
function told(event: OutcomeEvent, before: OutcomeState, inWords: InWords): Pick<HistoryEntry, 'on' | 'what' | 'text'> {
  switch (event.type) {
    case 'StatusConfirmed': {
      const { status, proposed, value, comment, on } = event.data;
      const known = value === undefined ? undefined : inWords(value);
      const based = known === undefined ? '' : ` on ${known}`;
      const rules = proposed === undefined ? 'nothing was proposed' : `proposed: ${STATUS_WORDS[proposed]}`;
      return { on: longDate(on), what: `Confirmed${based}: ${STATUS_WORDS[status]} (${rules})`, text: comment };
    }
    case 'ValueRecorded': {
      const { value, on, source } = event.data;
      return { on: longDate(on), what: `Value: ${inWords(value) ?? HIDDEN}`, text: `Source: ${source}` };
    }
    case 'ValueCorrected': {
      const { from, to, reason } = event.data;
      const what = `Corrected: ${valueSaid(to, inWords)}; before: ${valueSaid(from, inWords)}`;
      return { on: longDate(to.on), what, text: reason };
    }
    case 'ValueRetracted': {
      const { entry, reason } = event.data;
      const value = before.values.find((one) => one.entry === entry);
      const said = value === undefined ? '' : `: ${valueSaid(value, inWords)}`;
      return { what: `Taken back${said}`, text: reason };
    }
  }
}

/** Everything that was recorded of a measure, the latest first. */
export function historyOf(
  recorded: readonly RecordedEvent[],
  inWords: InWords,
  directory: Pick<Directory, 'nameOf'>,
): readonly HistoryEntry[] {
  let state = outcomeDecider.initialState;
  const entries = recorded.map(({ type, data, recordedAt, metadata }): HistoryEntry => {
    const event = { type, data } as unknown as OutcomeEvent;
    const entry = {
      ...told(event, state, inWords),
      who: directory.nameOf(metadata.actor),
      recorded: longDate(dayInLondon(new Date(recordedAt))),
    };
    state = outcomeDecider.evolve(state, event);
    return entry;
  });
  return entries.toReversed();
}
