import { hiddenLines, type Line } from './disclosure.js';
import type { BothShares, Figures, Share } from './figures.js';
import type { Measure } from './measures.js';
import type { PeriodKind } from './periods.js';
import { HIDDEN, protectedWait, type Protected } from './protected.js';

/** Figures of children who are alike, of the same periods as those of all. */
export interface CutLine {
  /** What they are alike in. */
  readonly value: string;
  readonly periods: readonly Figures[];
}

/** What of the figures of a period is a table by itself: its lines add up to the figures of all. */
type Table = 'counts' | 'wait' | 'issued' | 'due';

const columnsOfShare = ({ numerator, denominator }: Share): readonly number[] => [numerator, denominator - numerator];

/** The columns of a line that are published, or from which a published one could be worked out. */
function columnsOf({ count, parts, wait, issued, due }: Figures, table: Table): readonly number[] {
  const shares = (both: BothShares | undefined): readonly number[] =>
    both === undefined ? [] : [...columnsOfShare(both.including), ...columnsOfShare(both.excluding)];
  switch (table) {
    case 'counts':
      return parts === undefined ? (count === undefined ? [] : [count]) : parts.map((part) => part.count);
    case 'wait':
      return wait === undefined ? [] : [wait.waiting];
    case 'issued':
      return shares(issued);
    case 'due':
      return shares(due);
  }
}

/** Whether the sums of the lines are published. */
function isSumPublished({ count, parts, wait, issued, due }: Protected<Figures>, table: Table): boolean {
  const shares = (both: Protected<BothShares> | undefined): readonly unknown[] =>
    [both?.including, both?.excluding].flatMap((share) => [share?.numerator, share?.denominator]);
  const sums: Readonly<Record<Table, () => readonly unknown[]>> = {
    counts: () => [count, ...(parts ?? []).map((part) => part.count)],
    wait: () => [wait?.waiting],
    issued: () => shares(issued),
    due: () => shares(due),
  };
  return !sums[table]().includes(HIDDEN);
}

/** Which lines of each table of each period are hidden. */
export type HiddenLines = readonly Readonly<Record<Table, ReadonlySet<string>>>[];

/**
 * Whether lines of a measure may be shown: not where it counts the cases of other measures, whose lines could be set off
 * against its own. Who waits is counted apart.
 */
export const mayBeCut = (measure: Measure): boolean => measure.kind === 'wait' || !('countsAs' in measure);

/**
 * Which lines are hidden.
 * @param measure of one that may not be cut all lines are
 * @param whole the figures of all children, of the same periods
 * @param by tables of shorter periods than calendar years, and of years that overlap them, could be set off against each
 *   other: of these all lines are hidden, but those of waits, which are as at a day
 */
export function hiddenCuts(
  measure: Measure,
  by: PeriodKind,
  whole: readonly Protected<Figures>[],
  cuts: readonly CutLine[],
): HiddenLines {
  const hiddenIn = (table: Table, figures: Protected<Figures>, place: number): ReadonlySet<string> => {
    const lines = cuts.map(({ value, periods }): Line => ({ value, counts: columnsOf(periods[place] ?? {}, table) }));
    const mayBeShown = mayBeCut(measure) && (table === 'wait' || by === 'calendar-year');
    return hiddenLines(lines, mayBeShown && isSumPublished(figures, table));
  };
  return whole.map((figures, place) => ({
    counts: hiddenIn('counts', figures, place),
    wait: hiddenIn('wait', figures, place),
    issued: hiddenIn('issued', figures, place),
    due: hiddenIn('due', figures, place),
  }));
}

/** What else than the share would have to add up as well. */
const UNTOLD = { late: HIDDEN, lateOverAYear: HIDDEN, open: HIDDEN, endedLate: HIDDEN } as const;

function protectedShare(share: Share, isHidden: boolean): Protected<Share> {
  if (!isHidden) return { ...share, ...UNTOLD };
  return { numerator: HIDDEN, denominator: HIDDEN, percent: HIDDEN, ...UNTOLD };
}

function protectedLine(figures: Figures, isHidden: (table: Table) => boolean): Protected<Figures> {
  const { count, parts, wait, issued, due } = figures;
  const both = (shares: BothShares, table: Table): Protected<BothShares> => ({
    including: protectedShare(shares.including, isHidden(table)),
    excluding: protectedShare(shares.excluding, isHidden(table)),
  });
  const isCounted = !isHidden('counts');
  return {
    ...(count === undefined ? {} : { count: isCounted ? count : HIDDEN }),
    ...(parts === undefined
      ? {}
      : { parts: isCounted ? parts : parts.map((part) => ({ ...part, count: HIDDEN, percent: HIDDEN })) }),
    ...(wait === undefined ? {} : { wait: protectedWait(wait, !isHidden('wait')) }),
    ...(issued === undefined ? {} : { issued: both(issued, 'issued') }),
    ...(due === undefined ? {} : { due: both(due, 'due') }),
  };
}

/** The figures of one line of a period, without what is hidden in any of some tables that it is a line of. */
export function protectedCut(
  figures: Figures,
  value: string,
  hidden: readonly (HiddenLines[number] | undefined)[],
): Protected<Figures> {
  return protectedLine(figures, (table) => hidden.some((one) => one?.[table].has(value) !== false));
}
