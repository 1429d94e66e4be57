import { Injectable } from '@nestjs/common';
import type { Moment } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import type { Status } from '../../statute/clock.js';
import { Caseload } from './caseload.js';
import type { ClockCount, ClockFilter, ClockItem } from './list-clocks.js';

/** How urgent open clocks are, the most urgent first. */
export const URGENCIES = ['overdue', 'excused', 'due-soon', 'later'] as const;

/**
 * How urgent an open clock is: past its due date, the same under an exception, due within the lead time, or due later.
 */
export type Urgency = (typeof URGENCIES)[number];

const STATUS_OF: Readonly<Record<Urgency, Status>> = {
  overdue: 'overdue',
  excused: 'excused',
  'due-soon': 'due-soon',
  later: 'running',
};

/** The open clocks of one urgency. */
export interface DueGroup {
  readonly urgency: Urgency;
  readonly count: number;
  /** How many of each rule. */
  readonly rules: readonly ClockCount[];
  /** Those due first, as many as were asked for at most. */
  readonly clocks: readonly ClockItem[];
}

/** What is due, and the day that it is asked for. */
export interface WhatIsDue {
  readonly asAt: CalendarDate;
  readonly groups: readonly DueGroup[];
}

/** What is asked for. */
export type DueQuestion = Pick<ClockFilter, 'kind' | 'rule' | 'officer' | 'team' | 'dueTo'> & {
  /** The most clocks of each urgency, up to 500. */
  readonly limit: number;
  readonly urgencies: readonly Urgency[];
};

/** Answers what is due and overdue. */
@Injectable()
export class DueDates {
  constructor(private readonly caseload: Caseload) {}

  /**
   * The duties that are open on a day, by urgency. What may be done, or must be left to run, is not among them.
   * @throws StoreUnavailable where a past moment has to be worked out and the event store does not answer
   */
  async whatIsDue(moment: Moment, { limit, urgencies, ...filter }: DueQuestion): Promise<WhatIsDue> {
    const groups: DueGroup[] = [];
    let day: CalendarDate | undefined;
    for (const urgency of urgencies) {
      const wanted: ClockFilter = { ...filter, status: [STATUS_OF[urgency]], nature: ['duty'] };
      // Of the same day also where midnight passes meanwhile.
      const asked = day === undefined ? moment : { ...moment, asAt: day };
      const { items, asAt } = await this.caseload.clocks(asked, wanted, { limit });
      day = asAt;
      const rules = await this.caseload.clockCounts({ ...moment, asAt }, wanted);
      const count = rules.reduce((sum, one) => sum + one.count, 0);
      groups.push({ urgency, count, rules, clocks: items });
    }
    if (day === undefined) throw new Error('No urgency was asked for.');
    return { asAt: day, groups };
  }
}
