import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent, Position } from '../event-store/event-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { TABLES } from './definition.js';
import { CHECKPOINT, type ReadModel } from './read-model.js';
import type { AlertRow } from './schema.js';
import { openReadModel } from './open-read-model.js';
import { forgetPolicies, forgetTheLog, policiesAreAhead, shownButMissing, tablesAreAhead } from './same-log.js';

const CASE = '018f0000-0000-7000-8000-0000000000a1';

let folder: string;
let model: ReadModel;
let log: SqliteEventStore;
/** The log as it was two events earlier. */
let older: SqliteEventStore;
let positions: readonly Position[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'same-log-'));
  model = await openReadModel(`sqlite:${join(folder, 'read-model.db')}`);
  const now = (): Date => new Date('2025-03-03T09:00:00.000Z');
  log = await SqliteEventStore.open({ file: join(folder, 'events.db'), now, isDurable: false });
  older = await SqliteEventStore.open({ file: join(folder, 'older.db'), now, isDurable: false });
  const made: Position[] = [];
  for (let revision = 0; revision < 4; revision += 1) {
    const id = v7();
    const metadata = { actor: 'officer-1', correlationId: id, causationId: id, schemaVersion: 1 };
    const event: NewEvent = { id, type: 'NoteAdded', data: {}, metadata };
    made.push((await log.append(`plan-${CASE}`, [event], 'any')).position);
    if (revision < 2) await older.append(`plan-${CASE}`, [event], 'any');
  }
  positions = made;
});
afterEach(async () => {
  await model.close();
  await log.close();
  await older.close();
  rmSync(folder, { recursive: true });
});

/** The tables show the events up to a revision. */
async function shows(revision: number, recordedAt = '2025-03-03T09:00:00.000Z'): Promise<void> {
  const position = positions[revision] ?? '';
  await model.writing
    .insertInto('audit')
    .values({
      position,
      subject: CASE,
      kind: 'plan',
      revision,
      type: 'NoteAdded',
      day: null,
      recorded_at: recordedAt,
      actor: 'officer-1',
    })
    .execute();
  await model.writing.updateTable('checkpoint').set({ position }).where('name', '=', CHECKPOINT).execute();
}

const followed = (policy: string, revision: number) =>
  model.writing
    .insertInto('policy_checkpoint')
    .values({ policy, position: positions[revision] ?? '' })
    .execute();
const policies = async (): Promise<number> =>
  (await model.writing.selectFrom('policy_checkpoint').selectAll().execute()).length;

describe('The last event that the tables show', () => {
  test('is in their log, and nothing is where they are empty', async () => {
    expect(await shownButMissing(model, older)).toBeUndefined();
    await shows(1);
    expect(await shownButMissing(model, log)).toBeUndefined();
    expect(await shownButMissing(model, older)).toBeUndefined();
  });

  test('is missing from an older copy of it, and from one that went on otherwise', async () => {
    await shows(2);
    expect(await shownButMissing(model, older)).toEqual({ stream: `plan-${CASE}`, revision: 2 });
    await shows(3, '2025-03-03T10:00:00.000Z');
    expect(await shownButMissing(model, log)).toEqual({ stream: `plan-${CASE}`, revision: 3 });
  });

  test('is not asked for where another version wrote the tables, as they are once the log is forgotten', async () => {
    await shows(2);
    await followed('one', 2);
    await forgetTheLog(model);
    expect(await shownButMissing(model, older)).toBeUndefined();
    expect(await policies()).toBe(0);
  });
});

describe('The tables', () => {
  test('are ahead of an older copy of their log, whatever kind of stream its last events are of', async () => {
    await shows(2);
    expect(await tablesAreAhead(model, log.sorted.end().position)).toBe(false);
    expect(await tablesAreAhead(model, older.sorted.end().position)).toBe(true);
    expect(await tablesAreAhead(model, undefined)).toBe(true);
  });

  test('show the last event of an alert, which is in their log', async () => {
    const id = '018f0000-0000-7000-8000-0000000000b1';
    const metadata = { actor: 'alerts', correlationId: v7(), causationId: v7(), schemaVersion: 1 };
    await log.append(`alert-${id}`, [{ id: v7(), type: 'AlertRaised', data: {}, metadata }], 'any');
    await shows(1);
    const row = Object.fromEntries(Object.keys(TABLES.alert.columns).map((column) => [column, 'x']));
    const numbers = { is_open: 1, has_note: 0, revision: 0 };
    await model.writing
      .insertInto('alert')
      .values({ ...row, ...numbers, id, recorded_at: '2025-03-03T09:00:00.000Z' } as unknown as AlertRow)
      .execute();
    expect(await shownButMissing(model, log)).toBeUndefined();
    expect(await shownButMissing(model, older)).toEqual({ stream: `alert-${id}`, revision: 0 });
  });
});

describe('The policies', () => {
  test('are not ahead of their log, wherever the tables are', async () => {
    expect(await policiesAreAhead(model, log)).toBe(false);
    await followed('one', 3);
    expect(await policiesAreAhead(model, log)).toBe(false);
    await shows(1);
    expect(await policiesAreAhead(model, log)).toBe(false);
  });

  test('are ahead of an older copy of it where one of them is, until they are forgotten', async () => {
    await shows(1);
    await followed('one', 1);
    expect(await policiesAreAhead(model, older)).toBe(false);
    await followed('two', 2);
    expect(await policiesAreAhead(model, older)).toBe(true);
    await forgetPolicies(model);
    expect(await policies()).toBe(0);
    expect(await policiesAreAhead(model, older)).toBe(false);
  });
});
