import { channel } from 'node:diagnostics_channel';
import { setTimeout as pause } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import type { Kysely } from 'kysely';
import type { EventReading, EventStore, Position, RecordedEvent } from '../event-store/event-store.js';
import { DEFINITION, definitionOf } from './definition.js';
import { CannotBeProjected, reasonOf, type Projection, type ProjectionMaker } from './projection.js';
import {
  CHECKPOINT,
  positionOf,
  ReadModelUnavailable,
  type CheckpointRow,
  type Everything,
  type ReadModel,
  type WritingTransaction,
} from './read-model.js';
import type { Tables } from './schema.js';
import { isTrouble } from './trouble.js';
import { Writer } from './writer.js';

/** Told how many events were projected, each time. */
export const PROJECTED = channel('ehcp-tracker:projected');

/** How many events are projected in one transaction. */
const BATCH = 500;
/** Milliseconds in which events gather before the next are projected: many together cost little more than one. */
const GATHERING = 20;

const gathering = (signal: AbortSignal): Promise<void> =>
  pause(GATHERING, undefined, { signal }).catch(() => undefined);
/** Milliseconds after which someone who waits looks whether another process has projected what they wait for. */
const LOOK_AGAIN = 25;

/** Projecting stopped at an event that cannot be projected. */
export interface Fault {
  /** The id of the event. */
  readonly event: string;
  readonly position: string;
  /** What went wrong; nothing of what the event says. */
  readonly reason: string;
}

/** An event cannot be projected. Nothing after it is shown until the program can project it. */
export class ProjectionStopped extends ReadModelUnavailable {
  /** @param shown what can be asked nevertheless, in a sentence */
  constructor(
    readonly fault: Fault,
    shown = 'Everything recorded before it is shown.',
  ) {
    super(
      `The read models stopped at the event ${fault.event} (position ${fault.position}): ${fault.reason}. ` +
        `${shown} Start a version of this program that can read the event; nothing is lost.`,
    );
  }
}

/**
 * What to throw for an error that came up while tables were filled: which event was in the way, where it was one.
 * @param shown what can be asked nevertheless, in a sentence
 */
export async function blamed(store: EventReading, error: unknown, shown: string): Promise<unknown> {
  if (!(error instanceof CannotBeProjected)) return error;
  const [event] = await store.readStream(error.stream, error.revision);
  if (event === undefined) return error;
  return new ProjectionStopped({ event: event.id, position: event.position, reason: error.reason }, shown);
}

/** Up to where the tables have come, and who filled them. */
type TablesNow = Pick<CheckpointRow, 'position' | 'definition'>;

const MADE_BY_OTHERS =
  'Another program made the read models anew, of another version or with other local standards. They are made anew ' +
  'here: give all programs that work with them the same version and the same EHCP_LOCAL_STANDARDS.';

/** How many of the last batches are known by what they changed. */
const MOST_STEPS = 1_000;

/** A batch that was written here: from where to where, and the measures of which it changed counts. */
interface Step {
  readonly from: Position | undefined;
  readonly to: Position | undefined;
  readonly counted: ReadonlySet<string>;
}

/** Another process moved the checkpoint. */
class Overtaken extends Error {}

