import { Injectable } from '@nestjs/common';
import { isCouncils } from '../../caseload/application/case-rows.js';
import { Caseload } from '../../caseload/application/caseload.js';
import { KeptAnswers } from '../../read-model/kept-answers.js';
import { ReadModels } from '../../read-model/read-models.js';
import { LEAD_DAYS } from '../../statute/clock.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { Rulebook } from '../../statute/rulebook.js';
import { ProtectedTimeliness, type ProtectedAnswer } from '../../timeliness/application/protected-timeliness.js';

/** The measure of new plans: those issued within 20 weeks of the request. */
const TWENTY_WEEKS = 'plans-within-20-weeks';
const FIVE_YEARS = { by: 'calendar-year' } as const;

/** How many clocks of a rule are overdue, excused, and due soon. */
export interface RuleCounts {
  readonly rule: string;
  readonly name: string;
  /** Whether it is a duty of the council, and no one else's, nor time that may be used or has to be left to run. */
  readonly isDuty: boolean;
  readonly overdue: number;
  readonly excused: number;
  readonly dueSoon: number;
}

/** The council's figures on a day. */
export interface Overview {
  readonly asAt: CalendarDate;
  /** Whether there is any case at all. */
  readonly isEmpty: boolean;
  /** Cases with something still to do. */
  readonly open: { readonly assessments: number; readonly plans: number; readonly reviews: number };
  readonly rules: readonly RuleCounts[];
  /** The days before its due date in which a clock is due soon. */
  readonly leadDays: number;
  /** New plans by calendar year, the oldest first. */
  readonly years: ProtectedAnswer['periods'];
  /** The event at which projecting stopped: what was recorded later is not shown. */
  readonly stoppedAt?: string;
}

/** Adds up what a council looks at first. */
@Injectable()
export class Overviews {
  readonly #kept: KeptAnswers;

  constructor(
    private readonly caseload: Caseload,
    private readonly timeliness: ProtectedTimeliness,
    private readonly models: ReadModels,
    private readonly rulebook: Rulebook,
  ) {
    this.#kept = new KeptAnswers(models);
  }

  /** The figures of today, the same for everybody; worked out anew only when something was recorded since. */
  today(): Promise<Overview> {
    return this.#kept.of('today', () => this.#addUp());
  }

  async #addUp(): Promise<Overview> {
    const { asAt } = this.models.live();
    const moment = { asAt };
    const open = await this.caseload.openCases(moment);
    const { items } = await this.caseload.cases(moment, {}, { limit: 1 });
    const { periods } = await this.timeliness.of(TWENTY_WEEKS, FIVE_YEARS);
    const { fault } = this.models.projector;
    return {
      asAt,
      isEmpty: items.length === 0,
      open: { assessments: open.assessment, plans: open.plan, reviews: open.review },
      rules: await this.#rules(asAt),
      leadDays: LEAD_DAYS,
      years: periods,
      ...(fault === undefined ? {} : { stoppedAt: fault.event }),
    };
  }

  async #rules(asAt: CalendarDate): Promise<readonly RuleCounts[]> {
    const known = new Map(this.rulebook.rules.map((rule) => [rule.id, rule]));
    const counted = await this.caseload.statusCounts({ asAt }, ['overdue', 'excused', 'due-soon']);
    return counted.map(({ rule: id, name, counts }) => {
      const rule = known.get(id);
      return {
        rule: id,
        name: rule?.name ?? name,
        isDuty: rule?.nature === 'duty' && isCouncils(rule.dutyHolder),
        overdue: counts.overdue,
        excused: counts.excused,
        dueSoon: counts['due-soon'],
      };
    });
  }
}
