import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, RecordedEvent } from '../event-store/event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { WallClock } from '../platform/wall-clock.js';
import { KeptAnswers } from './kept-answers.js';
import { openReadModel } from './open-read-model.js';
import type { Projection } from './projection.js';
import { ReadModels } from './read-models.js';
import type { MeasureDayRow } from './schema.js';
import type { Writer } from './writer.js';

/** Counts each event in the measure that it names; one that names none counts nowhere. */
class Counting implements Projection {
  #rows: MeasureDayRow[] = [];

  take(events: readonly RecordedEvent[]): Promise<void> {
    for (const { data } of events) {
      if (typeof data.measure !== 'string') continue;
      this.#rows.push({
        ...{ measure: data.measure, basis: 'issued', day: '2026-03-02' },
        ...{ band: 'counted', excepted: 0, count: 1 },
      });
    }
    return Promise.resolve();
  }

  async flush(to: Writer): Promise<void> {
    await to.add(this.#rows);
    this.#rows = [];
  }

  forget(): void {
    this.#rows = [];
  }
}

let now = new Date('2026-03-02T12:00:00Z');
class Fixed extends WallClock {
  override now(): Date {
    return now;
  }
}

let folder: string;
let store: EventStore & { close(): Promise<void> };
let open: ReadModels[];
let models: ReadModels;
let kept: KeptAnswers;

async function another(): Promise<ReadModels> {
  const model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  const one = new ReadModels(store, model, () => [new Counting()], new Fixed(), folder);
  open.push(one);
  return one;
}

beforeEach(async () => {
  now = new Date('2026-03-02T12:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
  store = await SqliteEventStore.open({ file: join(folder, 'events.db') });
  open = [];
  models = await another();
  kept = new KeptAnswers(models);
});

afterEach(async () => {
  for (const one of open) await one.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function record(measure?: string): Promise<void> {
  const id = randomUUID();
  const metadata = { actor: 'officer-1', correlationId: id, causationId: id, schemaVersion: 1 };
  const data = measure === undefined ? {} : { measure };
  await store.append(`plan-${randomUUID()}`, [{ id, type: 'NoteAdded', data, metadata }], 'no-stream');
}

/** How many of a measure there are, counted anew unless the answer was kept. */
const count = (measure: string, about: readonly string[] | undefined): Promise<number> =>
  kept.of(
    measure,
    async () => {
      const { db } = models.live();
      const rows = await db.selectFrom('measure_day').select('count').where('measure', '=', measure).execute();
      asked += 1;
      return rows.reduce((sum, row) => sum + row.count, 0);
    },
    about,
  );
let asked: number;
beforeEach(() => {
  asked = 0;
});

describe('an answer that is kept', () => {
  it('stands until something is recorded', async () => {
    await record('plans');
    await models.projector.catchUp();
    expect([await count('plans', undefined), await count('plans', undefined)]).toEqual([1, 1]);
    expect(asked).toBe(1);
    await record();
    await models.projector.catchUp();
    expect(await count('plans', undefined)).toBe(1);
    expect(asked).toBe(2);
  });

  it('that depends on measures alone stands while their counts do', async () => {
    await record('plans');
    await models.projector.catchUp();
    await count('plans', ['plans']);
    await record();
    await record('requests');
    await models.projector.catchUp();
    await count('plans', ['plans']);
    expect(asked).toBe(1);
    await record('plans');
    await record();
    await models.projector.catchUp();
    expect(await count('plans', ['plans'])).toBe(2);
  });

  it('is given up where another process has written', async () => {
    await count('plans', ['plans']);
    const other = await another();
    await record('plans');
    await other.projector.catchUp();
    expect(await count('plans', ['plans'])).toBe(1);
    await record();
    await other.projector.catchUp();
    await record();
    await models.projector.catchUp();
    await count('plans', ['plans']);
    expect(asked).toBe(3);
  });

  it('is given up when the tables are made anew, or another day begins', async () => {
    await record('plans');
    await models.projector.catchUp();
    await count('plans', ['plans']);
    await record('plans');
    await models.rebuild();
    expect(await count('plans', ['plans'])).toBe(2);
    now = new Date('2026-03-03T12:00:00Z');
    await count('plans', ['plans']);
    expect(asked).toBe(3);
  });
});