/** Brings the read models up to what is on record, in order, each event once. */
export class Projector {
  readonly #store: EventStore;
  readonly #model: ReadModel;
  readonly #make: ProjectionMaker;
  #projections: readonly Projection[] | undefined;
  /** Up to where the projections have written: what they keep of the tables is right while nobody else has moved on. */
  #written: Position | undefined;
  #fault: Fault | undefined;
  /** Up to where the read models have come for certain. */
  #reached: Position | undefined;
  readonly #waiting = new Set<() => void>();
  readonly #steps: Step[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(store: EventStore, model: ReadModel, make: ProjectionMaker) {
    this.#store = store;
    this.#model = model;
    this.#make = make;
  }

  /** Where projecting stopped, if it did. */
  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** Up to which event the read models have come; nothing before the first. */
  async checkpoint(): Promise<Position | undefined> {
    this.#reached = positionOf(await this.#row());
    return this.#reached;
  }

  /** Whether the tables were written by another version, or under other rules, and have to be made anew. */
  async isOutdated(): Promise<boolean> {
    return this.#isOfOthers(await this.#row());
  }

  #isOfOthers({ position, definition }: TablesNow): boolean {
    // Into tables that are empty anybody may write who knows their shape.
    return definition !== definitionOf(this.#make) && !(position === '' && definition === DEFINITION);
  }

  /**
   * Seconds since the recording of the oldest event that is not shown yet; 0 where everything is shown.
   * @param now this instant
   */
  async lag(now: Date): Promise<number> {
    const [next] = await this.#store.readAll(await this.checkpoint(), 1);
    return next === undefined ? 0 : Math.max(0, (now.getTime() - Date.parse(next.recordedAt)) / 1000);
  }

  /**
   * Projects everything that is on record by now.
   * @param progress called with the number of events that were projected
   * @throws ProjectionStopped
   * @throws StoreUnavailable
   */
  async catchUp(progress?: (done: number) => void): Promise<void> {
    let done = 0;
    for (;;) {
      const events = await this.#store.readAll(await this.checkpoint(), BATCH);
      if (events.length === 0) return;
      await this.apply(events);
      done += events.length;
      progress?.(done);
    }
  }

  /**
   * Projects what is on record and what comes, until the signal ends it.
   * @throws ProjectionStopped
   */
  async run(signal: AbortSignal): Promise<void> {
    for await (const { events } of this.#store.subscribe(await this.checkpoint(), { signal, batchSize: BATCH })) {
      if (events.length > 0) await this.apply(events);
      if (events.length > 0 && events.length < BATCH) await gathering(signal);
    }
  }

  /**
   * Resolves with whether the read models show an event within some time, whoever projects it. Where projecting stopped
   * before that event, it is known at once.
   * @param milliseconds how long to wait at most
   */
  async waitFor(position: Position, milliseconds: number): Promise<boolean> {
    const end = performance.now() + milliseconds;
    for (;;) {
      if (this.#shows(position)) return true;
      await this.checkpoint();
      if (this.#shows(position)) return true;
      const left = end - performance.now();
      if (left <= 0 || (this.#fault !== undefined && this.#fault.position <= position)) return false;
      await this.#news(Math.min(left, LOOK_AGAIN));
    }
  }

  /**
   * The measures of which counts changed between two checkpoints; nothing where that is not known, since it is long ago or
   * somebody else has written meanwhile.
   */
  countedBetween(from: Position | undefined, to: Position | undefined): ReadonlySet<string> | undefined {
    const changed = new Set<string>();
    let at = from;
    for (const step of this.#steps) {
      if (at === to) break;
      if (step.from !== at) continue;
      for (const measure of step.counted) changed.add(measure);
      at = step.to;
    }
    return at === to ? changed : undefined;
  }

  #shows(position: Position): boolean {
    return this.#reached !== undefined && this.#reached >= position;
  }

  /** Resolves when something was projected or projecting stopped, or after some time. */
  #news(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve();
      };
      const timer = setTimeout(settle, milliseconds);
      this.#waiting.add(settle);
    });
  }

  #tellNews(): void {
    for (const settle of this.#waiting) settle();
  }

  /**
   * Projects events that follow the checkpoint, or parts of which are projected already.
   * @throws ProjectionStopped
   */
  apply(events: readonly RecordedEvent[]): Promise<void> {
    // One batch after the other, whoever asks.
    const turn = this.#turn.then(() => this.#apply(events));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #apply(events: readonly RecordedEvent[]): Promise<void> {
    let oneByOne = false;
    for (;;) {
      const tables = await this.#row();
      if (this.#isOfOthers(tables)) throw new ReadModelUnavailable(MADE_BY_OTHERS);
      const from = positionOf(tables);
      const fresh = from === undefined ? events : events.filter(({ position }) => position > from);
      // One by one after a failure, so that the event that cannot be projected is known and those before it are shown.
      const next = oneByOne ? fresh.slice(0, 1) : fresh;
      const [event] = next;
      if (event === undefined) return;
      if (from !== this.#written) this.#projections?.forEach((projection) => projection.forget());
      try {
        await this.#project(next, tables);
      } catch (error) {
        this.#projections?.forEach((projection) => projection.forget());
        if (error instanceof Overtaken) continue;
        if (isTrouble(error)) throw error;
        if (next.length === 1) throw await this.#stopAt(event, error);
        oneByOne = true;
      }
    }
  }

  /** Keeps which event cannot be projected. @returns what to throw */
  async #stopAt({ id, position }: RecordedEvent, error: unknown): Promise<ProjectionStopped> {
    const reason = reasonOf(error);
    const fault = { event: id, position, reason };
    this.stoppedBy(fault);
    await this.#model.writing
      .updateTable('checkpoint')
      .set({ fault_event: id, fault_position: position, fault_reason: reason })
      .where('name', '=', CHECKPOINT)
      .execute();
    return new ProjectionStopped(fault);
  }

  /** Nothing after an event can be shown. */
  stoppedBy(fault: Fault): void {
    this.#fault = fault;
    this.#tellNews();
  }

  async #project(events: readonly RecordedEvent[], tables: TablesNow): Promise<void> {
    this.#projections ??= this.#make({ fresh: false });
    for (const projection of this.#projections) await projection.take(events);
    const to = events.at(-1)?.position ?? positionOf(tables);
    const projections = this.#projections;
    const counted = await this.#model.writing.transaction().execute(async (transaction) => {
      await moveCheckpoint(transaction, tables, { position: to ?? '', definition: definitionOf(this.#make) });
      const writer = writerIn(transaction, this.#model);
      for (const projection of projections) await projection.flush(writer, true);
      return writer.counted;
    });
    this.#steps.push({ from: positionOf(tables), to, counted });
    if (this.#steps.length > MOST_STEPS) this.#steps.shift();
    this.#fault = undefined;
    this.#reached = to;
    this.#written = to;
    this.#tellNews();
    PROJECTED.publish(events.length);
  }

  async #row(): Promise<TablesNow> {
    return this.#model.writing
      .selectFrom('checkpoint')
      .select(['position', 'definition'])
      .where('name', '=', CHECKPOINT)
      .executeTakeFirstOrThrow();
  }

  /** Forgets what is kept of the cases: the tables were made anew. */
  renewed(): void {
    this.#projections = undefined;
    this.#fault = undefined;
    this.#steps.length = 0;
  }
}

/** Writes in a transaction, or in a database. */
export function writerIn(
  db: WritingTransaction | Kysely<Everything>,
  { isSqlite }: Pick<ReadModel, 'isSqlite'>,
  prefix = '',
): Writer {
  return new Writer(db as unknown as Kysely<Tables>, isSqlite, prefix);
}

/** Moves the checkpoint if nobody else has moved it; @throws Overtaken */
async function moveCheckpoint(transaction: WritingTransaction, from: TablesNow, to: TablesNow): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('checkpoint')
    .set({ ...to, fault_event: null, fault_position: null, fault_reason: null })
    .where('name', '=', CHECKPOINT)
    .where('position', '=', from.position)
    .where('definition', '=', from.definition)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Overtaken();
}
