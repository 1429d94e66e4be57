import { Inject, Injectable } from '@nestjs/common';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import type { EventStore, Position } from '../../event-store/event-store.js';
import { ReadModels } from '../../read-model/read-models.js';
import type { Fault } from '../../read-model/projector.js';
import { WallClock } from '../wall-clock.js';

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** How far what follows from the events is behind them. */
@Injectable()
export class Lags {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly models: ReadModels,
    private readonly clock: WallClock,
  ) {}

  /** Where projecting stopped, if it did. */
  get fault(): Fault | undefined {
    return this.models.projector.fault;
  }

  /** Seconds since the recording of the oldest event that the read models do not show; 0 where they show everything. */
  async projection(): Promise<number> {
    return rounded(await this.models.projector.lag(this.clock.now()));
  }

  /** The same of the effects of each policy that has begun, by its name. */
  async policies(): Promise<Readonly<Record<string, number>>> {
    const rows = await this.models.model.writing
      .selectFrom('policy_checkpoint')
      .selectAll()
      .orderBy('policy')
      .execute();
    const lags: [string, number][] = [];
    for (const { policy, position } of rows) lags.push([policy, await this.#since(position)]);
    return Object.fromEntries(lags);
  }

  /** How many effects of policies a record refused: work for people. */
  async refusals(): Promise<number> {
    const { count } = await this.models.model.writing
      .selectFrom('policy_refusal')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** The policies that stopped, each with the id of the event that it cannot follow. */
  async stoppedPolicies(): Promise<readonly { readonly policy: string; readonly event: string }[]> {
    return this.models.model.writing.selectFrom('policy_stop').select(['policy', 'event']).orderBy('policy').execute();
  }

  async #since(position: string): Promise<number> {
    const [next] = await this.store.readAll(position === '' ? undefined : (position as Position), 1);
    const now = this.clock.now().getTime();
    return next === undefined ? 0 : rounded(Math.max(0, (now - Date.parse(next.recordedAt)) / 1000));
  }
}
