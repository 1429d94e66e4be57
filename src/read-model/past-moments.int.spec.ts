import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreUnavailable, type EventStore } from '../event-store/event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { addDays, day } from '../statute/calendar.js';
import { openReadModel } from './open-read-model.js';
import { CHECKPOINT } from './read-model.js';
import type { ProjectionMaker } from './projection.js';
import { BeingMadeAnew, ReadModels, type Asked, type Moment } from './read-models.js';

/** Shows each stream as a person with its revision, and the day that is looked at as a term. */
const streams: ProjectionMaker = ({ asAt }) => {
  const rows = new Map<string, number>();
  return [
    {
      take: (events) => {
        for (const { stream, revision } of events) rows.set(stream, revision);
        return Promise.resolve();
      },
      flush: async (to) => {
        const all = [...rows];
        rows.clear();
        await to.together(async (writer) => {
          await writer.put(
            'person',
            all.map(([id, revision]) => ({ id, revision })),
          );
          if (asAt !== undefined) await writer.put('person_term', [{ person: '', field: 'name', term: asAt }]);
        });
      },
      forget: () => rows.clear(),
    },
  ];
};

let folder: string;
let now: Date;
let store: SqliteEventStore;
let models: ReadModels;
let reads: string[];
let beforeRead: () => Promise<void>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moments-'));
  now = new Date('2025-03-03T09:00:00.000Z');
  reads = [];
  beforeRead = () => Promise.resolve();
  store = await SqliteEventStore.open({ file: join(folder, 'events.db'), now: () => now, isDurable: false });
  const watched: Pick<EventStore, 'readAll' | 'readStream'> = {
    readAll: async (after, limit) => {
      reads.push(String(limit));
      await beforeRead();
      return store.readAll(after, limit);
    },
    readStream: (stream, from) => store.readStream(stream, from),
  };
  const model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  models = new ReadModels(watched as EventStore, model, streams, { now: () => now }, folder);
});
afterEach(async () => {
  await models.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function record(at: string): Promise<void> {
  now = new Date(at);
  const id = randomUUID();
  const metadata = { actor: 'officer-1', correlationId: id, causationId: id, schemaVersion: 1 };
  await store.append(`person-${randomUUID()}`, [{ id, type: 'Recorded', data: {}, metadata }], 'no-stream');
}

interface Answer {
  readonly asAt: string;
  readonly shown: number;
  /** The day that the tables were filled for; nothing where they show what is on record. */
  readonly filledFor: string | undefined;
}
const answer = async ({ db, asAt }: Asked): Promise<Answer> => {
  const persons = await db.selectFrom('person').selectAll().execute();
  const term = await db.selectFrom('person_term').select('term').executeTakeFirst();
  return { asAt, shown: persons.length, filledFor: term?.term };
};
const asked = (moment: Moment): Promise<Answer> => models.asking(moment, answer);
const files = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('moment-'));
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('A question', () => {
  beforeEach(async () => {
    await record('2025-03-03T09:00:00.000Z');
    await record('2025-03-04T09:00:00.000Z');
    await models.projector.catchUp();
    now = new Date('2025-03-05T23:30:00.000Z');
  });

  test('of today, of a day to come or of an instant to come is answered from what is on record', async () => {
    expect(await asked({})).toEqual({ asAt: '2025-03-05', shown: 2, filledFor: undefined });
    expect(await asked({ asAt: day('2025-03-05') })).toMatchObject({ asAt: '2025-03-05', filledFor: undefined });
    expect(await asked({ asAt: day('2025-04-01') })).toMatchObject({ asAt: '2025-04-01', filledFor: undefined });
    expect(await asked({ knownOn: '2025-03-05T23:30:00.000Z' })).toMatchObject({ shown: 2, filledFor: undefined });
    expect(await asked({ knownOn: '2026-01-01T00:00:00.000Z' })).toEqual({
      asAt: '2025-03-05',
      shown: 2,
      filledFor: undefined,
    });
    expect(files()).toEqual([]);
  });

  test('of a past day is answered as at that day, with everything that is known of it by now', async () => {
    const moment = { asAt: day('2025-03-03') };
    expect(await asked(moment)).toEqual({ asAt: '2025-03-03', shown: 2, filledFor: '2025-03-03' });
    await record('2025-03-06T09:00:00.000Z');
    expect(await asked(moment)).toMatchObject({ shown: 3 });
    expect(await asked({ ...moment, knownOn: '2026-01-01T00:00:00.000Z' })).toMatchObject({ shown: 3 });
    expect(files()).toHaveLength(1);
  });

  test('of a past instant is answered with what was on record then, as at its day in London unless another is named', async () => {
    const knownOn = '2025-03-04T08:59:59.999Z';
    expect(await asked({ knownOn })).toEqual({ asAt: '2025-03-04', shown: 1, filledFor: undefined });
    expect(await asked({ knownOn: '2025-03-04T09:00:00.000Z' })).toMatchObject({ shown: 2 });
    expect(await asked({ knownOn: '2025-03-04T09:00:00Z' })).toMatchObject({ shown: 2 });
    expect(await asked({ knownOn, asAt: day('2025-03-20') })).toMatchObject({
      asAt: '2025-03-20',
      filledFor: undefined,
    });
    expect(await asked({ knownOn, asAt: day('2025-03-03') })).toEqual({
      asAt: '2025-03-03',
      shown: 1,
      filledFor: '2025-03-03',
    });
    now = new Date('2025-06-10T09:00:00.000Z');
    expect(await asked({ knownOn: '2025-06-09T23:30:00.000Z' })).toMatchObject({ asAt: '2025-06-10' });
    // The same instant, and a day that is none before it, share their tables.
    expect(files()).toHaveLength(4);
  });

  test('that is asked again reads only what is new', async () => {
    const moment = { asAt: day('2025-03-03') };
    await asked(moment);
    reads = [];
    await asked(moment);
    expect(reads).toEqual(['1']);
  });

  test('about a few streams is answered from their events alone, and leaves nothing behind', async () => {
    const moments: readonly Moment[] = [{ asAt: day('2025-03-03') }, { knownOn: '2025-03-04T09:00:00.000Z' }];
    for (const moment of moments) {
      const stream = (live: Asked) => live.db.selectFrom('person').select('id').orderBy('id').limit(1).execute();
      const names = async (live: Asked) => (await stream(live)).map(({ id }) => id);
      reads = [];
      const { shown, ...rest } = await models.askingAbout(moment, names, answer);
      expect(reads).toEqual([]);
      expect(shown).toBe(1);
      expect({ ...rest, shown: 2 }).toEqual(await asked(moment));
    }
    expect(await models.askingAbout({}, () => Promise.resolve([]), answer)).toMatchObject({ shown: 2 });
    expect(files()).toHaveLength(2);
  });

  test('that is asked many times at once is answered from one set of tables', async () => {
    const moment = { asAt: day('2025-03-03') };
    const answers = await Promise.all(Array.from({ length: 10 }, () => asked(moment)));
    expect(new Set(answers.map(({ shown }) => shown))).toEqual(new Set([2]));
    expect(files()).toHaveLength(1);
  });
});

describe('Past moments', () => {
  const days = Array.from({ length: 8 }, (_, index) => addDays(day('2025-03-01'), index));
  beforeEach(async () => {
    await record('2025-03-03T09:00:00.000Z');
    now = new Date('2025-04-01T09:00:00.000Z');
  });

  test('are kept at hand four at a time, those asked last', async () => {
    for (const asAt of days) await asked({ asAt });
    await tick();
    expect(files()).toHaveLength(4);
    reads = [];
    for (const asAt of days.slice(4)) await asked({ asAt });
    expect(reads).toEqual(['1', '1', '1', '1']);
  });

  test('are answered from to the end, also where they are let go of meanwhile', async () => {
    const [first, ...others] = days;
    const slow = await models.asking({ asAt: first }, async (moment) => {
      for (const asAt of others) await asked({ asAt });
      return answer(moment);
    });
    expect(slow).toMatchObject({ asAt: first, shown: 1, filledFor: first });
    await tick();
    expect(files()).toHaveLength(4);
  });

  test('do not wait for one another: one that takes long to fill holds up no other', async () => {
    let release: () => void = () => undefined;
    const [first, ...others] = days;
    beforeRead = () => new Promise((resolve) => (release = resolve));
    const slow = asked({ asAt: first });
    while (reads.length === 0) await tick();
    beforeRead = () => Promise.resolve();
    for (const asAt of others) expect(await asked({ asAt })).toMatchObject({ shown: 1 });
    release();
    expect(await slow).toMatchObject({ asAt: first, shown: 1 });
    await tick();
    expect(files()).toHaveLength(4);
  });

  test('that could not be filled leave nothing behind, fail no other question and can be asked again', async () => {
    const away = new StoreUnavailable('It is away.', 'nothing-written');
    const [first, second] = days as [(typeof days)[0], (typeof days)[0]];
    await asked({ asAt: second });
    let remaining = 2;
    beforeRead = () => ((remaining -= 1) === 0 ? Promise.reject(away) : Promise.resolve());
    const both = await Promise.allSettled([asked({ asAt: first }), asked({ asAt: first })]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    beforeRead = () => Promise.resolve();
    await tick();
    expect(files()).toHaveLength(1);
    expect(await asked({ asAt: first })).toMatchObject({ shown: 1, filledFor: first });
    expect(await asked({ asAt: second })).toMatchObject({ shown: 1, filledFor: second });
  });

  test('whose answer fails are let go of like others', async () => {
    await expect(models.asking({ asAt: days[0] }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    for (const asAt of days) await asked({ asAt });
    await models.close();
    expect(files()).toEqual([]);
    models = new ReadModels(
      store,
      await openReadModel(`sqlite:${join(folder, 'read-model.db')}`),
      streams,
      { now: () => now },
      folder,
    );
  });

  test('that a killed process left are cleared, and nothing else', () => {
    const left = [
      'moment-018f0000-0000-7000-8000-000000000001.db',
      'moment-018f0000-0000-7000-8000-000000000001.db-journal',
    ];
    const others = ['moment-mine.db', 'notes.txt'];
    for (const name of [...left, ...others]) writeFileSync(join(folder, name), '');
    models.clearLeftovers();
    const names = readdirSync(folder);
    expect(left.filter((name) => names.includes(name))).toEqual([]);
    expect(others.filter((name) => names.includes(name))).toEqual(others);
  });
});

describe('Tables that another version of the program wrote', () => {
  test('are not asked before they are made anew: what is missing in them would look like a fault', async () => {
    await record('2025-03-01T09:00:00.000Z');
    await models.bringUpToDate();
    const other = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
    await other.writing.updateTable('checkpoint').set({ definition: '0' }).where('name', '=', CHECKPOINT).execute();
    await other.close();
    expect(await models.isBestMadeAnew()).toBe(true);
    expect(() => models.live()).toThrow(BeingMadeAnew);
    await expect(models.asking({}, () => Promise.resolve('answer'))).rejects.toThrow(BeingMadeAnew);
    await models.rebuild();
    expect(await models.asking({}, () => Promise.resolve('answer'))).toBe('answer');
  });
});
