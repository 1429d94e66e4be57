import type { RecordedEvent } from '../../event-store/event-store.js';
import type { Directory } from '../../platform/access/directory.js';
import { dayInLondon, longDate } from '../../statute/calendar.js';
import { HIDDEN } from '../../timeliness/application/protected-timeliness.js';
import { STATUS_WORDS } from '../application/outcome-words.js';
import type { HandValue, OutcomeEvent } from '../domain/outcome.events.js';

/** Something that was recorded of a measure. */
export interface HistoryEntry {
  /** The day that it is of. */
  readonly on: string;
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
function told(event: OutcomeEvent, inWords: InWords): Pick<HistoryEntry, 'on' | 'what' | 'text'> {
  switch (event.type) {
    case 'StatusConfirmed': {
      const { status, proposed, value, comment, on } = event.data;
      const told = value === undefined ? undefined : inWords(value);
      const based = told === undefined ? '' : ` on ${told}`;
      const rules = proposed === undefined ? 'nothing was proposed' : `proposed: ${STATUS_WORDS[proposed]}`;
      return { on: longDate(on), what: `Confirmed${based}: ${STATUS_WORDS[status]} (${rules})`, text: comment };
    }
    case 'ValueRecorded':
      return {
        on: longDate(event.data.on),
        what: `Value: ${inWords(event.data.value) ?? HIDDEN}`,
        text: `Source: ${event.data.source}`,
      };
    case 'ValueCorrected': {
      const { from, to, reason } = event.data;
      const what = `Corrected: ${valueSaid(to, inWords)}; before: ${valueSaid(from, inWords)}`;
      return { on: longDate(to.on), what, text: reason };
    }
    case 'ValueRetracted':
      return { on: '', what: `Value ${String(event.data.entry)} taken back`, text: event.data.reason };
  }
}

/** Everything that was recorded of a measure, the latest first. */
export function historyOf(
  recorded: readonly RecordedEvent[],
  inWords: InWords,
  directory: Pick<Directory, 'nameOf'>,
): readonly HistoryEntry[] {
  return recorded
    .map(({ type, data, recordedAt, metadata }): HistoryEntry => ({
      ...told({ type, data } as unknown as OutcomeEvent, inWords),
      who: directory.nameOf(metadata.actor),
      recorded: longDate(dayInLondon(new Date(recordedAt))),
    }))
    .toReversed();
}
