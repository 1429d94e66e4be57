import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../event-store/event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { openReadModel } from '../read-model/open-read-model.js';
import { ReadModels } from '../read-model/read-models.js';
import { PERSON } from '../testing/assessments.js';
import { caseFile } from './application/case-file.js';
import { projectionsOf } from './application/projections.js';

const ID = '018f0000-0000-7000-8000-0000000000a1';
const NOW = new Date('2025-06-02T09:00:00.000Z');

let folder: string;
let store: SqliteEventStore;
let models: ReadModels;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'case-file-'));
  store = await SqliteEventStore.open({ file: join(folder, 'events.db'), isDurable: false });
  const model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  models = new ReadModels(store, model, projectionsOf(store, undefined), { now: () => NOW }, folder);
});
afterEach(async () => {
  await models.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function record(type: string, data: JsonObject): Promise<void> {
  const id = randomUUID();
  const metadata = { actor: 'officer-1', correlationId: id, causationId: id, schemaVersion: 1 };
  await store.append(`plan-${ID}`, [{ id, type, data, metadata }], 'any');
  await models.projector.catchUp();
}

/** Does something once, when the first of the questions is answered. */
function afterTheFirst(work: () => Promise<void>): KyselyPlugin {
  let isDone = false;
  return {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (!isDone) {
        isDone = true;
        await work();
      }
      return result;
    },
  };
}

test('A case file shows one state of the case, also where something is recorded while it is read', async () => {
  await record('PlanMade', { on: '2025-01-06', person: PERSON });
  const { db, asAt } = models.live();
  const before = await caseFile({ db, asAt }, ID, { explain: true });
  const reviewed = (): Promise<void> => record('PlanReviewed', { on: '2025-03-03' });
  const meanwhile = await caseFile({ db: db.withPlugin(afterTheFirst(reviewed)), asAt }, ID, { explain: true });
  expect(meanwhile).toEqual(before);
  const after = await caseFile({ db, asAt }, ID, { explain: true });
  expect(after?.revision).toBe(1);
  expect(after?.clocks).not.toEqual(before?.clocks);
});
