import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { WallClock } from '../../platform/wall-clock.js';
import { Sealer } from '../../streams/application/sealer.js';
import type { PersonId } from '../../streams/domain/event.js';
import { isRaised } from '../domain/alert.js';
import type { AlertEvent } from '../domain/alert.events.js';
import { AlertStreams } from './alert-streams.js';

/** Something that happened to an alert: what, who recorded it, and when. */
export interface AlertHappening {
  readonly event: AlertEvent;
  /** The id of who acted. */
  readonly actor: string;
  /** An instant, ISO 8601 in UTC. */
  readonly at: string;
  /** The note of an acknowledgement: `undefined` where there is none, `null` where the child was erased. */
  readonly note: string | null | undefined;
}

/** Answers who knew what of an alert, and when. */
@Injectable()
export class AlertHistories {
  readonly #streams: AlertStreams;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    clock: WallClock,
    private readonly sealer: Sealer,
  ) {
    this.#streams = new AlertStreams(store, clock);
  }

  /**
   * Everything that happened to an alert, oldest first; nothing where there is no such alert, or its child is kept from
   * whoever asks.
   * @throws StoreUnavailable
   */
  async of(alert: string): Promise<readonly AlertHappening[]> {
    const { state, recorded } = await this.#streams.load(alert);
    if (!isRaised(state)) return [];
    return Promise.all(
      recorded.map(async ({ type, data, metadata, recordedAt }) => {
        const event = { type, data } as unknown as AlertEvent;
        return { event, actor: metadata.actor, at: recordedAt, note: await this.#noteOf(alert, state.person, event) };
      }),
    );
  }

  async #noteOf(alert: string, person: PersonId, event: AlertEvent): Promise<string | null | undefined> {
    if (event.type !== 'AlertAcknowledged' || event.data.note === undefined) return undefined;
    return (await this.sealer.open(person, `${this.#streams.streamOf(alert)}/note`, event.data.note)) ?? null;
  }
}
