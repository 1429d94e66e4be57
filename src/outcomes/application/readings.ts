import { Injectable } from '@nestjs/common';
import { Timeliness, type PeriodFigures, type TimelinessAnswer } from '../../timeliness/application/timeliness.js';
import { periodOf, type PeriodKind } from '../../timeliness/application/catalogue.js';
import type { Moment } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { valuesUpTo, type OutcomeState } from '../domain/outcome.decider.js';
import type { ByTracker, PlanMeasure, SendPlan } from '../domain/send-plan.js';
import { firstDayOf } from '../domain/stated-day.js';
import type { Reading } from '../domain/status.js';
import { periodKindOf, valueIn, type Counted } from './measured-by.js';

/** A value of a measure, and what it is of. */
export interface ShownReading extends Reading {
  /** How the period is written, such as `2024-Q1`; nothing of a value that a person recorded. */
  readonly period?: string;
  /** What a share is made of. */
  readonly of?: Counted['of'];
  /** Whether it is so small that it is shown only to those who see children. */
  readonly isSmall?: true;
  /** Where a person took it from, and its number in the stream. */
  readonly source?: string;
  readonly entry?: number;
}

/** What a question about a plan is asked of: today where nothing is said. */
export interface PlanMoment extends Moment {
  readonly asAt: CalendarDate;
}

const earliest = (one: CalendarDate, other: CalendarDate): CalendarDate => (one < other ? one : other);

/** The first day of which values are shown: that of the plan or of the baseline, whichever comes first. */
export function firstDayShown({ from }: SendPlan, { baseline }: PlanMeasure): CalendarDate {
  const begins = firstDayOf(from);
  return baseline === undefined ? begins : earliest(begins, firstDayOf(baseline.on));
}

/** The figures that were asked for already, so that measures that go by the same do not ask again. */
type Asked = Map<string, Promise<TimelinessAnswer>>;

/** Finds the values of measures: the tracker's own figures, or what people recorded. */
@Injectable()
export class Readings {
  constructor(private readonly timeliness: Timeliness) {}

  /** Answers for several measures of one plan as at one moment. */
  at(
    plan: SendPlan,
    moment: PlanMoment,
  ): (measure: PlanMeasure, state: OutcomeState) => Promise<readonly ShownReading[]> {
    const asked: Asked = new Map();
    return async (measure, state) => {
      const { measuredBy } = measure;
      if (measuredBy.by === 'judgement') return [];
      if (measuredBy.by === 'hand') return byHand(state, moment.asAt);
      return this.#tracked(measuredBy, earliest(firstDayShown(plan, measure), moment.asAt), moment, asked);
    };
  }

  async #tracked(
    tracked: ByTracker,
    from: CalendarDate,
    { asAt, knownOn }: PlanMoment,
    asked: Asked,
  ): Promise<readonly ShownReading[]> {
    const by: PeriodKind = periodKindOf(tracked);
    const since = periodOf(by, from).to;
    const key = `${tracked.measure}/${by}/${since}`;
    const found =
      asked.get(key) ??
      this.timeliness.of(tracked.measure, { by, from: earliest(since, asAt), to: asAt, asAt, knownOn });
    asked.set(key, found);
    const { periods } = await found;
    return periods.flatMap((figures) => readingOf(tracked, figures, asAt));
  }
}

function byHand(state: OutcomeState, asAt: CalendarDate): readonly ShownReading[] {
  return valuesUpTo(state, asAt).map(({ on, value, source, entry }) => ({ on, value, source, entry, complete: true }));
}

function readingOf(tracked: ByTracker, figures: PeriodFigures, asAt: CalendarDate): readonly ShownReading[] {
  const counted = valueIn(tracked, figures);
  if (counted === undefined) return [];
  const { period, to, complete } = figures;
  return [{ ...counted, period, on: earliest(to, asAt), complete }];
}
