import { Problems } from '../../platform/problem.js';
import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import { LEAD_DAYS, statusOn, type Clock, type Duty, type ExceptionOutcome, type Status } from '../../statute/clock.js';
import type { CountingPolicy } from '../../statute/counting.js';
import { evaluateAsAt } from '../../statute/as-at.js';
import { explain, explainDuty } from '../../statute/explanation.js';
import type { Rulebook } from '../../statute/rulebook.js';
import { BankHolidaysNotKnown } from '../../statute/working-days.js';
import type { GivenFacts } from './read-facts.js';

/** A clock as it is answered: its dates, its status on the day asked for, and how it was worked out. */
export type ClockAnswer = Omit<Clock, 'workings' | 'marks'> & {
  readonly marks?: Clock['marks'];
  readonly status: Status;
  readonly explanation: readonly string[];
};

/** A duty without a fixed limit as it is answered. */
export type DutyAnswer = Omit<Duty, 'workings'> & { readonly explanation: readonly string[] };

/** The clocks of a case on a day, and what stands beside them. */
export interface ClocksAnswer {
  readonly asAt: CalendarDate;
  readonly clocks: readonly ClockAnswer[];
  readonly duties: readonly DutyAnswer[];
  readonly exceptions: readonly ExceptionOutcome[];
}

/** How to calculate. */
export interface CalculationOptions {
  /** This instant; the day that it falls on in London is the day asked for, where the facts name none. */
  readonly now: Date;
  readonly rulebook: Rulebook;
  readonly counting?: CountingPolicy;
  /** How many days before its due date a clock is due soon. */
  readonly leadDays?: number;
}

function answerClock(clock: Clock, asAt: CalendarDate, leadDays: number): ClockAnswer {
  const { workings: _, marks, ...dates } = clock;
  return {
    ...dates,
    ...(marks.length === 0 ? {} : { marks }),
    status: statusOn(clock, asAt, leadDays),
    explanation: explain(clock, asAt),
  };
}

function answerDuty(duty: Duty, asAt: CalendarDate): DutyAnswer {
  const { workings: _, ...rest } = duty;
  return { ...rest, explanation: explainDuty(duty, asAt) };
}

/**
 * The clocks that facts start: when each is due, its status on a day, and why.
 * @throws Problems where a clock of working days reaches a year whose bank holidays are not known
 */
export function calculateClocks(
  facts: GivenFacts,
  { now, rulebook, counting = 'event-day-excluded', leadDays = LEAD_DAYS }: CalculationOptions,
): ClocksAnswer {
  const asAt = facts.asAt ?? dayInLondon(now);
  try {
    const { clocks, duties, exceptions } = evaluateAsAt(facts.milestones, asAt, { rulebook, counting });
    return {
      asAt,
      clocks: clocks.map((clock) => answerClock(clock, asAt, leadDays)),
      duties: duties.map((duty) => answerDuty(duty, asAt)),
      exceptions,
    };
  } catch (error) {
    if (!(error instanceof BankHolidaysNotKnown)) throw error;
    throw new Problems([
      {
        place: 'milestones',
        reason: `a clock counted in working days cannot be worked out: ${error.message}`,
        accepted: 'days whose working-day clocks fall within those years',
      },
    ]);
  }
}
