import { Injectable } from '@nestjs/common';
import { CHOICES_IN_WORDS } from '../../cases/application/attribute-words.js';
import { ReadModels, type Moment } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Period } from '../../timeliness/application/periods.js';
import type { AdviceCounts } from '../domain/advice.js';
import { countAdvice } from './count-advice.js';

/** What came of the requests for advice in a period, and what is awaited. */
export interface AdviceReport {
  readonly asAt: CalendarDate;
  readonly period: Period;
  /** The last day of the period that counts: no later than the day of the question. */
  readonly to: CalendarDate;
  /** By adviser, the usual ones first. */
  readonly advisers: readonly AdviceCounts[];
}

const USUAL = Object.keys(CHOICES_IN_WORDS.adviser);

/** Answers how long those who advise on needs assessments take. */
@Injectable()
export class AdviceReports {
  constructor(private readonly models: ReadModels) {}

  /**
   * @param periodAt the period that is asked for, which can depend on the day
   * @param team of one team alone; `null` for those of no team
   */
  of(moment: Moment, periodAt: (asAt: CalendarDate) => Period, team?: string | null): Promise<AdviceReport> {
    return this.models.asking(moment, async (asked) => {
      const { asAt } = asked;
      const period = periodAt(asAt);
      const to = period.to < asAt ? period.to : asAt;
      const advisers = await countAdvice(asked, { team, from: period.from, to }, USUAL);
      return { asAt, period, to, advisers };
    });
  }
}
