import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../event-store/event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { openReadModel } from '../read-model/open-read-model.js';
import { ReadModels } from '../read-model/read-models.js';
import { PERSON } from '../testing/assessments.js';
import { projectionsOf } from './application/projections.js';

const PLAN = 'plan-018f0000-0000-7000-8000-0000000000a1';

let folder: string;
let now: Date;
let store: SqliteEventStore;
let models: ReadModels;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'past-cases-'));
  store = await SqliteEventStore.open({ file: join(folder, 'events.db'), now: () => now, isDurable: false });
  const model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  models = new ReadModels(store, model, projectionsOf(store, undefined), { now: () => now }, folder);
});
afterEach(async () => {
  await models.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function record(at: string, type: string, data: JsonObject, stream = PLAN): Promise<void> {
  now = new Date(at);
  const id = randomUUID();
  const metadata = { actor: 'officer-1', correlationId: id, causationId: id, schemaVersion: 1 };
  await store.append(stream, [{ id, type, data, metadata }], 'any');
}

const shown = (knownOn: string) =>
  models.asking({ knownOn }, ({ db }) =>
    db.selectFrom('case_file').select(['revision', 'created_at', 'recorded_at']).execute(),
  );

test('A case whose later events were recorded by a clock that was set back is known with all that comes before them', async () => {
  await record('2025-03-03T10:00:05.000Z', 'PlanMade', { on: '2025-01-06', person: PERSON });
  await record('2025-03-03T10:00:01.000Z', 'PlanReviewed', { on: '2025-02-03' });
  await record('2025-03-03T10:00:09.000Z', 'PlanReviewed', { on: '2025-02-10' });
  await record('2025-03-03T10:00:03.000Z', 'PlanReviewed', { on: '2025-02-17' });
  now = new Date('2025-03-04T09:00:00.000Z');
  const created = { created_at: '2025-03-03T10:00:05.000Z' };
  expect(await shown('2025-03-03T10:00:00.000Z')).toEqual([]);
  expect(await shown('2025-03-03T10:00:02.000Z')).toEqual([
    { revision: 1, ...created, recorded_at: '2025-03-03T10:00:01.000Z' },
  ]);
  expect(await shown('2025-03-03T10:00:04.000Z')).toEqual([
    { revision: 3, ...created, recorded_at: '2025-03-03T10:00:03.000Z' },
  ]);
});

test('Whoever asks something else meanwhile is answered while many cases of a past moment are worked out', async () => {
  const cases = 1_000;
  for (let number = 0; number < cases; number += 1) {
    await record('2025-03-03T10:00:00.000Z', 'PlanMade', { on: '2025-01-06', person: PERSON }, `plan-${randomUUID()}`);
  }
  now = new Date('2025-03-05T09:00:00.000Z');
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  expect(await shown('2025-03-04T09:00:00.000Z')).toHaveLength(cases);
  isOver = true;
  expect(turns).toBeGreaterThanOrEqual(cases / 100);
});
