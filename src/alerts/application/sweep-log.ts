import { v7 } from 'uuid';
import { ConcurrencyConflict, type EventStore, type NewEvent } from '../../event-store/event-store.js';
import { UPCASTERS } from '../../event-store/upcasters.js';
import { currentVersion } from '../../event-store/upcasting.js';
import { addDays, dayInLondon, type CalendarDate } from '../../statute/calendar.js';
import type { SummaryCause, SweepEvent } from '../domain/sweep.events.js';
import { SWEEP_STREAM } from './alert-streams.js';

/** Who acts when alerts follow by themselves. */
export const ALERTS_ACTOR = 'alerts';

/** Many late clocks that were found at once and are told of together. */
export interface AlertSummary {
  readonly id: string;
  readonly because: SummaryCause;
  readonly on: CalendarDate;
  /** When it was recorded: an instant, ISO 8601 in UTC. */
  readonly recordedAt: string;
}

/** When alerts began on a log. */
export interface AlertsBeginning {
  readonly on: CalendarDate;
  /** An instant, ISO 8601 in UTC. */
  readonly at: string;
  /** The summary of what was late then. */
  readonly summary: string;
}

/** What came of a sweep. */
export interface SweepCounts {
  readonly raised: number;
  readonly escalated: number;
  readonly resolved: number;
  /** Cases that could not be looked at. */
  readonly failed: number;
}

/** The last sweep of a log, whoever did it. */
export interface LastSweep extends SweepCounts {
  readonly on: CalendarDate;
  /** An instant, ISO 8601 in UTC. */
  readonly at: string;
}

/** What is on record of the sweeps of a log. Every node reads the same. */
export class SweepLog {
  readonly #summaries = new Map<string, AlertSummary>();
  #beginning: AlertsBeginning | undefined;
  #last: LastSweep | undefined;
  #revision = -1;

  constructor(private readonly store: EventStore) {}

  /**
   * When alerts began; nothing before the first sweep.
   * @throws StoreUnavailable
   */
  async beginning(): Promise<AlertsBeginning | undefined> {
    if (this.#beginning === undefined) await this.#read();
    return this.#beginning;
  }

  /**
   * Says that alerts begin, unless they have.
   * @throws StoreUnavailable
   */
  async begin(now: Date, summary: string): Promise<AlertsBeginning> {
    const beginning = await this.beginning();
    if (beginning !== undefined) return beginning;
    await this.#append(
      { type: 'AlertsBegan', data: { on: dayInLondon(now), summary } },
      () => this.#beginning !== undefined,
    );
    return this.#beginning ?? this.begin(now, summary);
  }

  /**
   * The last sweep; nothing before the first one ended.
   * @throws StoreUnavailable
   */
  async last(): Promise<LastSweep | undefined> {
    await this.#read();
    return this.#last;
  }

  /**
   * Keeps what came of a sweep, unless its day was swept already and nothing was left to do.
   * @throws StoreUnavailable
   */
  async keep(on: CalendarDate, counts: SweepCounts): Promise<void> {
    await this.#read();
    const isNews = counts.raised + counts.escalated + counts.resolved + counts.failed > 0;
    const isKnown = (): boolean => !isNews && this.#last?.failed === 0 && this.#last.on >= on;
    const from = this.#last === undefined || this.#last.on >= on ? on : addDays(this.#last.on, 1);
    await this.#append({ type: 'DaysSwept', data: { from, on, ...counts } }, isKnown);
  }

  /**
   * Says that an import brought late clocks, unless that is known.
   * @throws StoreUnavailable
   */
  async found(summary: string, on: CalendarDate): Promise<void> {
    if (this.#summaries.has(summary)) return;
    const event: SweepEvent = { type: 'LateClocksFound', data: { summary, because: 'import', on } };
    await this.#append(event, () => this.#summaries.has(summary));
  }

  /**
   * Every summary, the last first.
   * @throws StoreUnavailable
   */
  async summaries(): Promise<readonly AlertSummary[]> {
    await this.#read();
    return [...this.#summaries.values()].reverse();
  }

  /** Appends at the revision that was read, and looks again where another node was faster. */
  async #append({ type, data }: SweepEvent, isKnown: () => boolean): Promise<void> {
    const id = v7();
    const metadata = {
      actor: ALERTS_ACTOR,
      correlationId: id,
      causationId: id,
      schemaVersion: currentVersion(UPCASTERS, type),
    };
    const event: NewEvent = { id, type, data, metadata };
    for (;;) {
      await this.#read();
      if (isKnown()) return;
      try {
        await this.store.append(SWEEP_STREAM, [event], this.#revision < 0 ? 'no-stream' : this.#revision);
        await this.#read();
        return;
      } catch (error) {
        if (!(error instanceof ConcurrencyConflict)) throw error;
      }
    }
  }

  async #read(): Promise<void> {
    for (const { type, data, recordedAt, revision } of await this.store.readStream(SWEEP_STREAM, this.#revision + 1)) {
      // Two that read at once come to the same events.
      if (revision <= this.#revision) continue;
      this.#take({ type, data } as unknown as SweepEvent, recordedAt);
      this.#revision = revision;
    }
  }

  #take(event: SweepEvent, at: string): void {
    switch (event.type) {
      case 'AlertsBegan': {
        const { on, summary } = event.data;
        this.#beginning ??= { on, at, summary };
        this.#summaries.set(summary, { id: summary, because: 'first-sweep', on, recordedAt: at });
        return;
      }
      case 'LateClocksFound': {
        const { on, summary, because } = event.data;
        this.#summaries.set(summary, { id: summary, because, on, recordedAt: at });
        return;
      }
      case 'DaysSwept': {
        const { from: _, ...counts } = event.data;
        this.#last = { ...counts, at };
        return;
      }
      default:
        event satisfies never;
    }
  }
}
