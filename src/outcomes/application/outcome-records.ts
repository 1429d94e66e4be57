import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../../statute/calendar.js';
import { refuse } from '../../streams/domain/decider.js';
import type { Outcome } from '../../streams/application/outcome.js';
import type { HandValue } from '../domain/outcome.events.js';
import type { OutcomeCommand } from '../domain/outcome.decider.js';
import type { Status } from '../domain/statuses.js';
import { Outcomes, type MeasureStanding } from './outcomes.js';
import { outcomeIdOf, OutcomeStreams } from './outcome-streams.js';

/** What a person confirms of a measure. */
export interface Confirming {
  readonly status: Status;
  /** Names no child. */
  readonly comment: string;
  readonly on: CalendarDate;
}

const notFound = (): Outcome => ({
  outcome: 'refused',
  ...refuse('no-such-measure', "The council's SEND plan has no such measure.", 'measure'),
});

const notByHand = (): Outcome => ({
  outcome: 'refused',
  ...refuse('not-by-hand', 'Values of this measure are not recorded by hand.', 'value'),
});

/** Records what people say of the measures of the council's SEND plan. */
@Injectable()
export class OutcomeRecords {
  constructor(
    private readonly outcomes: Outcomes,
    private readonly streams: OutcomeStreams,
  ) {}

  /**
   * Confirms how a measure stands, with what the rules propose for that day beside it.
   * @param revision of its stream that it is based on; -1 where nothing was recorded
   */
  async confirm(measure: string, confirming: Confirming, revision?: number): Promise<Outcome> {
    const today = this.outcomes.today();
    // A day that has not come is refused by the decider; what the rules propose for it nobody knows.
    const asAt = confirming.on < today ? confirming.on : undefined;
    const standing = await this.outcomes.measure(measure, { asAt });
    if (standing === undefined) return notFound();
    const { status: proposed, reading } = standing.proposal;
    return this.#execute(standing, revision, {
      type: 'ConfirmStatus',
      plan: standing.plan.id,
      measure,
      ...confirming,
      ...(proposed === undefined ? {} : { proposed }),
      ...(reading === undefined ? {} : { value: reading.value }),
    });
  }

  /** Records a value of a measure that the tracker cannot know. */
  async record(measure: string, value: HandValue, revision?: number): Promise<Outcome> {
    const standing = await this.outcomes.measure(measure);
    if (standing === undefined) return notFound();
    if (standing.measure.measuredBy.by !== 'hand') return notByHand();
    return this.#execute(standing, revision, { type: 'RecordValue', plan: standing.plan.id, measure, ...value });
  }

  /** Corrects a value that was recorded. */
  async correct(
    measure: string,
    { entry, reason, ...value }: HandValue & { readonly entry: number; readonly reason: string },
    revision?: number,
  ): Promise<Outcome> {
    const standing = await this.outcomes.measure(measure);
    if (standing === undefined) return notFound();
    return this.#execute(standing, revision, { type: 'CorrectValue', entry, reason, ...value });
  }

  /** Takes a value back that should never have been recorded. */
  async retract(measure: string, entry: number, reason: string, revision?: number): Promise<Outcome> {
    const standing = await this.outcomes.measure(measure);
    if (standing === undefined) return notFound();
    return this.#execute(standing, revision, { type: 'RetractValue', entry, reason });
  }

  #execute(
    { plan, measure }: MeasureStanding,
    revision: number | undefined,
    command: OutcomeCommand,
  ): Promise<Outcome> {
    return this.streams.execute(outcomeIdOf({ plan: plan.id, measure: measure.id }), () => command, revision);
  }
}
