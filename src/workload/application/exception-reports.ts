import { Injectable } from '@nestjs/common';
import { Names, type ChildName, type ToName } from '../../people/application/names.js';
import { ReadModels, type Asked, type Moment } from '../../read-model/read-models.js';
import { yearOf, type CalendarDate } from '../../statute/calendar.js';
import type { ExceptionYear } from '../domain/exception-rates.js';
import { countExceptions, listPlansWithoutAdvice, type PlanWithoutAdvice } from './count-exceptions.js';

/** How many calendar years are shown: that of the day, and those before it. */
export const YEARS_SHOWN = 6;
/** How many plans stand on a page. */
export const PLANS_ON_PAGE = 50;
/** How many plans an export reads at once. */
const PLANS_AT_ONCE = 500;

/** A plan that was issued in time although advice was missing, with whose it is. */
export interface NamedPlan extends PlanWithoutAdvice {
  /** Who it is about; nothing where they were erased or their key is not at hand. */
  readonly child: ChildName | undefined;
}

/** Exceptions and missing advice by calendar year, and the plans of one of the years. */
export interface ExceptionReport {
  readonly asAt: CalendarDate;
  /** The latest first. */
  readonly years: readonly ExceptionYear[];
  /** The year of which plans are listed. */
  readonly year: number;
  readonly plans: readonly NamedPlan[];
  /** How many plans of the year there are. */
  readonly total: number;
  /** The page that is shown, from 1; the last one where there are not so many. */
  readonly page: number;
  readonly pages: number;
}

/** What of the exceptions is asked for. */
export interface ExceptionQuestion {
  /** Of one team alone; `null` for those of no team. */
  readonly team?: string | null | undefined;
  /** The year of which plans are listed; that of the day where it is none of those that are shown. */
  readonly year?: number | undefined;
  readonly page: number;
}

/** Answers how often exceptions of the regulations applied to new plans, and which plans were issued without advice. */
@Injectable()
export class ExceptionReports {
  constructor(
    private readonly models: ReadModels,
    private readonly names: Names,
  ) {}

  of(moment: Moment, question: ExceptionQuestion): Promise<ExceptionReport> {
    return this.models.asking(moment, async (asked) => {
      const { years, year } = await this.#years(asked, question);
      const total = years.find((one) => one.year === year)?.inTimeWithoutAdvice ?? 0;
      const pages = Math.max(1, Math.ceil(total / PLANS_ON_PAGE));
      const page = Math.min(question.page, pages);
      const stretch = { offset: (page - 1) * PLANS_ON_PAGE, limit: PLANS_ON_PAGE };
      const plans = await this.#named(asked, await listPlansWithoutAdvice(asked, question.team, year, stretch));
      return { asAt: asked.asAt, years, year, plans, total, page, pages };
    });
  }

  /** All plans of the year that is asked for. */
  plans(moment: Moment, question: ExceptionQuestion): Promise<readonly NamedPlan[]> {
    return this.models.asking(moment, async (asked) => {
      const { year } = await this.#years(asked, question);
      const plans: NamedPlan[] = [];
      for (let offset = 0; ; offset += PLANS_AT_ONCE) {
        const some = await listPlansWithoutAdvice(asked, question.team, year, { offset, limit: PLANS_AT_ONCE });
        plans.push(...(await this.#named(asked, some)));
        if (some.length < PLANS_AT_ONCE) return plans;
      }
    });
  }

  async #years(
    asked: Asked,
    { team, year }: ExceptionQuestion,
  ): Promise<{ readonly years: readonly ExceptionYear[]; readonly year: number }> {
    const last = yearOf(asked.asAt);
    const years = await countExceptions(asked, team, last - YEARS_SHOWN + 1, last);
    return { years, year: years.find((one) => one.year === year)?.year ?? last };
  }

  async #named({ db }: Asked, plans: readonly PlanWithoutAdvice[]): Promise<readonly NamedPlan[]> {
    const ids = [...new Set(plans.map(({ person }) => person))];
    if (ids.length === 0) return [];
    const people = await db.selectFrom('person').selectAll().where('id', 'in', ids).execute();
    const names = await this.names.of(people as readonly unknown[] as readonly ToName[]);
    return plans.map((plan) => ({ ...plan, child: names.get(plan.person) }));
  }
}
