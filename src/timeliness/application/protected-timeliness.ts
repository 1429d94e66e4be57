import { Injectable } from '@nestjs/common';
import type { Disclosed } from '../../platform/access/disclosed.js';
import { KeptAnswers } from '../../read-model/kept-answers.js';
import { ReadModels, type Moment } from '../../read-model/read-models.js';
import { Problems } from '../../platform/problem.js';
import { day, dayInLondon, yearOf, type CalendarDate } from '../../statute/calendar.js';
import { censusDayAfter } from '../domain/census.js';
import { countedBeside, countedUnder, measureOf, type Measure } from '../domain/measures.js';
import { hiddenCuts, protectedCut, type HiddenLines } from '../domain/protected-cuts.js';
import {
  protectedFigures,
  safeguardOf,
  showsOpen,
  type Months,
  type Protected,
  type Safeguard,
} from '../domain/protected.js';
import { dueCountsOn } from './due-counts.js';
import { monthCounts } from './measure-counts.js';
import { hiddenInCensus, protectedCensus, type ProtectedCensus } from './protected-census.js';
import type { CensusRequest, TimelinessRequest } from './timeliness-request.js';
import { Timeliness, type TimelinessAnswer } from './timeliness.js';

export { isPublishable } from '../domain/disclosure.js';
export { HIDDEN, type Hideable, type Protected } from '../domain/protected.js';

/** The figures of a measure, of which any number can be hidden. */
export type ProtectedAnswer = Protected<TimelinessAnswer>;

type Cuts = Pick<ProtectedAnswer, 'cut' | 'cuts'>;

const EVER = { from: day('1971-01-01'), to: day('2098-12-31') } as const;
const MONTH = 'YYYY-MM'.length;

const monthsOf = ({ from, to }: { readonly from: string; readonly to: string }): Months => ({
  from: from.slice(0, MONTH),
  to: to.slice(0, MONTH),
});

const isPast = ({ asAt, knownOn }: Moment): boolean => asAt !== undefined || knownOn !== undefined;

/** The measures whose counts an answer of now depends on; nothing where it depends on more. */
const dependingOn = (measure: Measure | undefined, moment: Moment): readonly string[] | undefined =>
  measure === undefined || isPast(moment)
    ? undefined
    : countedUnder(measure).flatMap((id) => [id, ...countedBeside(id)]);

/**
 * Answers how timely the council is, to whoever may see figures: without numbers that are so small that they may point
 * to a child, and without those from which such a number could be worked out. Every figure that is shown comes from here.
 */
@Injectable()
export class ProtectedTimeliness {
  readonly #kept: KeptAnswers;

  constructor(
    private readonly timeliness: Timeliness,
    private readonly models: ReadModels,
  ) {
    this.#kept = new KeptAnswers(models);
  }

  /**
   * The figures of a measure.
   * @param disclosed `plain` for whoever may see every number
   * @throws Problems as {@link Timeliness.of} does
   */
  of(id: string, request: TimelinessRequest, disclosed: Disclosed = 'protected'): Promise<ProtectedAnswer> {
    const { by, from, to, asAt, knownOn, cut } = request;
    const work = async (): Promise<ProtectedAnswer> => {
      const answer = await this.timeliness.of(id, request);
      return disclosed === 'plain' ? answer : this.#protected(answer, { asAt, knownOn });
    };
    const key = JSON.stringify([id, by, from, to, asAt, knownOn, cut, disclosed]);
    return this.#kept.of(key, work, cut === undefined ? dependingOn(measureOf(id), request) : undefined);
  }

