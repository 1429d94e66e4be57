import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { EventStore, Position } from '../event-store/event-store.js';
import { OperatorError } from '../platform/operator-error.js';
import type { WallClock } from '../platform/wall-clock.js';
import { dayInLondon, type CalendarDate } from '../statute/calendar.js';
import { compare, type Compared, type Comparing } from './compare.js';
import { FewStreams } from './few-streams.js';
import { fill } from './fill.js';
import type { Projection, ProjectionMaker, View } from './projection.js';
import { blamed, ProjectionStopped, Projector } from './projector.js';
import type { ReadModel } from './read-model.js';
import { rebuild, type RebuildHelper, type RebuildOptions, type Rebuilt } from './rebuild.js';
import type { Tables } from './schema.js';
import { openTemporaryReadModel } from './sqlite/sqlite-read-model.js';

/** The tables are of another version of the program and are being made anew: until then nothing can be asked. */
export class BeingMadeAnew extends OperatorError {
  override readonly name = 'BeingMadeAnew';

  constructor() {
    super('The read models are being made anew, because another version of the program wrote them. Ask again shortly.');
  }
}

/** What a question is asked of: a day, and what was on record at an instant. */
export interface Moment {
  /** What was true on this day; today, or the day of `knownOn`, where nothing is said. */
  readonly asAt?: CalendarDate | undefined;
  /** What was on record at this instant, ISO 8601; everything that is on record now where nothing is said. */
  readonly knownOn?: string | undefined;
}

/** Read models as asked of a moment. */
export interface Asked {
  readonly db: Kysely<Tables>;
  /** The day that statuses are asked for. */
  readonly asAt: CalendarDate;
}

/** What of a view makes it one of a past moment. */
type Past = Pick<View, 'asAt' | 'knownOn'>;

interface Snapshot {
  readonly model: ReadModel;
  readonly view: View;
  readonly projections: readonly Projection[];
  after: Position | undefined;
  /** Questions that are being answered from it. */
  readers: number;
  dropped: boolean;
}

/** So many events are taken in faster by making the tables anew, where they are empty. */
const MANY_EVENTS = 5_000;
const CANNOT_BE_SHOWN = 'This past moment cannot be shown.';
/** How many past moments are kept at hand. */
const MOST_SNAPSHOTS = 4;
const SNAPSHOT = /^moment-[0-9a-f-]{36}\.db(?:-.*)?$/;

/**
 * The read models: as they are, and as they were. A question about a past day, or about what was known at an instant, is
 * answered from tables that are filled from the events up to then, by the projections that fill the others: it is what
 * the system would have answered.
 */
export class ReadModels {
  readonly projector: Projector;
  readonly #store: EventStore;
  readonly #model: ReadModel;
  readonly #make: ProjectionMaker;
  readonly #clock: WallClock;
  readonly #folder: string;
  readonly #snapshots = new Map<string, Promise<Snapshot>>();
  /** Snapshots that are no longer kept, until they are dropped. */
  readonly #leaving = new Set<Promise<void>>();

  readonly #helper: RebuildHelper | undefined;
  /** Whether the tables are those of another version of the program, which questions would not find their columns in. */
  #isOutdated = false;

  /**
   * @param folder where tables of past moments lie while they are asked
   * @param helper does half of a rebuild in another thread
   */
  constructor(
    store: EventStore,
    model: ReadModel,
    make: ProjectionMaker,
    clock: WallClock,
    folder: string,
    helper?: RebuildHelper,
  ) {
    this.#store = store;
    this.#model = model;
    this.#make = make;
    this.#clock = clock;
    this.#folder = folder;
    this.#helper = helper;
    this.projector = new Projector(store, model, make);
  }

  /** The database of what is on record now. */
  get model(): ReadModel {
    return this.#model;
  }

