import { Logger } from '@nestjs/common';
import type { EventStore, Position, RecordedEvent } from '../../event-store/event-store.js';
import type { WallClock } from '../../platform/wall-clock.js';
import type { PolicyMemory, PolicyStop } from '../../policies/application/policy-memory.js';
import { isTrouble } from '../../read-model/trouble.js';
import type { ReadModels } from '../../read-model/read-models.js';
import { addDays, dayInLondon } from '../../statute/calendar.js';
import { CASE_KINDS, type CaseKindName } from '../../streams/application/case-kinds.js';
import { alertedClocksOf } from './alerted-clocks.js';
import type { CaseLooks, LookCounts } from './case-look.js';
import { severalAtOnce } from '../../platform/several-at-once.js';
import type { AlertsBeginning } from './sweep-log.js';

/** Under what name it is kept how far the alerts have come, beside the policies. */
export const FOLLOWER = 'alerts';

const BATCH = 500;
/** After how many batches the checkpoint is kept at the latest. */
const BATCHES_A_CHECKPOINT = 20;
/** How many cases are looked at at once. */
const AT_ONCE = 32;

/** What the follower works with. */
export interface FollowerSurroundings {
  readonly store: EventStore;
  readonly models: ReadModels;
  readonly memory: PolicyMemory;
  readonly looks: CaseLooks;
  readonly clock: WallClock;
}

/** A case that something was recorded on. */
interface ChangedCase {
  readonly kind: CaseKindName;
  readonly id: string;
  /** The revision of the first event that is new. */
  readonly from: number;
  readonly last: RecordedEvent;
}

class Failure extends Error {
  constructor(
    readonly event: string,
    cause: unknown,
  ) {
    super('The alerts could not follow an event.', { cause });
  }
}

const isBefore = (one: Position | undefined, other: Position | undefined): boolean =>
  other !== undefined && (one === undefined || one < other);

/** The cases that something was recorded on, each once. */
function changedIn(events: readonly RecordedEvent[]): readonly ChangedCase[] {
  const changed = new Map<string, ChangedCase>();
  for (const event of events) {
    const cut = event.stream.indexOf('-');
    const kind = CASE_KINDS.find((one) => one === event.stream.slice(0, cut));
    if (kind === undefined) continue;
    const { from } = changed.get(event.stream) ?? { from: event.revision };
    changed.set(event.stream, { kind, id: event.stream.slice(cut + 1), from, last: event });
  }
  return [...changed.values()];
}

/**
 * Looks at each case that something is recorded on, so that an alert is there, and gone, as soon as the record says so. It
 * keeps a checkpoint of its own in each data directory; that two follow one log does no harm.
 */
export class AlertFollower {
  readonly #logger = new Logger('Alerts');
  #checkpoint: Position | undefined;
  #saved: Position | undefined;
  #isKeptAsStopped = false;
  #stop: PolicyStop | undefined;
  /** What came of all looks so far. */
  readonly #counts = { raised: 0, escalated: 0, resolved: 0 };

  constructor(private readonly around: FollowerSurroundings) {}

  /** Whether it stopped at an event that it cannot follow. */
  get isStopped(): boolean {
    return this.#stop !== undefined;
  }

