import { BECAUSE_WORDS, differenceInWords, valueInWords } from '../application/outcome-words.js';
import type { MeasureStanding } from '../application/outcomes.js';
import { isAsGood } from '../domain/status.js';
import { lastDayOf, statedInWords } from '../domain/stated-day.js';
import { isKept, readingInWords } from './plan-words.js';

/** How the target stands, as a sentence; nothing where there is none. */
function targetSentence({ measure, unit, asAt }: MeasureStanding): string | undefined {
  const { target, due } = measure;
  if (target === undefined || unit === undefined) return undefined;
  const value = valueInWords(target.value, unit);
  if (due === undefined) return `The target is ${value}, at all times.`;
  return `The target of ${value} ${lastDayOf(due) < asAt ? 'was' : 'is'} due ${statedInWords(due)}.`;
}

/** How the value stands beside its trajectory, as a sentence. */
function trajectorySentence({ measure, unit, expected, readings, proposal }: MeasureStanding): string {
  const last = readings.at(-1);
  if (expected === undefined || unit === undefined || last === undefined) return BECAUSE_WORDS[proposal.because];
  const asked = `The trajectory asks for ${valueInWords(expected, unit)}`;
  if (last.value === expected) return `${asked}, which it meets.`;
  const difference = differenceInWords(last.value - expected, unit);
  return `${asked}: ${difference} ${isAsGood(measure, last.value, expected) ? 'better than that' : 'behind'}.`;
}

/**
 * What the values of a measure show, in sentences.
 * @param seesAll whether small numbers are told
 */
export function findingOf(standing: MeasureStanding, seesAll: boolean): string {
  const { measure, unit, readings } = standing;
  const last = readings.at(-1);
  if (unit === undefined) return BECAUSE_WORDS.judged;
  if (last === undefined) return ['No value is known yet.', targetSentence(standing)].filter(Boolean).join(' ');
  const of = readingInWords(measure, last);
  if (isKept(last, seesAll)) return `The value (${of}) is hidden, since it may point to a child.`;
  const said = `${measure.name}: ${valueInWords(last.value, unit)} (${of}).`;
  return [said, trajectorySentence(standing), targetSentence(standing)].filter(Boolean).join(' ');
}