  /** The read models as they are on record now, as at today. */
  live(): Asked {
    this.#assertAskable();
    return { db: this.#model.db, asAt: this.#today() };
  }

  /**
   * Answers a question from the read models of a moment.
   * @throws StoreUnavailable where they have to be filled and the event store does not answer
   */
  async asking<T>(moment: Moment, answer: (asked: Asked) => Promise<T>): Promise<T> {
    const { day, past } = this.#lookAt(moment);
    if (past === undefined) return answer({ ...this.live(), asAt: day });
    const snapshot = await this.#snapshot(past);
    try {
      return await answer({ db: snapshot.model.db, asAt: day });
    } finally {
      snapshot.readers -= 1;
      if (snapshot.dropped && snapshot.readers === 0) await snapshot.model.close();
    }
  }

  /**
   * Answers a question about a few streams, such as the cases of one child. A past moment is filled from their events
   * alone, which takes milliseconds; other streams are not there then.
   * @param streamsIn finds the names of the streams in the tables as they are now
   * @throws StoreUnavailable where tables have to be filled and the event store does not answer
   */
  async askingAbout<T>(
    moment: Moment,
    streamsIn: (live: Asked) => Promise<readonly string[]>,
    answer: (asked: Asked) => Promise<T>,
  ): Promise<T> {
    const { day, past } = this.#lookAt(moment);
    if (past === undefined) return answer({ ...this.live(), asAt: day });
    const view: View = { fresh: true, ...past };
    const store = new FewStreams(this.#store, await streamsIn(this.live()));
    const model = await this.#openTemporary();
    try {
      await fill(store, { model, projections: this.#make(view), view });
      return await answer({ db: model.db, asAt: day });
    } catch (error) {
      throw await blamed(this.#store, error, CANNOT_BE_SHOWN);
    } finally {
      await model.close();
    }
  }

  #assertAskable(): void {
    if (this.#isOutdated) throw new BeingMadeAnew();
  }

  /** The day that a moment is about, and what tables have to be filled for; nothing where those of now will do. */
  #lookAt({ asAt, knownOn }: Moment): { readonly day: CalendarDate; readonly past?: Past } {
    const now = this.#clock.now();
    const known = knownOn === undefined ? undefined : new Date(knownOn);
    const isPast = known !== undefined && known < now;
    const day = asAt ?? (isPast ? dayInLondon(known) : dayInLondon(now));
    // Nothing on record happens after today but what is planned, and that is known in advance.
    if (!isPast) return day >= dayInLondon(now) ? { day } : { day, past: { asAt: day } };
    const knownThen = { knownOn: known.toISOString() };
    return { day, past: day >= dayInLondon(known) ? knownThen : { asAt: day, ...knownThen } };
  }

  /**
   * Takes in everything that is on record by now, for a process that does not keep the tables up to date all the time;
   * others may do so meanwhile. Tables that another version of the program wrote are made anew.
   * @param options.progress called with the number of events that were taken in, and of all; that is `Infinity` while
   *   nobody knows
   * @throws ProjectionStopped
   * @throws StoreUnavailable
   */
  async bringUpToDate(options: Omit<RebuildOptions, 'now' | 'helper'> = {}): Promise<void> {
    const { progress, signal } = options;
    let taken = 0;
    const count = (done: number, total: number): void => {
      signal?.throwIfAborted();
      taken = done;
      progress?.(done, done < total ? total : Infinity);
    };
    if (await this.isBestMadeAnew()) {
      await this.rebuild({ ...options, progress: count });
    } else {
      await this.projector.catchUp((done) => count(done, Infinity));
    }
    if (taken > 0) progress?.(taken, taken);
  }

  /**
   * Whether to make the tables anew rather than to take in what they lack: another version of the program wrote them, or
   * they are empty and there is so much to take in that it is faster.
   * @throws StoreUnavailable
   */
  async isBestMadeAnew(): Promise<boolean> {
    this.#isOutdated = await this.projector.isOutdated();
    if (this.#isOutdated) return true;
    if ((await this.projector.checkpoint()) !== undefined) return false;
    return (await this.#store.readAll(undefined, MANY_EVENTS)).length === MANY_EVENTS;
  }

  /**
   * Makes the tables anew beside those that are asked meanwhile.
   * @throws ProjectionStopped where an event cannot be projected
   * @throws StoreUnavailable
   */
  async rebuild(options: Omit<RebuildOptions, 'now' | 'helper'> = {}): Promise<Rebuilt> {
    try {
      const rebuilt = await rebuild(this.#store, this.#model, this.#make, {
        ...options,
        now: () => this.#clock.now(),
        helper: this.#helper,
      });
      this.projector.renewed();
      this.#isOutdated = false;
      return rebuilt;
    } catch (error) {
      if (error instanceof ProjectionStopped) this.projector.stoppedBy(error.fault);
      throw error;
    }
  }

  /**
   * Compares the tables with what follows from the events, as at the event up to which they have come.
   * @throws StoreUnavailable where the event store does not answer
   */
  async compare(comparing: Comparing): Promise<Compared> {
    const fresh = await this.#openTemporary();
    try {
      return await compare(this.#store, this.#model, fresh, this.#make, comparing);
    } finally {
      await fresh.close();
    }
  }

  /** Removes what an earlier run left of past moments. */
  clearLeftovers(): void {
    const names = readdirSync(this.#folder, { withFileTypes: true }).filter(({ name }) => SNAPSHOT.test(name));
    for (const { name } of names) rmSync(join(this.#folder, name), { force: true });
  }

  async close(): Promise<void> {
    this.#keepFew(0);
    await Promise.all(this.#leaving);
    await this.#model.close();
  }

  #today(): CalendarDate {
    return dayInLondon(this.#clock.now());
  }

  async #snapshot(past: Past): Promise<Snapshot> {
    const key = `${past.asAt ?? ''}/${past.knownOn ?? ''}`;
    const before = this.#snapshots.get(key);
    const view: View = { fresh: true, ...past };
    const next = (before ?? this.#open(view)).then((snapshot) => this.#advanced(snapshot));
    // One question after the other advances it, and the one asked last is kept longest.
    this.#snapshots.delete(key);
    this.#snapshots.set(key, next);
    this.#keepFew(MOST_SNAPSHOTS);
    try {
      return await next;
    } catch (error) {
      if (this.#snapshots.get(key) === next) this.#snapshots.delete(key);
      throw error;
    }
  }

  #openTemporary(): Promise<ReadModel> {
    return openTemporaryReadModel(join(this.#folder, `moment-${randomUUID()}.db`));
  }

  async #open(view: View): Promise<Snapshot> {
    const model = await this.#openTemporary();
    return { model, view, projections: this.#make(view), after: undefined, readers: 0, dropped: false };
  }

  /** The snapshot with what was recorded since, for one reader more. */
  async #advanced(snapshot: Snapshot): Promise<Snapshot> {
    try {
      await this.#advance(snapshot);
    } catch (error) {
      // Nobody knows how much of it is in the tables.
      await this.#drop(snapshot);
      throw await blamed(this.#store, error, CANNOT_BE_SHOWN);
    }
    snapshot.readers += 1;
    return snapshot;
  }

  /** Takes in what was recorded since: a correction of today may be about the day that is asked for. */
  async #advance(snapshot: Snapshot): Promise<void> {
    const { model, view, projections, after } = snapshot;
    const [more] = await this.#store.readAll(after, 1);
    if (more === undefined) return;
    snapshot.after = await fill(this.#store, { model, projections, view, ...(after === undefined ? {} : { after }) });
  }

  /** Lets go of the snapshots that were asked least lately. Nobody waits for those that are still being filled. */
  #keepFew(most: number): void {
    for (const [key, one] of this.#snapshots) {
      if (this.#snapshots.size <= most) return;
      this.#snapshots.delete(key);
      const leaving: Promise<void> = one
        .then((snapshot) => this.#drop(snapshot))
        .catch(() => undefined)
        .finally(() => this.#leaving.delete(leaving));
      this.#leaving.add(leaving);
    }
  }

  async #drop(snapshot: Snapshot): Promise<void> {
    snapshot.dropped = true;
    if (snapshot.readers === 0) await snapshot.model.close();
  }
}
