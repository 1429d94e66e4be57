import { caseInWords, stageInWords } from '../../cases/application/words.js';
import { longDate } from '../../statute/calendar.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { CaseItem } from '../application/list-cases.js';
import type { ClockItem } from '../application/list-clocks.js';
import { outcomeInWords, statusTag, type Tag } from './status-words.js';

/** A case of a child as a list shows it. */
export interface CaseRowView {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly opened: string;
  /** The duties of it that are open, those due first first. */
  readonly due: readonly { readonly name: string; readonly day: string; readonly tag: Tag; readonly outcome: string }[];
}

/** The most duties that are shown of each case in a list. */
const MOST_DUE = 3;

/** The cases of a child, the latest first. */
export function caseRows(
  cases: readonly CaseItem[],
  open: readonly ClockItem[],
  asAt: CalendarDate,
): readonly CaseRowView[] {
  return cases
    .toSorted((one, other) => (one.openedOn < other.openedOn ? 1 : -1))
    .map(({ id, kind, openedAs, stage, openedOn }) => ({
      id,
      name: caseInWords(kind, openedAs),
      stage: stageInWords(kind, stage),
      opened: longDate(openedOn),
      due: open
        .filter((clock) => clock.case === id)
        .slice(0, MOST_DUE)
        .map((clock) => ({
          name: clock.name,
          day: longDate(clock.dueOn),
          tag: statusTag(clock.status),
          outcome: outcomeInWords(clock, asAt),
        })),
    }));
}
