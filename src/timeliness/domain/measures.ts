import { ADVICE_MEASURES } from './advice-measures.js';
import { ASSESSMENT_MEASURES } from './assessment-measures.js';
import type { Measure } from './measure.js';
import { REVIEW_MEASURES } from './review-measures.js';
import { WAIT_MEASURES } from './wait-measures.js';

export * from './measure.js';

/** Every measure, in the order of a case; those of the cases that wait come last. */
export const MEASURES: readonly Measure[] = [
  ...ASSESSMENT_MEASURES,
  ...ADVICE_MEASURES,
  ...REVIEW_MEASURES,
  ...WAIT_MEASURES,
];

/** The measure with an id; nothing where there is none. */
export function measureOf(id: string): Measure | undefined {
  return MEASURES.find((measure) => measure.id === id);
}

/** The measures under whose ids the cases of a measure are counted: its own, unless it counts those of others. */
export function countedUnder(measure: Measure): readonly string[] {
  return 'countsAs' in measure ? measure.countsAs : [measure.id];
}

/**
 * Measures that count the same cases on the issued basis, but for few at most: what is known of the sum of one is known of
 * the others.
 */
const SAME_CASES: readonly (readonly string[])[] = [
  ['plans-issued', 'plans-within-20-weeks'],
  ['reviews-within-12-months', 'review-decisions-within-4-weeks', 'review-outcomes'],
  ['amendment-notices-within-4-weeks', 'amendment-notices-within-4-weeks-of-decision'],
  ['amended-plans-within-8-weeks', 'amended-plans-within-12-weeks'],
];

/** The other measures that count the cases of a measure, by the id under which they are counted. */
export function countedBeside(id: string): readonly string[] {
  return SAME_CASES.filter((group) => group.includes(id)).flatMap((group) => group.filter((other) => other !== id));
}
