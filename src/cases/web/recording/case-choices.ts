import { capital } from '../../../statute/sentence.js';
import { longDate, type CalendarDate } from '../../../statute/calendar.js';
import { liveEntries } from '../../../streams/domain/case-record.js';
import { adviserInWords, valueInWords } from '../../application/attribute-words.js';
import type { AnyEntry, CaseOnRecord } from '../../application/case-on-record.js';
import { deciderOf } from '../../application/case-deciders.js';

/** Something that can be chosen, in words. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
  /** For a request: whether it is still to be answered. */
  readonly isOpen?: boolean;
}

/** What a case has that a milestone can be about. */
export interface CaseChoices {
  /** The requests that a milestone of this type can answer, those that are open first. */
  readonly references: (type: string) => readonly Choice[] | undefined;
  /** The reviews of a plan. */
  readonly reviews: readonly Choice[];
  /** The rules whose clocks the case has. */
  readonly rules: readonly Choice[];
}

/** Another case of the same child, as far as it can be chosen. */
export interface Sibling {
  readonly id: string;
  readonly kind: string;
  readonly openedOn: CalendarDate;
  readonly openedAs: string;
  readonly origin?: string;
}

interface Pairing {
  /** The type of milestone that is answered. */
  readonly asks: string;
  /** The types that answer it: after the last of them it is no longer open. */
  readonly settledBy: string;
  readonly reopenedBy?: string;
  /** What was done with what is answered, and what happened to it since. */
  readonly says: string;
  readonly settled: string;
}

const PAIRED: Readonly<Record<string, Pairing>> = {
  AdviceReceived: {
    asks: 'AdviceRequested',
    settledBy: 'AdviceReceived',
    reopenedBy: 'AdviceReturned',
    says: 'asked',
    settled: 'received already',
  },
  AdviceReturned: {
    asks: 'AdviceReceived',
    settledBy: 'AdviceReturned',
    says: 'received',
    settled: 'returned already',
  },
  SettingResponded: {
    asks: 'SettingConsulted',
    settledBy: 'SettingResponded',
    says: 'consulted',
    settled: 'replied already',
  },
  ExceptionRecorded: { asks: 'AdviceRequested', settledBy: 'AdviceReceived', says: 'asked', settled: 'received since' },
};

const refOf = ({ data }: AnyEntry): string | undefined => (data as { readonly ref?: string }).ref;

/** A reference in words: an adviser, with the number that tells twins apart, or the code of a setting. */
export function referenceInWords(ref: string): string {
  const [, base = ref, twin] = /^(.*?)(?:-(\d{1,2}))?$/.exec(ref) ?? [];
  const named = adviserInWords(base);
  if (named === base) return ref;
  return twin === undefined ? named : `${named} (${twin})`;
}

function isOpen(asked: AnyEntry, live: readonly AnyEntry[], { settledBy, reopenedBy }: Pairing): boolean {
  const last = live.findLast(
    (other) => (other.type === settledBy || other.type === reopenedBy) && refOf(other) === refOf(asked),
  );
  return last === undefined || last.type === reopenedBy || last.data.on < asked.data.on;
}

function referencesFor(type: string, live: readonly AnyEntry[]): readonly Choice[] | undefined {
  const pairing = PAIRED[type];
  if (pairing === undefined) return undefined;
  const byRef = new Map<string, AnyEntry>();
  for (const entry of live) {
    const ref = refOf(entry);
    if (entry.type === pairing.asks && ref !== undefined) byRef.set(ref, entry);
  }
  const choices = [...byRef].map(([ref, entry]): Choice & { readonly isOpen: boolean } => {
    const open = isOpen(entry, live, pairing);
    const asked = `${capital(pairing.says)} ${longDate(entry.data.on)}`;
    return {
      value: ref,
      text: referenceInWords(ref),
      hint: open ? asked : `${asked}; ${pairing.settled}`,
      isOpen: open,
    };
  });
  return [...choices.filter((one) => one.isOpen), ...choices.filter((one) => !one.isOpen)];
}

/** What there is to choose from on a case. */
export function choicesOf({ kind, state, id }: CaseOnRecord, siblings: readonly Sibling[] = []): CaseChoices {
  const live = liveEntries(state);
  const clocks = new Map(
    deciderOf(kind)
      .evaluate(state)
      .clocks.map(({ rule, name }) => [rule, name]),
  );
  return {
    references: (type) => referencesFor(type, live),
    reviews: siblings
      .filter((one) => one.kind === 'review' && one.origin === id)
      .map((one) => ({
        value: one.id,
        text: `${valueInWords('kind', one.openedAs)}, opened ${longDate(one.openedOn)}`,
      })),
    rules: [...clocks].map(([rule, name]) => ({ value: rule, text: `${rule} ${name}` })),
  };
}
