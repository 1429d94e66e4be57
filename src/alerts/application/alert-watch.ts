import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { AlertSweeps, type SweepStanding } from '../../platform/health/alert-sweeps.js';
import { WallClock } from '../../platform/wall-clock.js';
import { PolicyMemory } from '../../policies/application/policy-memory.js';
import { ReadModels } from '../../read-model/read-models.js';
import { isTrouble } from '../../read-model/trouble.js';
import { dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import { Rulebook } from '../../statute/rulebook.js';
import { AlertFollower } from './alert-follower.js';
import { AlertSettings } from './alert-settings.js';
import { FIRST_SUMMARY } from './alert-streams.js';
import { CaseLooks, type LookCounts } from './case-look.js';
import { sweep, type SweepOptions, type Swept } from './sweep.js';
import { SweepLog, type AlertsBeginning } from './sweep-log.js';
import { inLondon } from './time-of-day.js';

/** Milliseconds after which work that could not be done is tried again, the first time and at most. */
const RETRY = { first: 100, longest: 5_000 };
/** Milliseconds after which it is looked again whether the tables have come far enough for a sweep. */
const LOOK_AGAIN = 250;
/** Milliseconds after the set hour by which a sweep of the day should have ended. */
const LATE = 30 * 60_000;

/** How a sweep is carried out. */
export interface WatchSweepOptions extends SweepOptions {
  readonly takesIn?: boolean;
}

/** What came of following events. */
export interface Followed extends LookCounts {
  /** Whether every event could be followed. */
  readonly isFollowed: boolean;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'an unknown error');

/** Sees that every breach, and everything that is due soon, is told of once: by following the record, and by sweeps. */
@Injectable()
export class AlertWatch extends AlertSweeps implements OnModuleDestroy {
  readonly #logger = new Logger('Alerts');
  readonly #ending = new AbortController();
  readonly #follower: AlertFollower;
  readonly #looks: CaseLooks;
  readonly #sweeps: SweepLog;
  #running: Promise<unknown> = Promise.resolve();
  /** One sweep after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #sweptAt: Date | undefined;
  /** The day of the last sweep here that could look at everything. */
  #sweptWhole: CalendarDate | undefined;
  #isSweeping = false;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly models: ReadModels,
    private readonly settings: AlertSettings,
    private readonly clock: WallClock,
    rulebook: Rulebook,
    memory: PolicyMemory,
  ) {
    super();
    this.#sweeps = new SweepLog(store);
    this.#looks = new CaseLooks(store, settings, { rulebook }, this.#sweeps);
    this.#follower = new AlertFollower({ store, models, memory, looks: this.#looks, clock });
  }

  /** Begins to follow what is recorded, and sweeps at once, until the program ends. */
  start(): void {
    this.#running = this.#run().catch((error: unknown) => this.#ended(error));
  }

  /** Ends, after the batch at hand. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
    await this.#turn;
  }

  onModuleDestroy(): Promise<void> {
    return this.stop();
  }

  /** Sweeps when the hour has come, unless this process has since. To be called every minute or so. */
  async sweepWhenDue(): Promise<void> {
    if (this.#isSweeping || this.#sweptAt === undefined || !this.#isDue(this.#sweptAt)) return;
    await this.#sweepPatiently().catch((error: unknown) => this.#ended(error));
  }

  #isDue(sweptAt: Date): boolean {
    const now = inLondon(this.clock.now());
    const last = inLondon(sweptAt);
    const { sweepAt } = this.settings;
    if (now.time < sweepAt) return false;
    return last.day < now.day || (last.day === now.day && last.time < sweepAt);
  }

  /**
   * Looks at everything that time alone changed, once the tables show what was recorded before.
   * @param options.takesIn brings the tables up to date, where nothing in this process does so all the time
   * @throws StoreUnavailable
   * @throws ReadModelUnavailable
   */
  sweep(options: WatchSweepOptions = {}): Promise<Swept> {
    const swept = this.#turn.then(() => this.#sweep(options));
    this.#turn = swept.catch(() => undefined);
    return swept;
  }

  /**
   * Follows everything that is on record by now.
   * @param progress called with the number of events that were looked at
   * @throws StoreUnavailable
   * @throws ReadModelUnavailable
   */
  async catchUp(progress?: (done: number) => void): Promise<Followed> {
    const beginning = await this.#begin();
    await this.#follower.begin();
    const isFollowed = await this.#follower.catchUp(beginning, progress);
    return { isFollowed, ...this.#follower.counts };
  }

  /**
   * How the sweeps stand, whichever process does them.
   * @throws StoreUnavailable
   */
  override async standing(): Promise<SweepStanding> {
    const last = await this.#sweeps.last();
    const now = inLondon(new Date(this.clock.now().getTime() - LATE));
    const isOverdue = now.time >= this.settings.sweepAt && (last === undefined || last.on < now.day);
    return last === undefined
      ? { isOverdue, failed: 0 }
      : { lastDay: last.on, lastAt: last.at, isOverdue, failed: last.failed };
  }

  get #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }

  #begin(): Promise<AlertsBeginning> {
    return this.#sweeps.begin(this.clock.now(), FIRST_SUMMARY);
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    const beginning = await this.#patiently(() => this.#begin());
    if (beginning === undefined) return;
    await this.#patiently(() => this.#follower.begin());
    const patiently = (work: () => Promise<void>): Promise<void> => this.#patiently(work);
    await Promise.all([
      this.#follower.run(beginning, signal, patiently, (error) => this.#trouble(error)),
      this.#sweepPatiently(),
    ]);
  }

  async #sweepPatiently(): Promise<void> {
    this.#isSweeping = true;
    try {
      await this.#patiently(() => this.sweep({ signal: this.#ending.signal, since: this.#followedSince() }));
    } finally {
      this.#isSweeping = false;
    }
  }

  /** The day of a sweep since which this process has followed the record; nothing at its start. */
  #followedSince(): CalendarDate | undefined {
    return this.#follower.isStopped ? undefined : this.#sweptWhole;
  }

  async #sweep(options: WatchSweepOptions): Promise<Swept> {
    const now = this.clock.now();
    const beginning = await this.#begin();
    const { models, settings } = this;
    const { signal, takesIn = false } = options;
    if (takesIn) await models.bringUpToDate(signal === undefined ? {} : { signal });
    else await this.#tablesShow(now, signal);
    const around = { models, settings, looks: this.#looks, sweeps: this.#sweeps };
    const swept = await sweep(around, dayInLondon(now), beginning, options);
    this.#sweptAt = now;
    if (swept.failed === 0) this.#sweptWhole = swept.on;
    return swept;
  }

  /** Waits until the tables show everything that was recorded before an instant. */
  async #tablesShow(instant: Date, signal: AbortSignal | undefined): Promise<void> {
    const { projector } = this.models;
    for (;;) {
      signal?.throwIfAborted();
      const [next] = await this.store.readAll(await projector.checkpoint(), 1);
      if (next === undefined || next.recordedAt >= instant.toISOString()) return;
      await setTimeout(LOOK_AGAIN, undefined, signal === undefined ? {} : { signal });
    }
  }

  /** Does work again and again until the store and the tables can do it; nothing where the program ends. */
  async #patiently<T>(work: () => Promise<T>): Promise<T | undefined> {
    const { signal } = this.#ending;
    for (let pause = RETRY.first; !signal.aborted; pause = Math.min(2 * pause, RETRY.longest)) {
      try {
        return await work();
      } catch (error) {
        if (this.#isEnding) return undefined;
        if (!isTrouble(error)) throw error;
        this.#trouble(error);
        await setTimeout(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  #ended(error: unknown): void {
    if (this.#isEnding) return;
    // The message of an unforeseen error could repeat anything.
    const name = error instanceof Error ? error.name : 'an unknown error';
    this.#logger.error(`The alerts ended with ${name}. Restart the program: they go on where they were.`);
  }

  #trouble(error: unknown): void {
    this.#logger.warn(`Alerts wait: ${messageOf(error)}`);
  }
}