  /** What came of everything that it looked at. */
  get counts(): LookCounts {
    return { ...this.#counts };
  }

  /**
   * Goes on where this, or the same follower in another process, has come to; where it had stopped, it tries again.
   * @throws PolicyMemoryUnavailable
   */
  async begin(): Promise<void> {
    const { memory } = this.around;
    this.#stop = undefined;
    this.#isKeptAsStopped = (await memory.stopOf(FOLLOWER)) !== undefined;
    this.#saved = await memory.checkpointOf(FOLLOWER);
    if (isBefore(this.#checkpoint, this.#saved)) this.#checkpoint = this.#saved;
  }

  /**
   * Follows everything that is on record by now.
   * @param progress called with the number of events that were looked at
   * @returns whether it got to the end; not where it stopped
   */
  async catchUp(beginning: AlertsBeginning, progress?: (done: number) => void): Promise<boolean> {
    let done = 0;
    for (;;) {
      const events = await this.around.store.readAll(this.#checkpoint, BATCH);
      const to = events.at(-1)?.position;
      if (to === undefined) break;
      await this.take(events, to, beginning);
      if (this.#stop !== undefined) break;
      done += events.length;
      progress?.(done);
    }
    await this.save();
    return this.#stop === undefined;
  }

  /**
   * Follows what is on record and what comes, until the signal ends it or it stops.
   * @param patiently does work again until the store and the tables can do it
   */
  async run(
    beginning: AlertsBeginning,
    signal: AbortSignal,
    patiently: (work: () => Promise<void>) => Promise<void>,
    onTrouble: (error: Error) => void,
  ): Promise<void> {
    let batches = 0;
    for await (const { events, position, caughtUp } of this.around.store.subscribe(this.#checkpoint, {
      signal,
      batchSize: BATCH,
      onTrouble,
    })) {
      if (position !== undefined) await patiently(() => this.take(events, position, beginning));
      if (this.#stop !== undefined) return;
      if (caughtUp || (batches += 1) % BATCHES_A_CHECKPOINT === 0) await patiently(() => this.save());
    }
  }

  /**
   * Looks at the cases of events.
   * @param to the position up to which they go
   * @throws StoreUnavailable
   * @throws ReadModelUnavailable
   * @throws PolicyMemoryUnavailable
   */
  async take(events: readonly RecordedEvent[], to: Position, beginning: AlertsBeginning): Promise<void> {
    if (this.#stop !== undefined) return;
    try {
      await this.#follow(events, beginning);
      this.#checkpoint = to;
      if (this.#isKeptAsStopped) await this.#keepStop(undefined);
    } catch (error) {
      const cause: unknown = error instanceof Failure ? error.cause : error;
      if (isTrouble(cause)) throw cause;
      const event = error instanceof Failure ? error.event : (events[0]?.id ?? '');
      // The message of an unforeseen error could repeat anything.
      const reason = cause instanceof Error ? `${cause.name} while it was followed` : 'it could not be followed';
      await this.#keepStop({ event, reason, stoppedAt: this.around.clock.now().toISOString() });
      this.#logger.error(`The alerts stopped at the event ${event}: ${reason}.`);
    }
  }

  /**
   * Keeps the checkpoint, unless another process has come further.
   * @throws PolicyMemoryUnavailable
   */
  async save(): Promise<void> {
    const { memory } = this.around;
    const to = this.#checkpoint;
    if (to === undefined || !isBefore(this.#saved, to)) return;
    if (!(await memory.moveCheckpoint(FOLLOWER, this.#saved, to))) {
      // Where another has come further, this one goes on with its own events all the same.
      this.#saved = await memory.checkpointOf(FOLLOWER);
      return;
    }
    this.#saved = to;
  }

  async #keepStop(stop: PolicyStop | undefined): Promise<void> {
    await this.around.memory.keepStop(FOLLOWER, stop);
    this.#stop = stop;
    this.#isKeptAsStopped = stop !== undefined;
  }

  async #follow(events: readonly RecordedEvent[], beginning: AlertsBeginning): Promise<void> {
    const { models, looks, clock } = this.around;
    // What was on record when alerts began is the first sweep's; a day more allows for clocks that differ.
    const first = addDays(beginning.on, -1);
    const changed = changedIn(events.filter(({ recordedAt }) => recordedAt >= first));
    if (changed.length === 0) return;
    const today = dayInLondon(clock.now());
    const alerted = await alertedClocksOf(models, [...new Set(changed.map(({ id }) => id))]);
    await severalAtOnce(changed, AT_ONCE, async ({ kind, id, from, last }) => {
      const { correlationId } = last.metadata;
      const occasion = { today, beginning, correlationId, causationId: last.id };
      try {
        const came = await looks.look({ kind, id, lookedAt: from, alerted: alerted.get(id) ?? [] }, occasion);
        this.#counts.raised += came.raised;
        this.#counts.escalated += came.escalated;
        this.#counts.resolved += came.resolved;
      } catch (error) {
        throw new Failure(last.id, error);
      }
    });
  }
}
