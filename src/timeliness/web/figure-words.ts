import { countInWords } from '../application/count-words.js';
import type { PeriodFigures } from '../application/timeliness.js';
import type { Basis, Direction } from '../domain/measures.js';
import type { PeriodKind } from '../domain/periods.js';
import { HIDDEN, type Hideable, type Protected } from '../domain/protected.js';
import type { Share } from '../domain/figures.js';

export { countInWords };
export { periodInWords } from '../application/period-words.js';

/** A share of which any number can be hidden. */
export type ShownShare = Protected<Share>;

/** The figures of a period, of which any number can be hidden. */
export type ShownPeriod = Protected<PeriodFigures>;

/** Where there is nothing to take a share of. */
export const NONE = 'none';

/** A share in percent as people read it. */
export function percentInWords(percent: Hideable | null): string {
  if (percent === null) return NONE;
  return percent === HIDDEN ? HIDDEN : `${percent.toFixed(1)}%`;
}

/** The counts of a share: `312 of 512`. */
export function partsInWords({ numerator, denominator }: Pick<ShownShare, 'numerator' | 'denominator'>): string {
  return `${countInWords(numerator)} of ${countInWords(denominator)}`;
}

/** The number of a share that can be drawn and compared; nothing where there is none, or where it is hidden. */
export const knownOf = (value: Hideable | null | undefined): number | null =>
  value === undefined || value === HIDDEN ? null : value;

/** How something changed, and whether that is better. */
export interface Change {
  readonly text: string;
  readonly judged?: 'better' | 'worse';
}

/** In percentage points, which have one decimal place. */
const TENTHS = 10;

/**
 * How a figure changed from one period to the next.
 * @returns nothing where one of them is not known
 */
export function changeInWords(
  now: Hideable | null | undefined,
  before: Hideable | null | undefined,
  direction: Direction,
  unit: 'percent' | 'count',
): Change | undefined {
  const [is, was] = [knownOf(now), knownOf(before)];
  if (is === null || was === null) return undefined;
  const difference = Math.round((is - was) * TENTHS) / TENTHS;
  if (difference === 0) return { text: 'No change' };
  const size = Math.abs(difference);
  const points = `${size.toFixed(1)} ${size === 1 ? 'point' : 'points'}`;
  const text = `${difference > 0 ? 'Up' : 'Down'} ${unit === 'percent' ? points : size.toLocaleString('en-GB')}`;
  if (direction === 'neither') return { text };
  return { text, judged: difference > 0 === (direction === 'up') ? 'better' : 'worse' };
}

/** A change with whether it is better. */
export const judgedInWords = ({ text, judged }: Change): string => (judged === undefined ? text : `${text}, ${judged}`);

/** The kinds of period as people choose them. */
export const KINDS_IN_WORDS: Readonly<Record<PeriodKind, string>> = {
  month: 'Month',
  quarter: 'Quarter',
  'calendar-year': 'Calendar year',
  'financial-year': 'Financial year, from April',
  'academic-year': 'Academic year, from September',
  'rolling-12-months': 'Rolling 12 months',
};

/** The bases as people choose them. */
export const BASES_IN_WORDS: Readonly<Record<Basis, string>> = {
  issued: 'When the work was completed (issued basis)',
  due: 'When the limit fell due (due basis)',
};

/** Whether more is better, as people read it. */
export const DIRECTIONS_IN_WORDS: Readonly<Record<Direction, string>> = {
  up: 'More is better',
  down: 'Less is better',
  neither: 'Neither more nor less is better',
};
