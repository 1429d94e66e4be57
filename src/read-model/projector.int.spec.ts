import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  StoreUnavailable,
  type EventStore,
  type JsonObject,
  type Position,
  type RecordedEvent,
} from '../event-store/event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { OperatorError } from '../platform/operator-error.js';
import { openReadModel } from './open-read-model.js';
import type { Projection, ProjectionMaker } from './projection.js';
import { PROJECTED, ProjectionStopped, Projector } from './projector.js';
import type { ReadModel } from './read-model.js';
import type { Writer } from './writer.js';

/** Shows each stream as a person with its revision; fails where it is told to. */
class Streams implements Projection {
  #rows = new Map<string, number>();

  constructor(private readonly failing: (event: RecordedEvent) => void) {}

  take(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      this.failing(event);
      this.#rows.set(event.stream, event.revision);
    }
    return Promise.resolve();
  }

  async flush(to: Writer): Promise<void> {
    await to.put(
      'person',
      [...this.#rows].map(([id, revision]) => ({ id, revision })),
    );
    this.#rows.clear();
  }

  forget(): void {
    this.#rows.clear();
  }
}

const streams =
  (failing: (event: RecordedEvent) => void = () => undefined): ProjectionMaker =>
  () => [new Streams(failing)];
const failsAt =
  (type: string, error: () => unknown) =>
  (event: RecordedEvent): void => {
    if (event.type === type) throw error();
  };
const unreadable = failsAt('Unreadable', () => new TypeError('a name and a day'));

