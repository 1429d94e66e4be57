import { Logger } from '@nestjs/common';
import { severalAtOnce } from '../../platform/several-at-once.js';
import { StoreUnavailable, type EventStore, type Position, type RecordedEvent } from '../../event-store/event-store.js';
import type { WallClock } from '../../platform/wall-clock.js';
import type { CaseKindName } from '../../streams/application/any-case.js';
import { categoryOf } from './case-on-record.js';
import { carryOut, type Carry, type Effect } from './effects.js';
import { actorOf, type Policy } from './policy.js';
import { PolicyMemoryUnavailable, type PolicyMemory, type PolicyRefusal, type PolicyStop } from './policy-memory.js';

/** What a policy works with. */
export interface Surroundings {
  readonly store: EventStore;
  readonly memory: PolicyMemory;
  readonly clock: WallClock;
  readonly carry: Carry;
}

/** How many sources are looked at at once. */
const AT_ONCE = 32;
/** How often a source is looked at anew because others recorded something meanwhile. */
const MOST_LOOKS = 50;
/** Effects of its own that it need not look at again; beyond that it may look once too often. */
const MOST_OWN = 20_000;

class Failure extends Error {
  constructor(
    readonly event: string,
    cause: unknown,
  ) {
    super('A policy failed.', { cause });
  }
}

/** A policy on its way through the events. */
export class FollowedPolicy {
  readonly #logger = new Logger('Policies');
  readonly #policy: Policy;
  readonly #around: Surroundings;
  /** By its own effects, the source and the revision at which that was looked at. */
  readonly #own = new Map<string, { readonly source: string; readonly revision: number }>();
  #checkpoint: Position | undefined;
  #saved: Position | undefined;
  #stop: PolicyStop | undefined;
  /** Whether it is kept that it stopped, here or in another process. */
  #isKeptAsStopped = false;

  constructor(policy: Policy, around: Surroundings) {
    this.#policy = policy;
    this.#around = around;
  }

  get name(): string {
    return this.#policy.name;
  }

  /** Up to which event its work is done, kept or not. */
  get checkpoint(): Position | undefined {
    return this.#checkpoint;
  }

  /** Where it stopped, if it did. */
  get stop(): PolicyStop | undefined {
    return this.#stop;
  }

