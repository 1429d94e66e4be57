import { Injectable } from '@nestjs/common';
import { Benchmarks } from '../../benchmarks/application/benchmarks.js';
import type { Beside } from '../../benchmarks/application/beside.js';
import type { Disclosed } from '../../platform/access/disclosed.js';
import { Caseload } from '../../caseload/application/caseload.js';
import { Outcomes, type PlanStanding } from '../../outcomes/application/outcomes.js';
import { ReadModels, type Moment } from '../../read-model/read-models.js';
import { day, yearOf, type CalendarDate } from '../../statute/calendar.js';
import { ProtectedTimeliness, type ProtectedAnswer } from '../application/protected-timeliness.js';
import { Timeliness } from '../application/timeliness.js';
import type { Measure } from '../domain/measures.js';
import { periodOf, shifted } from '../domain/periods.js';

/** The measure that leads the page: new plans within 20 weeks. */
export const TWENTY_WEEKS = 'plans-within-20-weeks';

/** How many years the chart shows beside the one that the page is about. */
const YEARS_BEFORE = 5;

/** What the page of the board is asked for. */
export interface BoardRequest extends Moment {
  /** The calendar year that it is about; the last complete one where nothing is said. */
  readonly year?: number | undefined;
  readonly disclosed: Disclosed;
}

/** A measure with its figures of a year and the one before, and what is published beside. */
export interface BoardMeasure {
  readonly measure: Measure;
  readonly answer: ProtectedAnswer;
  /** Of a measure that is split, one for each part; none where nothing is published of the year. */
  readonly besides: readonly Beside[];
}

/** What the page of the board is made of. */
export interface BoardFigures {
  readonly asAt: CalendarDate;
  readonly year: number;
  /** Whether there is any case at all. */
  readonly isEmpty: boolean;
  /** New plans by calendar year, up to the year of the page, or that of today where the page is of the last one. */
  readonly years: ProtectedAnswer;
  /** What is published of those years, the years that are known. */
  readonly published: readonly Beside[];
  /** New plans in the last two complete financial years. */
  readonly financial: ProtectedAnswer;
  /** New plans in the whole months of this year; nothing in January, nor where the page is of an earlier year. */
  readonly months?: ProtectedAnswer | undefined;
  /** New plans in the same months of the year before. */
  readonly monthsBefore?: ProtectedAnswer | undefined;
  readonly measures: readonly BoardMeasure[];
  /** The cases that are open after their limit, as at the day. */
  readonly backlog: readonly ProtectedAnswer[];
  /** How the measures of the council's SEND plan stand; nothing where it has none here. */
  readonly plan?: PlanStanding | undefined;
  /** The event at which projecting stopped: what was recorded later is not shown. */
  readonly stoppedAt?: string | undefined;
}

const newYear = (year: number): CalendarDate => day(`${String(year)}-01-01`);
const newYearsEve = (year: number): CalendarDate => day(`${String(year)}-12-31`);

/** Adds up what a board looks at. */
@Injectable()
export class Board {
  constructor(
    private readonly figures: ProtectedTimeliness,
    private readonly timeliness: Timeliness,
    private readonly benchmarks: Benchmarks,
    private readonly caseload: Caseload,
    private readonly outcomes: Outcomes,
    private readonly models: ReadModels,
  ) {}

  /** The day that a page is as at where nothing is said. */
  today(): CalendarDate {
    return this.models.live().asAt;
  }

  /** The figures of a year and the years before. */
  async of(request: BoardRequest): Promise<BoardFigures> {
    const { disclosed, asAt: asked, knownOn } = request;
    const moment = { asAt: asked, knownOn };
    const asAt = asked ?? this.today();
    const thisYear = yearOf(asAt);
    const year = request.year ?? thisYear - 1;
    const ask = (by: 'calendar-year' | 'financial-year' | 'month', from: CalendarDate, to: CalendarDate) =>
      this.figures.of(TWENTY_WEEKS, { by, from, to, ...moment }, disclosed);
    const isLast = year === thisYear - 1;
    const years = await ask('calendar-year', newYear(year - YEARS_BEFORE), newYearsEve(isLast ? thisYear : year));
    const lastFinancial = shifted(periodOf('financial-year', isLast ? asAt : newYearsEve(year)), -1);
    const lastMonth = shifted(periodOf('month', asAt), -1);
    const hasMonths = isLast && yearOf(lastMonth.to) === thisYear;
    const before = shifted(lastMonth, -12);
    return {
      asAt,
      year,
      isEmpty: (await this.caseload.cases(moment, {}, { limit: 1 })).items.length === 0,
      years,
      published: await this.#published(years, knownOn),
      financial: await ask('financial-year', shifted(lastFinancial, -1).from, lastFinancial.to),
      months: hasMonths ? await ask('month', newYear(thisYear), lastMonth.to) : undefined,
      monthsBefore: hasMonths ? await ask('month', newYear(thisYear - 1), before.to) : undefined,
      measures: await this.#measures(year, request),
      backlog: await this.#backlog(request),
      plan: await this.outcomes.atAGlance(moment),
      stoppedAt: this.models.projector.fault?.event,
    };
  }

  async #published({ periods }: ProtectedAnswer, knownOn: string | undefined): Promise<readonly Beside[]> {
    const found = await Promise.all(
      periods.map(({ from }) => this.benchmarks.beside(TWENTY_WEEKS, { year: yearOf(from), ...known(knownOn) })),
    );
    return found.filter((one) => one !== undefined);
  }

  async #measures(year: number, { disclosed, asAt, knownOn }: BoardRequest): Promise<readonly BoardMeasure[]> {
    const request = { by: 'calendar-year', from: newYear(year - 1), to: newYearsEve(year), asAt, knownOn } as const;
    const counted = this.timeliness.measures().filter(({ kind }) => kind !== 'wait');
    return Promise.all(
      counted.map(async (measure) => ({
        measure,
        answer: await this.figures.of(measure.id, request, disclosed),
        besides: await this.benchmarks.besideParts(measure.id, { year, ...known(knownOn) }),
      })),
    );
  }

  /** As at the day of the page: the period is but the one that the day is in. */
  async #backlog({ disclosed, asAt, knownOn }: BoardRequest): Promise<readonly ProtectedAnswer[]> {
    const on = asAt ?? this.today();
    const waits = this.timeliness.measures().filter(({ kind }) => kind === 'wait');
    return Promise.all(
      waits.map(({ id }) => this.figures.of(id, { by: 'month', from: on, to: on, asAt, knownOn }, disclosed)),
    );
  }
}

const known = (knownOn: string | undefined): { readonly knownOn?: string } =>
  knownOn === undefined ? {} : { knownOn };