let folder: string;
let now: Date;
let store: SqliteEventStore;
let model: ReadModel;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'projector-'));
  now = new Date('2025-03-03T09:00:00.000Z');
  store = await SqliteEventStore.open({ file: join(folder, 'events.db'), now: () => now, isDurable: false });
  model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
});
afterEach(async () => {
  await model.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Records events of some types, each in a stream of its own. */
async function record(...types: readonly string[]): Promise<readonly RecordedEvent[]> {
  const data: JsonObject = {};
  for (const type of types) {
    const id = randomUUID();
    const metadata = { actor: 'officer-1', correlationId: id, causationId: id, schemaVersion: 1 };
    await store.append(`person-${randomUUID()}`, [{ id, type, data, metadata }], 'no-stream');
  }
  return store.readAll(undefined, 1_000);
}

const shown = async (): Promise<readonly string[]> =>
  (await model.db.selectFrom('person').select('id').execute()).map(({ id }) => id).sort();
const streamsOf = (events: readonly RecordedEvent[]): readonly string[] => events.map(({ stream }) => stream).sort();
const row = () => model.writing.selectFrom('checkpoint').selectAll().executeTakeFirstOrThrow();
const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
};
/** An event store in which something happens before a read. */
const before = (happens: () => Promise<void>): EventStore =>
  ({
    readAll: async (...asked: Parameters<EventStore['readAll']>) => {
      await happens();
      return store.readAll(...asked);
    },
  }) as EventStore;

describe('An event that cannot be projected', () => {
  test('stops projecting, by its id and position; everything before it is shown, nothing after it', async () => {
    const events = await record('Readable', 'Readable', 'Unreadable', 'Readable');
    const [, second, third] = events;
    const projector = new Projector(store, model, streams(unreadable));
    const stopped = await failureOf(projector.catchUp());
    expect(stopped).toBeInstanceOf(ProjectionStopped);
    expect((stopped as ProjectionStopped).message).toBe(
      `The read models stopped at the event ${third?.id ?? ''} (position ${third?.position ?? ''}): TypeError while it was projected. ` +
        'Everything recorded before it is shown. Start a version of this program that can read the event; nothing is lost.',
    );
    expect(await shown()).toEqual(streamsOf(events.slice(0, 2)));
    expect(await projector.checkpoint()).toBe(second?.position);
    expect(projector.fault).toEqual({
      event: third?.id,
      position: third?.position,
      reason: 'TypeError while it was projected',
    });
    expect(await row()).toMatchObject({
      position: second?.position,
      fault_event: third?.id,
      fault_position: third?.position,
      fault_reason: 'TypeError while it was projected',
    });
  });

  test('stops it again after a restart, until the program can project it; then all is shown and the fault is gone', async () => {
    await record('Readable', 'Unreadable', 'Readable');
    await failureOf(new Projector(store, model, streams(unreadable)).catchUp());
    const again = new Projector(store, model, streams(unreadable));
    expect(await failureOf(again.catchUp())).toBeInstanceOf(ProjectionStopped);
    const events = await record('Readable');
    const mended = new Projector(store, model, streams());
    await mended.catchUp();
    expect(await shown()).toEqual(streamsOf(events));
    expect(mended.fault).toBeUndefined();
    expect(await row()).toMatchObject({ fault_event: null, fault_position: null, fault_reason: null });
  });

  test('can be the first one, or one that the tables refuse', async () => {
    const events = await record('Readable');
    const refused: ProjectionMaker = () => [
      {
        take: () => Promise.resolve(),
        flush: (to) => to.insert('person', [{ id: null as never, revision: 0 }]),
        forget: () => undefined,
      },
    ];
    const stopped = await failureOf(new Projector(store, model, refused).catchUp());
    expect(stopped).toMatchObject({ fault: { event: events[0]?.id } });
    expect(await shown()).toEqual([]);
  });
});

describe('What says nothing of an event', () => {
  /** What SQLite says where another program holds a database. */
  function busy(): unknown {
    const file = join(folder, 'held.db');
    const [holder, other] = [new DatabaseSync(file), new DatabaseSync(file, { timeout: 0 })];
    try {
      holder.exec('begin immediate');
      other.exec('begin immediate');
      return undefined;
    } catch (error) {
      return error;
    } finally {
      holder.close();
      other.close();
    }
  }
  class KeysAway extends OperatorError {}

  test.each([
    ['an event store that is away', () => new StoreUnavailable('It is away.', 'nothing-written')],
    ['a database that another program holds', busy],
    ['keys that are away', () => new KeysAway('They are away.')],
  ])('%s is no fault: projecting goes on when it is asked again', async (_, trouble) => {
    const events = await record('Readable', 'Troubled', 'Readable');
    const error = trouble();
    let isAway = true;
    const projector = new Projector(store, model, streams(failsAt('Troubled', () => error)));
    expect(await failureOf(projector.catchUp())).toBe(error);
    expect(projector.fault).toBeUndefined();
    expect(await row()).toMatchObject({ position: '', fault_event: null });
    const passing = new Projector(
      store,
      model,
      streams((event) => {
        if (isAway && event.type === 'Troubled') throw error;
      }),
    );
    await failureOf(passing.catchUp());
    isAway = false;
    await passing.catchUp();
    expect(await shown()).toEqual(streamsOf(events));
  });
});

describe('How far the read models have come', () => {
  test('is behind by the age of the oldest event that is not shown', async () => {
    const projector = new Projector(store, model, streams());
    expect(await projector.lag(now)).toBe(0);
    await record('Readable');
    now = new Date('2025-03-03T09:00:02.500Z');
    await record('Readable');
    now = new Date('2025-03-03T09:00:04.000Z');
    expect(await projector.lag(now)).toBe(4);
    await projector.catchUp();
    expect(await projector.lag(now)).toBe(0);
    await record('Readable');
    expect(await projector.lag(new Date('2025-03-03T09:00:03.000Z'))).toBe(0);
  });

  test('can be waited for: an event that is shown, one that is shown later, and one that is not', async () => {
    const projector = new Projector(store, model, streams());
    const [first] = await record('Readable');
    const position = first!.position;
    expect(await projector.waitFor(position, 0)).toBe(false);
    const waiting = projector.waitFor(position, 60_000);
    await projector.catchUp();
    expect(await waiting).toBe(true);
    expect(await projector.waitFor(position, 0)).toBe(true);
    expect(await projector.waitFor(`${position}0` as Position, 30)).toBe(false);
  });

  test('can be waited for where another process projects', async () => {
    const [first] = await record('Readable');
    const waiting = new Projector(store, model, streams()).waitFor(first!.position, 60_000);
    const other = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
    await new Projector(store, other, streams()).catchUp();
    expect(await waiting).toBe(true);
    await other.close();
  });

  test('is not waited for where projecting stopped before it', async () => {
    const [, second, third] = await record('Readable', 'Unreadable', 'Readable');
    const projector = new Projector(store, model, streams(unreadable));
    const waiting = projector.waitFor(third!.position, 60_000);
    await failureOf(projector.catchUp());
    expect(await waiting).toBe(false);
    expect(await projector.waitFor(second!.position, 60_000)).toBe(false);
  });
});

describe('Projecting', () => {
  test('takes in what is on record and what comes, until it is ended, and tells how much', async () => {
    const told: number[] = [];
    const listen = (count: unknown): void => void told.push(count as number);
    PROJECTED.subscribe(listen);
    await record('Readable', 'Readable');
    const ending = new AbortController();
    const projector = new Projector(store, model, streams());
    const running = projector.run(ending.signal);
    const events = await record('Readable');
    expect(await projector.waitFor(events.at(-1)!.position, 60_000)).toBe(true);
    expect(await shown()).toEqual(streamsOf(events));
    ending.abort();
    await running;
    PROJECTED.unsubscribe(listen);
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  test('by two at once, one overtaking the other in the midst, shows each event once', async () => {
    const other = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
    await record('Readable', 'Readable');
    const two = new Projector(store, other, streams());
    const overtaken = before(() => two.catchUp());
    const one = new Projector(overtaken, model, streams());
    await one.catchUp();
    const events = await record('Readable');
    await one.catchUp();
    expect(await shown()).toEqual(streamsOf(events));
    expect(await one.checkpoint()).toBe(events.at(-1)?.position);
    await other.close();
  });

  test('whatever is asked of it at once takes its turn', async () => {
    const projector = new Projector(store, model, streams());
    const events = await record('Readable', 'Readable', 'Readable');
    const [first] = events;
    await Promise.all([
      projector.apply(events),
      projector.catchUp(),
      projector.apply(events.slice(0, 1)),
      projector.apply(events),
    ]);
    expect(await shown()).toEqual(streamsOf(events));
    expect(await projector.checkpoint()).toBe(events.at(-1)?.position);
    expect(await projector.waitFor(first!.position, 0)).toBe(true);
  });
});
