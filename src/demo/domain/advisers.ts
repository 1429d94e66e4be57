import { addDays, type CalendarDate } from '../../statute/calendar.js';
import type { Random } from './random.js';
import { workedUpTo, workedWithin } from './school-year.js';

/** Advice that a council asks for, and when it comes. */
export interface AdvicePlan {
  readonly ref: string;
  readonly asked: CalendarDate;
  /** The day on which the body received the request, where that is another. */
  readonly reached?: CalendarDate;
  readonly came: CalendarDate;
  /** It is sent back for its quality, and comes again. */
  readonly returned?: { readonly on: CalendarDate; readonly again: CalendarDate };
}

interface Manner {
  readonly adviser: string;
  /** How likely it is that this adviser is asked. */
  readonly asked: number;
  /** Days until the advice comes: the soonest, the usual and the latest where the assessment takes long. */
  readonly days: readonly [number, number, number];
  /** How likely it is that it is very late. */
  readonly veryLate: number;
}

/** Educational psychologists are short everywhere, so their advice is the slowest. */
const MANNERS: readonly Manner[] = [
  { adviser: 'educational-psychologist', asked: 1, days: [25, 55, 120], veryLate: 0.2 },
  { adviser: 'health', asked: 1, days: [14, 44, 90], veryLate: 0.1 },
  { adviser: 'social-care', asked: 1, days: [5, 26, 60], veryLate: 0.04 },
  { adviser: 'education-setting', asked: 0.96, days: [6, 24, 55], veryLate: 0.03 },
  { adviser: 'parent-or-young-person', asked: 0.6, days: [3, 18, 50], veryLate: 0.02 },
  { adviser: 'sensory', asked: 0.13, days: [12, 36, 70], veryLate: 0.08 },
];

/**
 * The advice of an assessment.
 * @param from the day on which it can be asked for
 * @param by the day on which the last has to be there, where the case went on by then
 */
export function adviceFor(from: CalendarDate, by: CalendarDate | undefined, random: Random): readonly AdvicePlan[] {
  return MANNERS.filter(({ asked }) => random.chance(asked)).map(({ adviser, days, veryLate }) => {
    const within = addDays(from, 5);
    const wished = addDays(from, random.chance(0.7) ? 0 : random.whole(1, 4));
    const asked = workedWithin(wished, from, by === undefined || by > within ? within : by);
    const [soonest, usual, latest] = days;
    const took = random.chance(veryLate)
      ? random.around(latest, latest + 20, latest + 150)
      : random.around(soonest, usual, latest);
    const last = by === undefined ? addDays(asked, 400) : workedUpTo(by) < asked ? by : workedUpTo(by);
    const came = workedWithin(addDays(asked, took), asked, last);
    const again = addDays(came, random.whole(9, 24));
    const returned =
      random.chance(0.04) && again <= last
        ? {
            on: workedWithin(addDays(came, 3), came, addDays(came, 6)),
            again: workedWithin(again, addDays(came, 7), last),
          }
        : undefined;
    return {
      ref: adviser,
      asked,
      ...(random.chance(0.15) && addDays(asked, 3) < came ? { reached: addDays(asked, random.whole(1, 3)) } : {}),
      came,
      ...(returned === undefined ? {} : { returned }),
    };
  });
}
