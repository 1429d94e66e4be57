import { Logger } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { StoreUnavailable, type EventStore, type Position, type RecordedEvent } from '../../event-store/event-store.js';
import { OperatorError } from '../../platform/operator-error.js';
import type { WallClock } from '../../platform/wall-clock.js';
import type { Carry } from './effects.js';
import { FollowedPolicy } from './followed-policy.js';
import type { Policy } from './policy.js';
import { PolicyMemoryUnavailable, type PolicyMemory, type PolicyRefusal, type PolicyStop } from './policy-memory.js';

const BATCH = 500;
/** After how many batches a checkpoint is kept at the latest. */
const BATCHES_A_CHECKPOINT = 20;
/** Milliseconds after which work that could not be done is tried again, the first time and at most. */
const RETRY = { first: 100, longest: 5_000 };

/** A policy cannot go on. Everything else goes on; nothing is lost, since it begins again where it stopped. */
export class PolicyStopped extends OperatorError {
  override readonly name = 'PolicyStopped';

  constructor(readonly stops: readonly ({ readonly policy: string } & PolicyStop)[]) {
    super(
      stops
        .map(({ policy, event, reason }) => `The policy ${policy} stopped at the event ${event}: ${reason}.`)
        .join('\n'),
    );
  }
}

/** How a policy stands. */
export interface PolicyStatus {
  readonly policy: string;
  /** Up to which event it has done its work; nothing before the first. */
  readonly checkpoint?: Position;
  /** Seconds since the recording of the oldest event that it has not looked at; 0 where there is none. */
  readonly lag: number;
  readonly refusals: readonly PolicyRefusal[];
  /** Where and why it stopped, if it did. */
  readonly stopped?: PolicyStop;
}

/** What passes by itself, or is mended by an operator while the program runs. */
const passes = (error: unknown): error is Error =>
  error instanceof StoreUnavailable || error instanceof PolicyMemoryUnavailable;

/** Runs policies over the events, in order, each with a checkpoint of its own. Several processes may do so at once. */
export class PolicyRunner {
  readonly #logger = new Logger('Policies');
  readonly #policies: readonly FollowedPolicy[];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    policies: readonly Policy[],
    private readonly memory: PolicyMemory,
    private readonly clock: WallClock,
    carry: Carry,
  ) {
    this.#policies = policies.map((policy) => new FollowedPolicy(policy, { store, memory, clock, carry }));
  }

  /**
   * Does everything that follows from what is on record by now, and from what is recorded meanwhile.
   * @param progress called with the number of events that were looked at
   * @throws PolicyStopped where a policy cannot go on; the others have done their work
   * @throws StoreUnavailable
   * @throws PolicyMemoryUnavailable
   */
  async catchUp(progress?: (done: number) => void): Promise<void> {
    await this.#inTurn(() => this.#begin());
    const ending = new AbortController();
    let after = this.#least();
    let [done, batches] = [0, 0];
    try {
      for await (const { events, position, caughtUp } of this.store.subscribe(after, {
        signal: ending.signal,
        batchSize: BATCH,
      })) {
        const before = after;
        await this.#inTurn(() => this.#take(events, before, position));
        after = position ?? after;
        done += events.length;
        progress?.(done);
        if (caughtUp && (await this.store.readAll(after, 1)).length === 0) break;
        if ((batches += 1) % BATCHES_A_CHECKPOINT === 0) await this.#inTurn(() => this.#save());
      }
    } finally {
      ending.abort();
    }
    await this.#inTurn(() => this.#save());
    const stops = this.#policies.flatMap(({ name, stop }) => (stop === undefined ? [] : [{ policy: name, ...stop }]));
    if (stops.length > 0) throw new PolicyStopped(stops);
  }

  /** Does what follows from what is on record and from what comes, until the signal ends it or no policy can go on. */
  async run(signal: AbortSignal): Promise<void> {
    await this.#patiently(signal, () => this.#inTurn(() => this.#begin()));
    let after = this.#least();
    let batches = 0;
    const onTrouble = (error: Error): void => this.#trouble(error);
    for await (const { events, position, caughtUp } of this.store.subscribe(after, {
      signal,
      batchSize: BATCH,
      onTrouble,
    })) {
      const before = after;
      await this.#patiently(signal, () => this.#inTurn(() => this.#take(events, before, position)));
      after = position ?? after;
      if (caughtUp || (batches += 1) % BATCHES_A_CHECKPOINT === 0) {
        await this.#patiently(signal, () => this.#inTurn(() => this.#save()));
      }
      if (this.#policies.every(({ stop }) => stop !== undefined)) return;
    }
  }

  /**
   * How each policy stands.
   * @throws StoreUnavailable
   * @throws PolicyMemoryUnavailable
   */
  async status(): Promise<readonly PolicyStatus[]> {
    const refusals = await this.memory.refusals();
    const now = this.clock.now().getTime();
    return Promise.all(
      this.#policies.map(async (followed): Promise<PolicyStatus> => {
        const checkpoint = followed.checkpoint ?? (await this.memory.checkpointOf(followed.name));
        const stopped = followed.stop ?? (await this.memory.stopOf(followed.name));
        const [next] = await this.store.readAll(checkpoint, 1);
        return {
          policy: followed.name,
          lag: next === undefined ? 0 : Math.max(0, (now - Date.parse(next.recordedAt)) / 1000),
          refusals: refusals.filter(({ policy }) => policy === followed.name),
          ...(checkpoint === undefined ? {} : { checkpoint }),
          ...(stopped === undefined ? {} : { stopped }),
        };
      }),
    );
  }

  async #begin(): Promise<void> {
    for (const policy of this.#policies) await policy.begin();
  }

  /** From where all policies together have to be told of events. */
  #least(): Position | undefined {
    const [first, ...others] = this.#policies.map(({ checkpoint }) => checkpoint);
    return others.reduce<Position | undefined>(
      (least, one) => (least === undefined || one === undefined ? undefined : one < least ? one : least),
      first,
    );
  }

  async #take(events: readonly RecordedEvent[], after: Position | undefined, to: Position | undefined): Promise<void> {
    if (to === undefined) return;
    // One after the other: what one policy records, such as a decision before a ceasing, the next finds on record.
    for (const policy of this.#policies) await policy.take(events, after, to);
  }

  async #save(): Promise<void> {
    for (const policy of this.#policies) await policy.save();
  }

  /** One after the other, whoever asks. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Does work again and again until the store and the memory can do it, or the signal ends it. */
  async #patiently(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    for (let pause = RETRY.first; !signal.aborted; pause = Math.min(2 * pause, RETRY.longest)) {
      try {
        await work();
        return;
      } catch (error) {
        if (!passes(error)) throw error;
        this.#trouble(error);
        await setTimeout(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  #trouble({ message }: Error): void {
    this.#logger.warn(`Policies wait: ${message}`);
  }
}
