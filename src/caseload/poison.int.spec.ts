import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject, RecordedEvent } from '../event-store/event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { openReadModel } from '../read-model/open-read-model.js';
import { ProjectionStopped } from '../read-model/projector.js';
import { ReadModels } from '../read-model/read-models.js';
import { day } from '../statute/calendar.js';
import { PERSON } from '../testing/assessments.js';
import { tableContents } from '../testing/table-contents.js';
import { projectionsOf } from './application/projections.js';

const [FIRST, SECOND] = ['1', '2'].map((last) => `plan-018f0000-0000-7000-8000-0000000000a${last}`) as [string, string];
const LATE = '2030-12-20';

let folder: string;
let now: Date;
let store: SqliteEventStore;
let models: ReadModels;

async function start(): Promise<void> {
  const model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  models = new ReadModels(store, model, projectionsOf(store, undefined), { now: () => now }, folder);
}

async function record(stream: string, type: string, data: JsonObject): Promise<RecordedEvent> {
  const id = randomUUID();
  const metadata = { actor: 'officer-1', correlationId: id, causationId: id, schemaVersion: 1 };
  now = new Date(now.getTime() + 1000);
  await store.append(stream, [{ id, type, data, metadata }], 'any');
  return (await store.readStream(stream)).at(-1)!;
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

let poison: RecordedEvent;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'poison-'));
  now = new Date('2025-03-03T09:00:00.000Z');
  store = await SqliteEventStore.open({ file: join(folder, 'events.db'), now: () => now, isDurable: false });
  await start();
  await record(FIRST, 'PlanMade', { on: '2025-01-06', person: PERSON });
  // The response is due 30 working days later, and nobody knows the bank holidays of that year.
  await record(SECOND, 'PlanMade', { on: '2025-01-06', person: PERSON });
  poison = await record(SECOND, 'AppealLodged', { on: LATE, sentToCouncilOn: LATE });
  await record(FIRST, 'PlanReviewed', { on: '2025-02-03' });
});
afterEach(async () => {
  await models.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** How far each plan is shown. */
const shown = async (): Promise<readonly (readonly [string, number])[]> => {
  const rows = await models.model.db.selectFrom('case_file').select(['id', 'revision']).orderBy('id').execute();
  return rows.map(({ id, revision }) => [`plan-${id}`, revision]);
};
const fault = () => ({
  event: poison.id,
  position: poison.position,
  reason: 'BankHolidaysNotKnown while it was projected',
});

describe('A day that reaches beyond the bank holidays', () => {
  test('stops projecting at the event that tells of it', async () => {
    expect(await failureOf(models.projector.catchUp())).toMatchObject({ fault: fault() });
    expect(await shown()).toEqual([
      [FIRST, 0],
      [SECOND, 0],
    ]);
    await models.close();
    await start();
    expect(await failureOf(models.projector.catchUp())).toMatchObject({ fault: fault() });
    expect(models.projector.fault).toEqual(fault());
  });

  test('stops making the tables anew, by the id of the event; those of before stay as they are', async () => {
    await failureOf(models.projector.catchUp());
    const before = await tableContents(models.model.db);
    const stopped = await failureOf(models.rebuild());
    expect(stopped).toBeInstanceOf(ProjectionStopped);
    expect(stopped).toMatchObject({ fault: fault(), message: expect.stringContaining('The tables of before stay') });
    expect(models.projector.fault).toEqual(fault());
    expect(await tableContents(models.model.db)).toEqual(before);
    expect(await models.model.writing.selectFrom('rebuild').selectAll().execute()).toEqual([]);
  });

  test('is in the way of the past moments that know of it, and of no other', async () => {
    const asked = (moment: Parameters<ReadModels['asking']>[0]) =>
      models.asking(moment, ({ db }) => db.selectFrom('case_file').select('revision').orderBy('id').execute());
    expect(await failureOf(asked({ knownOn: poison.recordedAt }))).toMatchObject({
      fault: fault(),
      message: expect.stringContaining('This past moment cannot be shown.'),
    });
    expect(await asked({ knownOn: new Date(Date.parse(poison.recordedAt) - 1).toISOString() })).toEqual([
      { revision: 0 },
      { revision: 0 },
    ]);
    expect(await failureOf(asked({ asAt: day('2025-02-01') }))).toBeInstanceOf(ProjectionStopped);
  });
});
