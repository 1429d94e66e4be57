/**
 * Keeps small counts from being published. A count of 1 to 4 may point to a child, and so may a difference of two
 * counts; so whatever is published is a sum of whole blocks, each of which counts nobody or at least 5. A number that
 * cuts through a block is hidden: whichever published numbers are added to and taken from each other, only sums of
 * whole blocks come of it.
 *
 * Blocks are made of the counts of a month and a band (in time, late, ...). A small one is joined with as near a one as
 * will do, so that as much as possible stays published: within the quarter, then from January to March, April to August
 * or September to December (which calendar, financial and academic years are all made of), then within the calendar
 * year, and last with the other bands of that year.
 *
 * For whoever may not see plain numbers this holds as long as
 * - every number of a measure and basis, for whatever period, goes by the one {@link Disclosure} of all that is on record
 *   now; a question of a past day by that and by its own, for whole months that were over, so that the days between two
 *   answers tell nothing;
 * - measures that count the same cases go by the blocks of each other;
 * - a share is hidden with its numerator or its denominator, and all that is hidden has one word: to say which of the
 *   hidden numbers are small would tell more of the others;
 * - tables by need, area, team and the like are of calendar years, whose lines go by {@link hiddenLines}: shorter periods,
 *   and years that overlap, could be set off against each other.
 *
 * What it cannot hinder: comparing a print of today with one of last month, in which the numbers of this month were not.
 */

/** The least count that is published, but for 0. */
export const LEAST_PUBLISHED = 5;

/** Cases of a month and a band, and how many of them no exception excuses. */
export interface MonthBand {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly band: string;
  readonly excepted: boolean;
  readonly count: number;
}

/** A number that somebody asks for: the cases of some months and bands, with or without those that are excused. */
export interface Wanted {
  /** The first and the last month, `YYYY-MM`. */
  readonly from: string;
  readonly to: string;
  /** All bands where nothing is said. */
  readonly bands?: readonly string[];
}

/** The counts of a month and a band: with and without the cases that an exception excuses. */
interface Cell {
  readonly month: string;
  readonly band: string;
  including: number;
  excluding: number;
}

interface Block {
  readonly cells: readonly Cell[];
  readonly including: number;
  readonly excluding: number;
}

const isSmall = (count: number): boolean => count > 0 && count < LEAST_PUBLISHED;
const mayStand = ({ including, excluding }: Block): boolean => !isSmall(including) && !isSmall(excluding);

/** Whether a count may be published by itself. */
export const isPublishable = (count: number): boolean => !isSmall(count);

function joined(blocks: readonly Block[]): Block {
  return {
    cells: blocks.flatMap(({ cells }) => cells),
    including: blocks.reduce((sum, { including }) => sum + including, 0),
    excluding: blocks.reduce((sum, { excluding }) => sum + excluding, 0),
  };
}

const bySize = (one: Block, other: Block): number =>
  one.including - other.including || (keyOf(one) < keyOf(other) ? -1 : 1);

const keyOf = ({ cells }: Block): string => cells.map(({ month, band }) => `${month}/${band}`).sort()[0] ?? '';

/** Joins small blocks with each other, then with the smallest of the others, until they may stand or none are left. */
function withoutSmall(blocks: readonly Block[]): readonly Block[] {
  const small = blocks.filter((block) => !mayStand(block));
  if (small.length === 0) return blocks;
  const others = blocks.filter(mayStand).toSorted(bySize);
  let together = joined(small);
  while (!mayStand(together)) {
    const next = others.shift();
    if (next === undefined) break;
    together = joined([together, next]);
  }
  return [together, ...others];
}

const MONTHS_IN_A_QUARTER = 3;
const MARCH = 3;
const AUGUST = 8;
const yearOf = ({ month }: Cell): string => month.slice(0, 4);
const monthOf = ({ month }: Cell): number => Number(month.slice(5));

/** The part of a calendar year that a financial and an academic year hold whole or not at all. */
const partOf = (cell: Cell): string =>
  `${yearOf(cell)}/${monthOf(cell) <= MARCH ? 'to March' : monthOf(cell) <= AUGUST ? 'to August' : 'to December'}`;
const quarterOf = (cell: Cell): string => `${partOf(cell)}/${String(Math.ceil(monthOf(cell) / MONTHS_IN_A_QUARTER))}`;

/** Within what small blocks of one band are joined, the nearest first. */
const NEARNESS: readonly ((cell: Cell) => string)[] = [quarterOf, partOf, yearOf];

function joinWithin(blocks: readonly Block[], group: (cell: Cell) => string): readonly Block[] {
  const groups = Map.groupBy(blocks, ({ cells: [first] }) => (first === undefined ? '' : group(first)));
  return [...groups.values()].flatMap(withoutSmall);
}

/** Joins what is still small in a year with other bands of that year: those beside the first, and the first if need be. */
function joinBands(blocks: readonly Block[], first: string | undefined): readonly Block[] {
  const isOfFirst = ({ cells }: Block): boolean => cells.some(({ band }) => band === first);
  const rest = withoutSmall(blocks.filter((block) => !isOfFirst(block)));
  return withoutSmall([...rest, ...blocks.filter(isOfFirst)]);
}

