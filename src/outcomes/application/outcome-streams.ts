import { Inject, Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import type { EventStore, RecordedEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { WallClock } from '../../platform/wall-clock.js';
import { fold } from '../../streams/domain/decider.js';
import { StreamRepository } from '../../streams/application/stream-repository.js';
import { outcomeDecider, type OutcomeCommand, type OutcomeState } from '../domain/outcome.decider.js';
import type { OutcomeEvent, OutcomeOf } from '../domain/outcome.events.js';

/** A namespace for the ids of the streams of measures. */
const OUTCOME_IDS = 'b3f0c7a2-4d3e-5c1b-8a55-6d1f6a7c2e90';

/** The id of the stream of a measure: always the same for the same ids of plan and measure. */
export function outcomeIdOf({ plan, measure }: OutcomeOf): string {
  return v5(`${plan}/${measure}`, OUTCOME_IDS);
}

/** A measure of a plan as it is on record. */
export interface OutcomeOnRecord {
  readonly state: OutcomeState;
  /** Everything that was recorded by the instant that is asked for. */
  readonly recorded: readonly RecordedEvent[];
  /** The revision of its stream now; -1 where nothing was ever recorded. */
  readonly revision: number;
}

/** What people recorded of the measures of a plan. */
@Injectable()
export class OutcomeStreams extends StreamRepository<OutcomeCommand, OutcomeState, OutcomeEvent> {
  constructor(@Inject(EVENT_STORE) store: EventStore, clock: WallClock) {
    super('outcome', outcomeDecider, store, clock);
  }

  /**
   * A measure as it is on record, or was by an instant.
   * @param knownOn ISO 8601; now where nothing is said
   */
  async onRecord(of: OutcomeOf, knownOn?: string): Promise<OutcomeOnRecord> {
    const { recorded } = await this.load(outcomeIdOf(of));
    const until = knownOn === undefined ? undefined : new Date(knownOn).toISOString();
    const known = recorded.filter(({ recordedAt }) => until === undefined || recordedAt <= until);
    const events = known.map(({ type, data }) => ({ type, data }) as unknown as OutcomeEvent);
    return { state: fold(outcomeDecider, events), recorded: known, revision: recorded.at(-1)?.revision ?? -1 };
  }
}