  /** Goes on where it, or the same policy in another process, has come to; where it had stopped, it tries again. */
  async begin(): Promise<void> {
    this.#stop = undefined;
    this.#isKeptAsStopped = (await this.#around.memory.stopOf(this.name)) !== undefined;
    this.#saved = await this.#around.memory.checkpointOf(this.name);
    if (isBefore(this.#checkpoint, this.#saved)) this.#checkpoint = this.#saved;
  }

  /**
   * Does what follows from events.
   * @param after the position after which they begin: it takes none while it is not there yet
   * @param to the position up to which they go
   * @throws StoreUnavailable
   * @throws PolicyMemoryUnavailable
   */
  async take(events: readonly RecordedEvent[], after: Position | undefined, to: Position): Promise<void> {
    if (this.#stop !== undefined || isBefore(this.#checkpoint, after) || !isBefore(this.#checkpoint, to)) return;
    try {
      await this.#follow(events.filter(({ position }) => isBefore(this.#checkpoint, position)));
      this.#checkpoint = to;
      if (this.#isKeptAsStopped) await this.#keepStop(undefined);
    } catch (error) {
      const cause: unknown = error instanceof Failure ? error.cause : error;
      if (cause instanceof StoreUnavailable || cause instanceof PolicyMemoryUnavailable) throw cause;
      const event = error instanceof Failure ? error.event : (events[0]?.id ?? '');
      // The message of an unforeseen error could repeat anything.
      const reason = cause instanceof Error ? `${cause.name} while it was followed` : 'it could not be followed';
      await this.#keepStop({ event, reason, stoppedAt: this.#around.clock.now().toISOString() });
      this.#logger.error(`The policy ${this.name} stopped at the event ${event}: ${reason}.`);
    }
  }

  /** Keeps the checkpoint, or takes over that of another process which has come further. */
  async save(): Promise<void> {
    const { memory } = this.#around;
    const to = this.#checkpoint;
    if (to === undefined || to === this.#saved) return;
    if (!(await memory.moveCheckpoint(this.name, this.#saved, to))) {
      this.#saved = await memory.checkpointOf(this.name);
      if (isBefore(to, this.#saved)) {
        this.#checkpoint = this.#saved;
        return;
      }
      // Another process moves it at this very moment; the next time will do.
      if (!(await memory.moveCheckpoint(this.name, this.#saved, to))) return;
    }
    this.#saved = to;
  }

  async #keepStop(stop: PolicyStop | undefined): Promise<void> {
    await this.#around.memory.keepStop(this.name, stop);
    this.#stop = stop;
    this.#isKeptAsStopped = stop !== undefined;
  }

  async #follow(events: readonly RecordedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const refusals = (await this.#around.memory.refusals()).filter(({ policy }) => policy === this.name);
    const waiting = new Map<string, string[]>();
    const wait = (stream: string, id: string): void => void waiting.set(stream, [...(waiting.get(stream) ?? []), id]);
    for (const { stream, target } of refusals) {
      wait(stream, sourceOf(stream));
      wait(target, sourceOf(stream));
    }
    const concerned = new Map<string, RecordedEvent>();
    for (const event of events) {
      for (const id of waiting.get(event.stream) ?? []) concerned.set(id, event);
      for (const id of await failing(event, () => this.#concernedBy(event))) concerned.set(id, event);
    }
    const refused = new Map(refusals.map((refusal) => [refusal.stream, refusal]));
    await severalAtOnce([...concerned], AT_ONCE, ([id, event]) => failing(event, () => this.#look(id, event, refused)));
  }

  async #concernedBy(event: RecordedEvent): Promise<readonly string[]> {
    const kind = categoryOf(event.stream) as CaseKindName;
    if (this.#policy.concerns[kind]?.has(event.type) !== true) return [];
    const key = `${event.stream}@${String(event.revision)}`;
    const own = this.#own.get(key);
    if (own !== undefined) {
      this.#own.delete(key);
      const since = await this.#around.store.readStream(own.source, own.revision + 1);
      // What it recorded itself needs another look only where the source was changed since.
      if (since.length === 0) return [];
    }
    return this.#policy.sourcesOf(event);
  }

  /** Looks at a source until nothing is missing but what is refused. */
  async #look(id: string, event: RecordedEvent, known: ReadonlyMap<string, PolicyRefusal>): Promise<void> {
    const { carry } = this.#around;
    const source = `${this.#policy.source}-${id}`;
    for (let look = 1; ; look += 1) {
      const { steps, revision } = await this.#policy.missing(id);
      const effect = await carryOut(steps, actorOf(this.#policy), event, carry);
      for (const { stream, revision: at } of effect.recorded) {
        if (this.#own.size >= MOST_OWN) this.#own.clear();
        this.#own.set(`${stream}@${String(at)}`, { source, revision });
      }
      const isToLookAgain = effect.isOutdated || (effect.refused !== undefined && effect.recorded.length > 0);
      if (isToLookAgain && look < MOST_LOOKS) continue;
      if (effect.isOutdated) throw new Error('The streams never stood still.');
      await this.#note(effect, source, event, known.get(source));
      return;
    }
  }

  async #note(
    { refused }: Effect,
    stream: string,
    event: RecordedEvent,
    known: PolicyRefusal | undefined,
  ): Promise<void> {
    const { memory, clock } = this.#around;
    if (refused === undefined) {
      if (known !== undefined) await memory.removeRefusal(this.name, stream);
      return;
    }
    const isKnown = known?.target === refused.target && known.codes.join() === refused.codes.join();
    if (isKnown) return;
    await memory.keepRefusal({
      policy: this.name,
      stream,
      event: event.id,
      refusedAt: clock.now().toISOString(),
      ...refused,
    });
  }
}

const sourceOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** Whether a checkpoint is before a position; nothing stands before the first event. */
function isBefore(one: Position | undefined, other: Position | undefined): boolean {
  return other !== undefined && (one === undefined || one < other);
}

/** Says at which event work failed. */
async function failing<T>(event: RecordedEvent, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Failure(event.id, error);
  }
}
