import { Injectable } from '@nestjs/common';
import {
  HIDDEN,
  isPublishable,
  ProtectedTimeliness,
  type ProtectedAnswer,
} from '../../timeliness/application/protected-timeliness.js';
import type { TimelinessRequest } from '../../timeliness/application/timeliness-request.js';
import { periodOf } from '../../timeliness/application/catalogue.js';
import type { Moment } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { valuesUpTo, type OutcomeState } from '../domain/outcome.decider.js';
import type { ByHand, ByTracker, PlanMeasure, SendPlan } from '../domain/send-plan.js';
import { firstDayOf } from '../domain/stated-day.js';
import type { Reading } from '../domain/status.js';
import { periodKindOf, valueIn, type Counted } from './measured-by.js';

/** A value of a measure, and what it is of. */
export interface ShownReading extends Reading {
  /** How the period is written, such as `2024-Q1`; nothing of a value that a person recorded. */
  readonly period?: string;
  /** What a share is made of. */
  readonly of?: Counted['of'];
  /** Whether it is shown only to those who ask for every number, since it may point to a child. */
  readonly isHidden?: true;
  /** Where a person took it from, and its number in the stream. */
  readonly source?: string;
  readonly entry?: number;
}

/** What a question about a plan is asked of: today where nothing is said. */
export interface PlanMoment extends Moment {
  readonly asAt: CalendarDate;
  /** Whether nothing but what is on record now, as at today, is asked for. */
  readonly isToday: boolean;
}

const earliest = (one: CalendarDate, other: CalendarDate): CalendarDate => (one < other ? one : other);

/** The first day of which values are shown: that of the plan or of the baseline, whichever comes first. */
export function firstDayShown({ from }: SendPlan, { baseline }: PlanMeasure): CalendarDate {
  const begins = firstDayOf(from);
  return baseline === undefined ? begins : earliest(begins, firstDayOf(baseline.on));
}

/** The figures that were asked for already, so that measures that go by the same do not ask again. */
type Asked = Map<string, Promise<readonly [ProtectedAnswer, ProtectedAnswer]>>;

/** Finds the values of measures: the tracker's own figures, or what people recorded. */
@Injectable()
export class Readings {
  constructor(private readonly timeliness: ProtectedTimeliness) {}

  /** Answers for several measures of one plan as at one moment. */
  at(
    plan: SendPlan,
    moment: PlanMoment,
  ): (measure: PlanMeasure, state: OutcomeState) => Promise<readonly ShownReading[]> {
    const asked: Asked = new Map();
    return async (measure, state) => {
      const { measuredBy } = measure;
      if (measuredBy.by === 'judgement') return [];
      if (measuredBy.by === 'hand') return byHand(state, measuredBy, moment.asAt);
      return this.#tracked(measuredBy, earliest(firstDayShown(plan, measure), moment.asAt), moment, asked);
    };
  }

  async #tracked(
    tracked: ByTracker,
    from: CalendarDate,
    moment: PlanMoment,
    asked: Asked,
  ): Promise<readonly ShownReading[]> {
    const by = periodKindOf(tracked);
    const { asAt, knownOn } = moment;
    const since = earliest(periodOf(by, from).to, asAt);
    const key = `${tracked.measure}/${by}/${since}`;
    // What is asked of today is asked without its day, so that the answer of now is found where it is kept.
    const request = {
      by,
      from: since,
      ...(moment.isToday ? {} : { asAt }),
      ...(knownOn === undefined ? {} : { knownOn }),
    };
    const found = asked.get(key) ?? this.#both(tracked.measure, request);
    asked.set(key, found);
    const [plain, shown] = await found;
    return plain.periods.flatMap((figures, place) => readingOf(tracked, figures, shown.periods[place], asAt));
  }

  #both(measure: string, request: TimelinessRequest): Promise<readonly [ProtectedAnswer, ProtectedAnswer]> {
    return Promise.all([
      this.timeliness.of(measure, request, 'plain'),
      this.timeliness.of(measure, request, 'protected'),
    ]);
  }
}

/** Whether a value that somebody recorded counts so few that it may point to a child. */
export const isSmallByHand = ({ unit }: ByHand, value: number): boolean => unit === 'count' && !isPublishable(value);

function byHand(state: OutcomeState, measuredBy: ByHand, asAt: CalendarDate): readonly ShownReading[] {
  return valuesUpTo(state, asAt).map(({ on, value, source, entry }) => ({
    on,
    value,
    source,
    entry,
    complete: true,
    ...(isSmallByHand(measuredBy, value) ? { isHidden: true } : {}),
  }));
}

type PeriodFigures = ProtectedAnswer['periods'][number];

function readingOf(
  tracked: ByTracker,
  plain: PeriodFigures,
  shown: PeriodFigures | undefined,
  asAt: CalendarDate,
): readonly ShownReading[] {
  const { value, of } = valueIn(tracked, plain) ?? {};
  if (typeof value !== 'number') return [];
  const isHidden = shown === undefined || valueIn(tracked, shown)?.value === HIDDEN;
  const { period, to, complete } = plain;
  return [
    {
      value,
      period,
      on: earliest(to, asAt),
      complete,
      ...(of === undefined ? {} : { of }),
      ...(isHidden ? { isHidden } : {}),
    },
  ];
}
