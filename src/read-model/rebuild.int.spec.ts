import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { EventStore } from '../event-store/event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { createTables, DEFINITION, TABLE_NAMES } from './definition.js';
import { openReadModel } from './open-read-model.js';
import type { ProjectionMaker, View } from './projection.js';
import { Projector } from './projector.js';
import { CHECKPOINT, type ReadModel } from './read-model.js';
import { rebuild } from './rebuild.js';

const NOW = new Date('2025-03-03T09:00:00.000Z');
const now = (): Date => NOW;

/** Shows each stream as a person with its revision. */
const streams: ProjectionMaker = () => {
  const rows = new Map<string, number>();
  return [
    {
      take: (events) => {
        for (const { stream, revision } of events) rows.set(stream, revision);
        return Promise.resolve();
      },
      flush: async (to) => {
        await to.put(
          'person',
          [...rows].map(([id, revision]) => ({ id, revision })),
        );
        rows.clear();
      },
      forget: () => rows.clear(),
    },
  ];
};

let folder: string;
let store: SqliteEventStore;
let model: ReadModel;
let projector: Projector;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rebuild-'));
  store = await SqliteEventStore.open({ file: join(folder, 'events.db'), now, isDurable: false });
  model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  projector = new Projector(store, model, streams);
  await record(3);
  await projector.catchUp();
});
afterEach(async () => {
  await model.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function record(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    const id = randomUUID();
    const metadata = { actor: 'officer-1', correlationId: id, causationId: id, schemaVersion: 1 };
    await store.append(`person-${randomUUID()}`, [{ id, type: 'Recorded', data: {}, metadata }], 'no-stream');
  }
}

const shown = async (of = model): Promise<number> => (await of.db.selectFrom('person').selectAll().execute()).length;
const checkpoint = () => model.writing.selectFrom('checkpoint').selectAll().executeTakeFirstOrThrow();
const under = (): Promise<readonly string[]> =>
  model.writing
    .selectFrom('rebuild')
    .select('generation')
    .execute()
    .then((rows) => rows.map(({ generation }) => generation));
async function halfMade(): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_schema where type = 'table'`.execute(model.db);
  return rows.map(({ name }) => name).filter((name) => /^g[0-9a-f]{12}_/.test(name));
}
/** The event store, where something happens before each read after the first ones. */
function during(happens: (reads: number) => Promise<void>): EventStore {
  let reads = 0;
  const hooked: Pick<EventStore, 'readAll' | 'readStream'> = {
    readAll: async (after, limit) => {
      await happens((reads += 1));
      return store.readAll(after, limit);
    },
    readStream: (stream, from) => store.readStream(stream, from),
  };
  return hooked as EventStore;
}

describe('Making the tables anew', () => {
  test('takes in what is recorded and projected meanwhile, to the last event', async () => {
    let last = 0;
    const busy = during(async (reads) => {
      if (reads > 6) return;
      await record(1);
      // Within the last transaction nobody else writes.
      if (reads <= 2) await projector.catchUp();
      last = reads;
    });
    const { events } = await rebuild(busy, model, streams, { now });
    expect(last).toBeGreaterThan(3);
    expect(events).toBe(3 + last);
    expect(await shown()).toBe(3 + last);
    expect((await checkpoint()).position).toBe((await store.readAll(undefined, 100)).at(-1)?.position);
    expect([await halfMade(), await under()]).toEqual([[], []]);
  });

  test('answers from the tables of before until it is done', async () => {
    await model.writing.deleteFrom('person').execute();
    const seen: number[] = [];
    await rebuild(
      during(async () => void seen.push(await shown())),
      model,
      streams,
      { now },
    );
    expect(new Set(seen)).toEqual(new Set([0]));
    expect(await shown()).toBe(3);
  });

  test('cut short by its signal or a failure leaves the tables of before and nothing half-made', async () => {
    const before = await checkpoint();
    const ending = new AbortController();
    const progress = (): void => ending.abort(new Error('ended'));
    await expect(rebuild(store, model, streams, { now, progress, signal: ending.signal })).rejects.toThrow('ended');
    const broken = during((reads) => (reads > 1 ? Promise.reject(new Error('away')) : Promise.resolve()));
    await expect(rebuild(broken, model, streams, { now })).rejects.toThrow('away');
    expect(await checkpoint()).toEqual(before);
    expect(await shown()).toBe(3);
    expect([await halfMade(), await under()]).toEqual([[], []]);
    expect(await rebuild(store, model, streams, { now })).toEqual({ events: 3 });
  });

  test('clears what was given up, and leaves alone what is under way', async () => {
    for (const [generation, heard] of [
      ['gaaaaaaaaaaaa', '2025-03-03T08:49:59.000Z'],
      ['gbbbbbbbbbbbb', '2025-03-03T08:50:01.000Z'],
    ] as const) {
      await model.writing.insertInto('rebuild').values({ generation, heard_at: heard }).execute();
      await createTables(model.db, `${generation}_`, true);
    }
    await rebuild(store, model, streams, { now });
    expect(await under()).toEqual(['gbbbbbbbbbbbb']);
    expect((await halfMade()).filter((name) => name.startsWith('ga'))).toEqual([]);
    expect(await halfMade()).toHaveLength(TABLE_NAMES.length);
  });

  test('twice at once leaves one set of tables that is right', async () => {
    const both = await Promise.all([
      rebuild(store, model, streams, { now }),
      rebuild(store, model, streams, { now }),
      projector.catchUp(),
    ]);
    expect(both.slice(0, 2)).toEqual([{ events: 3 }, { events: 3 }]);
    expect(await shown()).toBe(3);
    expect([await halfMade(), await under()]).toEqual([[], []]);
  });

  test('by another process lets this one go on: what it asks, and what it projects', async () => {
    const other = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
    for (let time = 1; time <= 3; time += 1) {
      await record(1);
      await rebuild(store, other, streams, { now });
      expect([await shown(), await shown(other)]).toEqual([2 + 2 * time, 2 + 2 * time]);
      await record(1);
      await projector.catchUp();
      expect([await shown(), await shown(other)]).toEqual([3 + 2 * time, 3 + 2 * time]);
    }
    await other.close();
  });

  test('clears a fault, and takes the place of tables that another version wrote', async () => {
    await model.writing
      .updateTable('checkpoint')
      .set({ definition: '0', fault_event: 'event', fault_position: '1', fault_reason: 'reason' })
      .where('name', '=', CHECKPOINT)
      .execute();
    expect(await projector.isOutdated()).toBe(true);
    await rebuild(store, model, streams, { now });
    expect(await projector.isOutdated()).toBe(false);
    expect(await checkpoint()).toMatchObject({ definition: DEFINITION, fault_event: null });
  });

  test('takes the place of tables that were filled under other rules, and whoever follows those stops', async () => {
    const other = Object.assign((view: View) => streams(view), { madeBy: 'other rules' });
    const others = new Projector(store, model, other);
    expect(await others.isOutdated()).toBe(true);
    await record(1);
    await expect(others.catchUp()).rejects.toThrow('Another program made the read models anew');
    expect(await shown()).toBe(3);
    await rebuild(store, model, other, { now });
    expect(await others.isOutdated()).toBe(false);
    expect(await projector.isOutdated()).toBe(true);
    await record(1);
    await expect(projector.catchUp()).rejects.toThrow('EHCP_LOCAL_STANDARDS');
    await others.catchUp();
    expect(await shown()).toBe(5);
  });

  test('is not needed where the tables are empty, whatever the rules', async () => {
    const empty = await openReadModel(`sqlite:${join(folder, 'empty.db')}`);
    const first = new Projector(
      store,
      empty,
      Object.assign((view: View) => streams(view), { madeBy: 'rules' }),
    );
    expect(await first.isOutdated()).toBe(false);
    await first.catchUp();
    expect(await first.isOutdated()).toBe(false);
    expect(await new Projector(store, empty, streams).isOutdated()).toBe(true);
    await empty.close();
  });

  test('keeps what policies remember', async () => {
    await model.writing.insertInto('policy_checkpoint').values({ policy: 'one', position: '7' }).execute();
    await rebuild(store, model, streams, { now });
    expect(await model.writing.selectFrom('policy_checkpoint').select(['policy', 'position']).execute()).toEqual([
      { policy: 'one', position: '7' },
    ]);
  });
});
