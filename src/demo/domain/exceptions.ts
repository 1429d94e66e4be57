import { addDays, daysBetween, yearOf, type CalendarDate } from '../../statute/calendar.js';
import type { Random } from './random.js';
import { TWENTY_WEEKS } from './request.js';
import { summerClosure, workedFrom, workedWithin } from './school-year.js';

/** An exception as it is recorded. */
export interface ExceptionPlan {
  readonly on: CalendarDate;
  readonly ground: 'school-closure' | 'personal-circumstances' | 'absence';
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly adviceRequestedOn?: CalendarDate;
  readonly clocks: readonly ['N7'];
  readonly evidence: string;
}

const EVIDENCE = {
  'school-closure': [
    'The school was closed for the summer when its advice was asked for.',
    'Letter of the head, 5 weeks of closure.',
  ],
  'personal-circumstances': [
    'Bereavement in the family; the parents asked for time.',
    'The child was in hospital; discharge letter on file.',
    'The family lost its home and lived in temporary accommodation.',
    "Serious illness of a parent; meetings were put off at the family's request.",
  ],
  absence: [
    'The family was abroad; tickets seen.',
    'The child stayed with relatives outside the area; confirmed by school.',
  ],
} as const;

/**
 * An exception that the law accepts for the 20 weeks of a request.
 * @param asked the day on which the school was asked for advice, if it was
 * @param by the day by which it is recorded
 */
export function exceptionFor(
  received: CalendarDate,
  asked: CalendarDate | undefined,
  by: CalendarDate,
  random: Random,
): ExceptionPlan {
  const due = addDays(received, TWENTY_WEEKS);
  const last = by < due ? by : due;
  const clocks = ['N7'] as const;
  const evidence = (ground: ExceptionPlan['ground']): string => random.pick(EVIDENCE[ground]);
  if (asked !== undefined && asked <= last) {
    const { from, to } = summerClosure(yearOf(asked));
    if (asked >= addDays(from, -7) && asked <= addDays(to, -6) && random.chance(0.85)) {
      const on = workedWithin(addDays(asked, random.whole(2, 20)), asked, by);
      return {
        on,
        ground: 'school-closure',
        from,
        to,
        adviceRequestedOn: asked,
        clocks,
        evidence: evidence('school-closure'),
      };
    }
  }
  const room = daysBetween(received, last);
  if (random.chance(0.25) && room > 60) {
    const from = addDays(received, random.whole(10, room - 45));
    const to = addDays(from, random.whole(28, 42));
    const on = workedWithin(workedFrom(addDays(from, random.whole(5, 30))), from, by);
    return { on, ground: 'absence', from, to, clocks, evidence: evidence('absence') };
  }
  const from = addDays(received, random.whole(5, Math.max(6, room - 30)));
  const to = addDays(from, random.whole(14, 60));
  const on = workedWithin(workedFrom(addDays(from, random.whole(1, 20))), from, by);
  return { on, ground: 'personal-circumstances', from, to, clocks, evidence: evidence('personal-circumstances') };
}
