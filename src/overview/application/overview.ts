import { Injectable } from '@nestjs/common';
import { OPEN_STATUSES } from '../../caseload/application/clock-status.js';
import { Caseload } from '../../caseload/application/caseload.js';
import { ReadModels } from '../../read-model/read-models.js';
import { LEAD_DAYS, type Status } from '../../statute/clock.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { rulebook } from '../../statute/rulebook.js';
import { Timeliness, type PeriodFigures } from '../../timeliness/application/timeliness.js';

/** The measure of new plans: those issued within 20 weeks of the request. */
const TWENTY_WEEKS = 'plans-within-20-weeks';
const FIVE_YEARS = { by: 'calendar-year' } as const;

/** How many clocks of a rule are overdue, excused, and due soon. */
export interface RuleCounts {
  readonly rule: string;
  readonly name: string;
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
  readonly years: readonly PeriodFigures[];
  /** The event at which projecting stopped: what was recorded later is not shown. */
  readonly stoppedAt?: string;
}

/** Adds up what a council looks at first. */
@Injectable()
export class Overviews {
  constructor(
    private readonly caseload: Caseload,
    private readonly timeliness: Timeliness,
    private readonly models: ReadModels,
  ) {}

  /** The figures of today. */
  async today(): Promise<Overview> {
    const { asAt } = this.models.live();
    const moment = { asAt };
    const [assessments, plans, reviews] = [
      await this.caseload.caseCount(moment, { kind: ['assessment'], open: true }),
      await this.caseload.caseCount(moment, { kind: ['plan'], open: true }),
      await this.caseload.caseCount(moment, { kind: ['review'], open: true }),
    ];
    const { items } = await this.caseload.cases(moment, {}, { limit: 1 });
    const { periods } = await this.timeliness.of(TWENTY_WEEKS, FIVE_YEARS);
    const { fault } = this.models.projector;
    return {
      asAt,
      isEmpty: items.length === 0,
      open: { assessments, plans, reviews },
      rules: await this.#rules(asAt),
      leadDays: LEAD_DAYS,
      years: periods,
      ...(fault === undefined ? {} : { stoppedAt: fault.event }),
    };
  }

  async #rules(asAt: CalendarDate): Promise<readonly RuleCounts[]> {
    const names = new Map(rulebook.rules.map(({ id, name }) => [id, name]));
    const rules = new Map<string, { rule: string; name: string } & Partial<Record<Status, number>>>();
    for (const status of OPEN_STATUSES) {
      if (status === 'running') continue;
      for (const { rule, name, count } of await this.caseload.clockCounts({ asAt }, { status: [status] })) {
        rules.set(rule, { ...(rules.get(rule) ?? { rule, name: names.get(rule) ?? name }), [status]: count });
      }
    }
    return [...rules.values()]
      .map(({ rule, name, overdue = 0, excused = 0, 'due-soon': dueSoon = 0 }) => ({
        rule,
        name,
        overdue,
        excused,
        dueSoon,
      }))
      .sort((one, other) => (one.rule < other.rule ? -1 : 1));
  }
}