/** Joins what is small in a month with the other bands of that month, but for one band. */
function joinBandsOfMonths(blocks: readonly Block[], keep: string | undefined): readonly Block[] {
  return joinWithin(blocks, (cell) => (cell.band === keep ? `${cell.month}/${cell.band}` : cell.month));
}

function cellsOf(counts: readonly MonthBand[]): readonly Cell[] {
  const cells = new Map<string, Cell>();
  for (const { month, band, excepted, count } of counts) {
    const key = `${month}/${band}`;
    const cell = cells.get(key) ?? { month, band, including: 0, excluding: 0 };
    cell.including += count;
    if (!excepted) cell.excluding += count;
    cells.set(key, cell);
  }
  // A count of nobody need not be hidden, and hides nobody.
  return [...cells.values()].filter(({ including }) => including > 0);
}

const isWithin = ({ month }: Cell, { from, to }: Wanted): boolean => month >= from && month <= to;

/** Which numbers of a measure may be published: those that are made of whole blocks. */
export class Disclosure {
  readonly #blocks: readonly Block[];

  /** Of measures whose sums are those of this one. */
  readonly #beside: readonly Disclosure[];

  private constructor(blocks: readonly Block[], beside: readonly Disclosure[] = []) {
    this.#blocks = blocks;
    this.#beside = beside;
  }

  /**
   * Makes the blocks of a measure.
   * @param counts what counts on one basis, in all months that anybody can ask for
   * @param keep the band that is to stay published by itself where possible, such as those in time
   * @param first what of a small count is given up first: its month, or its band, which leaves the sums of months
   */
  static of(counts: readonly MonthBand[], keep?: string, first: 'month' | 'band' = 'month'): Disclosure {
    const single = cellsOf(counts).map((cell): Block => ({ cells: [cell], ...sumsOf(cell) }));
    const cells = first === 'month' ? single : joinBandsOfMonths(single, keep);
    const bands = Map.groupBy(cells, ({ cells: [one] }) => one?.band ?? '');
    const near = [...bands.values()].flatMap((blocks) =>
      NEARNESS.reduce<readonly Block[]>((before, group) => joinWithin(before, group), blocks),
    );
    const years = Map.groupBy(near, ({ cells: [first] }) => (first === undefined ? '' : yearOf(first)));
    return new Disclosure([...years.values()].flatMap((blocks) => joinBands(blocks, keep)));
  }

  /**
   * The same where other measures count the same cases, parted otherwise: the sum of some months is known from each of
   * them. So none of them shows a number of months that cut through a block of any.
   */
  beside(others: readonly Disclosure[]): Disclosure {
    return new Disclosure(this.#blocks, others);
  }

  /** Whether a number may be published. */
  shows({ from, to, bands }: Wanted): boolean {
    const among = [this, ...this.#beside];
    if (this.#beside.length > 0 && among.some((one) => one.#isCutBy({ from, to }))) return false;
    const isWanted = (cell: Cell): boolean =>
      isWithin(cell, { from, to }) && (bands === undefined || bands.includes(cell.band));
    return this.#blocks.every((block) => {
      const wanted = block.cells.filter(isWanted).length;
      return wanted === 0 || (wanted === block.cells.length && mayStand(block));
    });
  }

  /** Whether a block has months both among some and outside. */
  #isCutBy(months: Wanted): boolean {
    return this.#blocks.some(({ cells }) => {
      const within = cells.filter((cell) => isWithin(cell, months)).length;
      return within > 0 && within < cells.length;
    });
  }
}

const sumsOf = ({ including, excluding }: Cell): { readonly including: number; readonly excluding: number } => ({
  including,
  excluding,
});

/** A line of a table of which the sum is published too: cases with one need, or of one team. */
export interface Line {
  /** What tells it from the others. */
  readonly value: string;
  /** Its counts, such as those in time and those not in time, each with and without excused cases. */
  readonly counts: readonly number[];
}

const maySumStand = (lines: readonly Line[]): boolean => {
  const columns = lines[0]?.counts.length ?? 0;
  return Array.from({ length: columns }, (_, column) =>
    lines.reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0),
  ).every(isPublishable);
};

const sizeOf = ({ counts }: Line): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * Which lines of a table are hidden, where the sums of its columns are published: those with a small count, and the
 * smallest of the others, until all that is hidden counts nobody or at least 5 in each column, and in two lines or more.
 * @param isSumPublished whether the sums of the columns are published; where one is not, all lines are hidden
 * @returns the values of the hidden lines
 */
export function hiddenLines(lines: readonly Line[], isSumPublished: boolean): ReadonlySet<string> {
  if (!isSumPublished) return new Set(lines.map(({ value }) => value));
  const hidden = lines.filter(({ counts }) => !counts.every(isPublishable));
  if (hidden.length === 0) return new Set();
  const others = lines
    .filter((line) => !hidden.includes(line) && sizeOf(line) > 0)
    .toSorted((one, other) => sizeOf(one) - sizeOf(other) || (one.value < other.value ? -1 : 1));
  while (hidden.length < 2 || !maySumStand(hidden)) {
    const next = others.shift();
    if (next === undefined) break;
    hidden.push(next);
  }
  return new Set(hidden.map(({ value }) => value));
}