  /**
   * The annual reviews as at a census day.
   * @throws Problems as {@link Timeliness.annualReviews} does, and where small numbers are hidden also where the day is no
   *   census day: the days between two answers would tell of few children
   */
  async annualReviews(request: CensusRequest, disclosed: Disclosed = 'protected'): Promise<ProtectedCensus> {
    const { census: asked, knownOn } = request;
    if (disclosed === 'plain') return this.timeliness.annualReviews(request);
    if (asked !== undefined && asked !== censusDayAfter(yearOf(asked) - 1)) throw noCensusDay(asked);
    return this.#kept.of(JSON.stringify(['census', asked, knownOn]), async () => {
      const census = await this.timeliness.annualReviews(request);
      const hidden = hiddenInCensus(census);
      if (knownOn === undefined) return protectedCensus(census, hidden);
      const now = hiddenInCensus(await this.timeliness.annualReviews({ census: census.census }));
      return protectedCensus(census, hidden.union(now));
    });
  }

  async #protected(answer: TimelinessAnswer, moment: Moment): Promise<ProtectedAnswer> {
    const { measure, by, asAt, knownOn, periods, total } = answer;
    const safeguards = await this.#safeguards(measure, moment);
    const areWaitsPublished = await Promise.all(
      periods.map(async ({ wait }) => wait && (await this.#isWaitPublished(answer, wait.on, moment, safeguards))),
    );
    const past = this.#pastDay(asAt, moment);
    const shown = periods.map((period, place) => ({
      ...period,
      ...protectedFigures(measure, period, monthsOf(period), {
        safeguards,
        isWaitPublished: areWaitsPublished[place],
        past,
      }),
    }));
    const all = { from: periods[0]?.from ?? '', to: periods.at(-1)?.to ?? '' };
    return {
      measure,
      by,
      asAt,
      ...(knownOn === undefined ? {} : { knownOn }),
      periods: shown,
      ...(total === undefined ? {} : { total: protectedFigures(measure, total, monthsOf(all), { safeguards, past }) }),
      ...(await this.#cuts(answer, shown, moment)),
    };
  }

  /** The past day that figures are as at, or on which they were known where that is earlier. */
  #pastDay(asAt: CalendarDate, { knownOn }: Moment): CalendarDate | undefined {
    const today = this.models.live().asAt;
    const known = knownOn === undefined ? undefined : dayInLondon(new Date(knownOn));
    if (known !== undefined && known <= today) return known < asAt ? known : asAt;
    return asAt < today ? asAt : undefined;
  }

  /**
   * What decides which numbers of a measure are published, from all that is on record. Of a past moment, what was then
   * decides as well: days that lie between two answers would tell of few children.
   */
  async #safeguards(measure: Measure, moment: Moment): Promise<readonly Safeguard[]> {
    const moments = isPast(moment) ? [{}, moment] : [{}];
    const wanted = moments.flatMap((one) => countedUnder(measure).map((id) => ({ id, one })));
    return Promise.all(wanted.map(({ id, one }) => this.#safeguard(id, one)));
  }

  async #safeguard(id: string, moment: Moment): Promise<Safeguard> {
    const own = await this.#safeguardOf(id, moment);
    const others = await Promise.all(countedBeside(id).map((other) => this.#safeguardOf(other, moment)));
    return { ...own, issued: own.issued.beside(others.map(({ issued }) => issued)) };
  }

  #safeguardOf(id: string, moment: Moment): Promise<Safeguard> {
    return this.#kept.of(
      JSON.stringify(['safeguard', id, moment.asAt, moment.knownOn]),
      () =>
        this.models.asking(moment, async ({ db, asAt }) =>
          safeguardOf(await monthCounts(db, [id], { ...EVER, asAt }), id),
        ),
      isPast(moment) ? undefined : [id],
    );
  }

  /** Whether how many wait on a day may be published. */
  async #isWaitPublished(
    { measure, asAt }: TimelinessAnswer,
    on: CalendarDate,
    moment: Moment,
    safeguards: readonly Safeguard[],
  ): Promise<boolean> {
    if (on >= asAt) return showsOpen(safeguards);
    const then = countedUnder(measure).map((id) =>
      this.#kept.of(JSON.stringify(['open', id, on, moment.asAt, moment.knownOn]), () =>
        this.models.asking(moment, async ({ db }) => safeguardOf(await dueCountsOn(db, id, on))),
      ),
    );
    return showsOpen(await Promise.all(then));
  }

  /** The figures by need, area, ...: which of the lines are hidden depends on all of them. */
  async #cuts(answer: TimelinessAnswer, shown: ProtectedAnswer['periods'], moment: Moment): Promise<Cuts> {
    const { measure, by, cut, cuts } = answer;
    if (cut === undefined || cuts === undefined) return {};
    const hidden = hiddenCuts(measure, by, shown, cuts);
    const hiddenNow = isPast(moment) ? await this.#hiddenNow(answer, shown) : hidden;
    return {
      cut,
      cuts: cuts.map(({ value, name, periods }) => ({
        value,
        name,
        periods: periods.map((period, place) => ({
          ...period,
          ...protectedCut(period, value, [hidden[place], hiddenNow[place]]),
        })),
      })),
    };
  }

  async #hiddenNow(
    { measure, by, cut, periods }: TimelinessAnswer,
    shown: ProtectedAnswer['periods'],
  ): Promise<HiddenLines> {
    const now = await this.timeliness.of(measure.id, { by, from: periods[0]?.from, to: periods.at(-1)?.to, cut });
    return hiddenCuts(measure, by, shown, now.cuts ?? []);
  }
}

function noCensusDay(asked: CalendarDate): Problems {
  const accepted = `a census day, such as ${censusDayAfter(yearOf(asked) - 1)}: the third Thursday of January`;
  return new Problems([{ place: 'census', reason: `${asked} is no census day`, accepted }]);
}
