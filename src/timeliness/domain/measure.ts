import type { Adviser } from './advisers.js';

/** On which day a case counts: when the work was completed, or when its limit fell due. */
export const BASES = ['issued', 'due'] as const;

/** On which day a case counts. */
export type Basis = (typeof BASES)[number];

/**
 * How a limit was kept. `open`: nobody has done it, nor has the case taken another road. `ended-late`: the case took
 * another road after the limit had passed.
 */
export const TIMED_BANDS = ['in-time', 'late', 'late-over-a-year', 'open', 'ended-late'] as const;

/** How a limit was kept. */
export type TimedBand = (typeof TIMED_BANDS)[number];

/** The parts of the split of review decisions. */
export const REVIEW_OUTCOMES = ['maintain', 'amend', 'cease'] as const;

/** What a case counts in: how a limit was kept, a part of a split, or a plain count. */
export type Band = TimedBand | (typeof REVIEW_OUTCOMES)[number] | 'counted';

/** Whether more of it is better (`up`), less of it (`down`), or neither. */
export const DIRECTIONS = ['up', 'down', 'neither'] as const;

/** Whether more of it is better, less of it, or neither. */
export type Direction = (typeof DIRECTIONS)[number];

/** The kinds of measure. */
export const MEASURE_KINDS = ['share', 'count', 'split', 'wait'] as const;

interface Described {
  readonly id: string;
  readonly name: string;
  /** The kind of case that counts. */
  readonly of: 'assessment' | 'plan' | 'review';
  readonly direction: Direction;
  /** What is counted, in words. */
  readonly definition: string;
  /** Where the definition comes from. */
  readonly source: string;
  /** How it differs from the figure that the Department for Education publishes, where there is one and it does. */
  readonly differs?: string;
}

/** A limit of the rulebook. */
interface Limited {
  /** The rules of the rulebook whose clocks count, and the ref that tells them from others of those rules. */
  readonly rules: readonly string[];
  readonly ref?: string;
  readonly limit: string;
}

/** A share: of the cases that count, those that were done as the measure asks. */
export interface ShareMeasure extends Described, Limited {
  readonly kind: 'share';
  readonly bases: readonly Basis[];
  readonly numerator: string;
  readonly denominator: Readonly<Partial<Record<Basis, string>>>;
  /** Which bands are in the numerator; those in time unless said. */
  readonly counting?: TimedBand;
  /** The adviser whose advice counts, where it is that of one. */
  readonly adviser?: Adviser;
  /** The measures whose cases it counts, where it has none of its own. */
  readonly countsAs?: readonly string[];
}

/** A plain number of what happened in a period. */
export interface CountMeasure extends Described {
  readonly kind: 'count';
  readonly bases: readonly ['issued'];
}

/** What happened in a period, parted by how it came out. */
export interface SplitMeasure extends Described {
  readonly kind: 'split';
  readonly bases: readonly ['issued'];
  readonly denominator: Readonly<Record<'issued', string>>;
  readonly parts: readonly { readonly id: Band; readonly name: string }[];
}

/**
 * How long the cases wait that are open after their limit, as at the last day of a period, or the day that the figures
 * are as at where that comes first.
 */
export interface WaitMeasure extends Described, Limited {
  readonly kind: 'wait';
  readonly bases: readonly [];
  /** The measures of whose cases those count that are open and late. */
  readonly countsAs: readonly string[];
}

/** What the council is measured by. */
export type Measure = ShareMeasure | CountMeasure | SplitMeasure | WaitMeasure;

export const SEN2 = 'Department for Education, "Education, health and care plans", guidance to the published data';

export const DUE_BASIS =
  'On the due basis a case counts on the day its limit fell due, once that day is over. It is in time if the work was done by then; what was done later, is still to be done, or came to another end after the limit is not. A case that took another road by the limit does not count.';

export const REGULATIONS = 'of the SEND Regulations 2014';
