import { Injectable } from '@nestjs/common';
import { Problems } from '../../platform/problem.js';
import { ReadModels } from '../../read-model/read-models.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import { countedIn, figuresOf, type Figures } from '../domain/figures.js';
import { MEASURES, type Measure } from '../domain/measures.js';
import { periodOf, periodsBetween, shifted, type Period, type PeriodKind } from '../domain/periods.js';
import { annualReviewCensus, type AnnualReviewCensus } from './annual-review-census.js';
import { lastCensusDay } from '../domain/census.js';
import { monthCounts } from './measure-counts.js';
import { measureCalled, type CensusRequest, type TimelinessRequest } from './timeliness-request.js';

/** The figures of one period. */
export interface PeriodFigures extends Figures {
  /** How the period is written, such as `2024-Q1`; rolling 12 months by the month that they end with. */
  readonly period: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Whether its last day is over, so that no more days will count; corrections can still change the figures. */
  readonly complete: boolean;
}

/** The figures of a measure, period by period. */
export interface TimelinessAnswer {
  readonly measure: Measure;
  readonly by: PeriodKind;
  readonly asAt: CalendarDate;
  readonly knownOn?: string;
  readonly periods: readonly PeriodFigures[];
  /** All periods together; rolling 12 months overlap and have none. */
  readonly total?: Figures;
}

/** How many periods are shown where nothing is said. */
const USUAL_PERIODS: Readonly<Record<PeriodKind, number>> = {
  month: 12,
  quarter: 8,
  'calendar-year': 5,
  'financial-year': 5,
  'academic-year': 5,
  'rolling-12-months': 12,
};

/** Refuses days that have not come: what will be done by then is not known. */
function notAfterToday(place: string, date: CalendarDate | undefined, today: CalendarDate): void {
  if (date === undefined || date <= today) return;
  throw new Problems([
    { place, reason: `${date} is after today`, accepted: `a day up to ${longDate(today)}, written YYYY-MM-DD` },
  ]);
}

/** Answers how timely the council is. */
@Injectable()
export class Timeliness {
  constructor(private readonly models: ReadModels) {}

  /** Every measure with its definition. */
  measures(): readonly Measure[] {
    return MEASURES;
  }

  /**
   * The figures of a measure, for the periods from one day to another.
   * @throws Problems where there is no such measure, or the days leave no period
   */
  async of(id: string, request: TimelinessRequest): Promise<TimelinessAnswer> {
    const measure = measureCalled(id);
    const { by, knownOn } = request;
    notAfterToday('asAt', request.asAt, this.models.live().asAt);
    return this.models.asking({ asAt: request.asAt, knownOn }, async ({ db, asAt }) => {
      const periods = periodsOf(request, asAt);
      const [first] = periods;
      const last = periods.at(-1);
      if (first === undefined || last === undefined) throw nothingBetween(request, asAt);
      const counts = await monthCounts(db, measure.id, { from: first.from, to: last.to, asAt });
      const counted = countedIn(periods, counts);
      return {
        measure,
        by,
        asAt,
        ...(knownOn === undefined ? {} : { knownOn }),
        periods: periods.map((period, place) => ({
          period: period.label,
          from: period.from,
          to: period.to,
          complete: period.to < asAt,
          ...figuresOf(measure, counted[place] ?? []),
        })),
        ...(by === 'rolling-12-months' ? {} : { total: figuresOf(measure, counts) }),
      };
    });
  }

  /**
   * The annual reviews as at a census day; the last one where none is given.
   * @throws Problems where the day has not come
   */
  async annualReviews({ census, knownOn }: CensusRequest): Promise<AnnualReviewCensus> {
    const today = this.models.live().asAt;
    notAfterToday('census', census, today);
    return this.models.asking({ knownOn }, async ({ db, asAt }) =>
      annualReviewCensus(db, census ?? lastCensusDay(asAt)),
    );
  }
}

/** The periods from one day to another, none where they are in the wrong order, though they may be of one period. */
function periodsOf({ by, from, to }: TimelinessRequest, asAt: CalendarDate): readonly Period[] {
  // Nothing of a period that begins later counts.
  const until = to === undefined || to > asAt ? asAt : to;
  if (from !== undefined && from > until) return [];
  const since = from ?? shifted(periodOf(by, until), 1 - USUAL_PERIODS[by]).to;
  return periodsBetween(by, since, until);
}

function nothingBetween({ from, to }: TimelinessRequest, asAt: CalendarDate): Problems {
  const end = to === undefined || to > asAt ? `${longDate(asAt)}, the day that the figures are as at` : longDate(to);
  const start = from === undefined ? '' : longDate(from);
  return new Problems([{ place: 'from', reason: `${start} is after ${end}`, accepted: 'a day up to then' }]);
}
