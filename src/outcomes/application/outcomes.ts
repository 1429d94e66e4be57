import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { KeptAnswers } from '../../read-model/kept-answers.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { confirmedOn, type Confirmation } from '../domain/outcome.decider.js';
import { measuresOf, type PlacedMeasure, type SendPlan, type Unit } from '../domain/send-plan.js';
import { proposedStatus, type Proposal } from '../domain/status.js';
import { trajectoryOn } from '../domain/trajectory.js';
import { CouncilPlan } from './council-plan.js';
import { unitOf } from './measured-by.js';
import { OutcomeStreams, type OutcomeOnRecord } from './outcome-streams.js';
import { Readings, type PlanMoment, type ShownReading } from './readings.js';

/** How a measure of a plan stands on a day. */
export interface Standing extends PlacedMeasure {
  readonly asAt: CalendarDate;
  /** What its values are in; nothing of what is judged. */
  readonly unit?: Unit;
  /** Its values up to the day, the earliest first. */
  readonly readings: readonly ShownReading[];
  /** What the trajectory asks for on the day. */
  readonly expected?: number;
  readonly proposal: Proposal;
  /** The status that was confirmed last by the day. */
  readonly confirmed?: Confirmation;
}

/** A plan and how its measures stand on a day, in its order. */
export interface PlanStanding {
  readonly plan: SendPlan;
  readonly asAt: CalendarDate;
  readonly standings: readonly Standing[];
}

/** A measure and how it stands on a day, with everything that was recorded of it. */
export interface MeasureStanding extends Standing {
  readonly plan: SendPlan;
  readonly recorded: readonly RecordedEvent[];
  /** The revision of its stream, for a form to say what it was based on. */
  readonly revision: number;
}

/** What a question about a plan is asked of; now where nothing is said. */
export interface OutcomeMoment {
  readonly asAt?: CalendarDate | undefined;
  /** ISO 8601. */
  readonly knownOn?: string | undefined;
}

/** Answers how a council's SEND plan stands. */
@Injectable()
export class Outcomes {
  readonly #kept: KeptAnswers;

  constructor(
    private readonly council: CouncilPlan,
    private readonly streams: OutcomeStreams,
    private readonly readings: Readings,
    private readonly models: ReadModels,
  ) {
    this.#kept = new KeptAnswers(models);
  }

  /** The council's plan; nothing where it has none here. */
  get plan(): SendPlan | undefined {
    return this.council.plan;
  }

  /** Today. */
  today(): CalendarDate {
    return this.models.live().asAt;
  }

  /** The plan with all of its measures. What is asked of now is worked out anew only when something was recorded since. */
  async atAGlance(moment: OutcomeMoment = {}): Promise<PlanStanding | undefined> {
    const isOfNow = moment.asAt === undefined && moment.knownOn === undefined;
    return isOfNow ? this.#kept.of('plan', () => this.#standing(moment)) : this.#standing(moment);
  }

  /** One measure of the plan; nothing where there is no plan, or no such measure in it. */
  async measure(id: string, asked: OutcomeMoment = {}): Promise<MeasureStanding | undefined> {
    const { plan } = this;
    const placed = plan && measuresOf(plan).find(({ measure }) => measure.id === id);
    if (plan === undefined || placed === undefined) return undefined;
    const moment = this.#momentOf(asked);
    const record = await this.streams.onRecord({ plan: plan.id, measure: id }, asked.knownOn);
    const readings = await this.readings.at(plan, moment)(placed.measure, record.state);
    const { recorded, revision } = record;
    return { plan, recorded, revision, ...standingOf(placed, record, readings, moment.asAt) };
  }

  async #standing(asked: OutcomeMoment): Promise<PlanStanding | undefined> {
    const { plan } = this;
    if (plan === undefined) return undefined;
    const moment = this.#momentOf(asked);
    const readingsOf = this.readings.at(plan, moment);
    const standings = await Promise.all(
      measuresOf(plan).map(async (placed) => {
        const record = await this.streams.onRecord({ plan: plan.id, measure: placed.measure.id }, asked.knownOn);
        return standingOf(placed, record, await readingsOf(placed.measure, record.state), moment.asAt);
      }),
    );
    return { plan, asAt: moment.asAt, standings };
  }

  #momentOf({ asAt, knownOn }: OutcomeMoment): PlanMoment {
    const isToday = asAt === undefined && knownOn === undefined;
    return { asAt: asAt ?? this.today(), isToday, ...(knownOn === undefined ? {} : { knownOn }) };
  }
}

function standingOf(
  placed: PlacedMeasure,
  { state }: OutcomeOnRecord,
  readings: readonly ShownReading[],
  asAt: CalendarDate,
): Standing {
  const { measure } = placed;
  const unit = unitOf(measure.measuredBy);
  const expected = trajectoryOn(measure, asAt);
  const confirmed = confirmedOn(state, asAt);
  return {
    ...placed,
    asAt,
    readings,
    proposal: proposedStatus(measure, unit ?? 'count', readings, asAt),
    ...(unit === undefined ? {} : { unit }),
    ...(expected === undefined ? {} : { expected }),
    ...(confirmed === undefined ? {} : { confirmed }),
  };
}
