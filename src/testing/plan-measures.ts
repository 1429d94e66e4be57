import type { PlanMeasure } from '../outcomes/domain/send-plan.js';
import { readStatedDay, type StatedDay } from '../outcomes/domain/stated-day.js';

/** A day, a month or a year as a document states it. */
export function stated(text: string): StatedDay {
  const read = readStatedDay(text);
  if (read === undefined) throw new Error(`${text} is no day, month or year.`);
  return read;
}

/** A measure of a SEND plan, recorded by hand in percent, of which nothing is stated but what is given. */
export const planMeasure = (given: Partial<PlanMeasure> = {}): PlanMeasure => ({
  id: 'a-measure',
  name: 'A measure',
  measuredBy: { by: 'hand', unit: 'percent' },
  direction: 'up',
  milestones: [],
  reported: [],
  says: 'It rises.',
  where: 'page 1',
  ...given,
});
