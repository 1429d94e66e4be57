import { Injectable } from '@nestjs/common';
import { Problems } from '../../platform/problem.js';
import { ReadModels } from '../../read-model/read-models.js';
import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { Cut, DescribedCut } from '../domain/cuts.js';
import { CUT_DEFINITIONS } from './cut-definitions.js';
import type { Figures } from '../domain/figures.js';
import { MEASURES, type Measure } from '../domain/measures.js';
import { periodOf, periodsBetween, shifted, type Period, type PeriodKind } from '../domain/periods.js';
import { cutFigures, wholeFigures, type Asked, type CutFigures, type PeriodFigures } from './period-figures.js';
import { annualReviewCensus, type AnnualReviewCensus } from './annual-review-census.js';
import { lastCensusDay } from '../domain/census.js';
import { measureCalled, type CensusRequest, type TimelinessRequest } from './timeliness-request.js';

export type { CutFigures, PeriodFigures } from './period-figures.js';

/** The figures of a measure, period by period. */
export interface TimelinessAnswer {
  readonly measure: Measure;
  readonly by: PeriodKind;
  readonly asAt: CalendarDate;
  readonly knownOn?: string;
  readonly periods: readonly PeriodFigures[];
  /** All periods together; rolling 12 months overlap and have none, nor do waits, which are as at a day. */
  readonly total?: Figures;
  /** What the figures are cut by; of each value that there is, its own: counts add up to those of all. */
  readonly cut?: Cut;
  readonly cuts?: readonly CutFigures[];
}

/** How many periods are shown where nothing is said; of a wait, which is as at a day, the last. */
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

  /** Everything that figures can be cut by, with its definition. */
  cuts(): readonly DescribedCut[] {
    return Object.values(CUT_DEFINITIONS).map(({ id, name, definition, source }) => ({ id, name, definition, source }));
  }

  /**
   * The figures of a measure, for the periods from one day to another.
   * @throws Problems where there is no such measure, or the days leave no period
   */
  async of(id: string, request: TimelinessRequest): Promise<TimelinessAnswer> {
    const measure = measureCalled(id);
    const { by, knownOn, cut } = request;
    notAfterToday('asAt', request.asAt, this.models.live().asAt);
    return this.models.asking({ asAt: request.asAt, knownOn }, async ({ db, asAt }) => {
      const periods = periodsOf(measure, request, asAt);
      if (periods.length === 0) throw nothingBetween(request, asAt);
      const asked: Asked = { db, asAt, measure, by, periods };
      const today = this.models.live().db;
      return {
        measure,
        by,
        asAt,
        ...(knownOn === undefined ? {} : { knownOn }),
        ...(await wholeFigures(asked)),
        ...(cut === undefined ? {} : { cut, cuts: await cutFigures(asked, CUT_DEFINITIONS[cut], today) }),
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
function periodsOf(measure: Measure, { by, from, to }: TimelinessRequest, asAt: CalendarDate): readonly Period[] {
  // Nothing of a period that begins later counts.
  const until = to === undefined || to > asAt ? asAt : to;
  if (from !== undefined && from > until) return [];
  const since = from ?? shifted(periodOf(by, until), 1 - (measure.kind === 'wait' ? 1 : USUAL_PERIODS[by])).to;
  return periodsBetween(by, since, until);
}

function nothingBetween({ from, to }: TimelinessRequest, asAt: CalendarDate): Problems {
  const end = to === undefined || to > asAt ? `${longDate(asAt)}, the day that the figures are as at` : longDate(to);
  const start = from === undefined ? '' : longDate(from);
  return new Problems([{ place: 'from', reason: `${start} is after ${end}`, accepted: 'a day up to then' }]);
}
