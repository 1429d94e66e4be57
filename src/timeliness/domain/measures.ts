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
