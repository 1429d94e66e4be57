import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newEvent, newStream } from '../contract/samples.js';
import { StoreUnavailable, type Appended } from '../event-store.js';
import { propose } from '../proposal.js';
import { AppendQueue } from './append-queue.js';
import { locate, openConnection, stopWaiting } from './connection.js';
import { Journal } from './journal.js';
import type { Head } from './mark.js';

let folder: string;
let file: string;
let database: DatabaseSync;
let commits: Head[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'append-queue-'));
  file = locate(join(folder, 'events.db'));
  database = openConnection(file, undefined);
  stopWaiting(database);
  commits = [];
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const queueOn = (journal: Journal, patience = 10_000) =>
  new AppendQueue(journal, {
    file,
    patience,
    now: () => new Date(0),
    committed: (head) => commits.push(head),
  });
const append = (queue: AppendQueue, text = ''): Promise<Appended> => {
  const stream = newStream();
  return queue.append({ stream, events: propose(stream, [newEvent({ data: { text } })], 'any'), expected: 'any' });
};
const count = () => database.prepare('SELECT count(*) AS events FROM event').get()?.events;
const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'appended',
    (error: unknown) => (error instanceof StoreUnavailable ? error.outcome : String(error)),
  );

describe('group commit', () => {
  it('writes what is asked for in one turn in one transaction', async () => {
    const queue = queueOn(new Journal(database));
    await Promise.all(Array.from({ length: 32 }, () => append(queue)));
    expect(commits.map(({ position }) => position)).toEqual([32]);
    await append(queue);
    expect(commits.map(({ position }) => position)).toEqual([32, 33]);
  });

  it('splits what is too much for one transaction', async () => {
    const queue = queueOn(new Journal(database));
    await Promise.all(Array.from({ length: 600 }, () => append(queue)));
    expect(commits.map(({ position }) => position)).toEqual([256, 512, 600]);
    await Promise.all(Array.from({ length: 5 }, () => append(queue, 'x'.repeat(500_000))));
    expect(commits.slice(3).map(({ position }) => position)).toEqual([602, 604, 605]);
  });

  it('finishes what waits before it closes, and takes no more', async () => {
    const queue = queueOn(new Journal(database));
    const waiting = [append(queue), append(queue)];
    const closed = queue.close();
    expect(await outcomeOf(append(queue))).toBe('nothing-written');
    await closed;
    expect(count()).toBe(2);
    await Promise.all(waiting);
  });
});

describe('while another process writes', () => {
  it('waits without holding up anything else, and writes when the other has ended', async () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const queue = queueOn(new Journal(database));
    let isDone = false;
    const appended = append(queue).finally(() => (isDone = true));
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(isDone).toBe(false);
    other.exec('COMMIT');
    other.close();
    expect((await appended).revision).toBe(0);
  });

  it('gives up after a time, says that nothing was written, and goes on working', async () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const queue = queueOn(new Journal(database), 50);
    const refusal: unknown = await append(queue).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'StoreUnavailable', outcome: 'nothing-written' });
    expect(String(refusal)).toContain('Another process has been writing to the event log');
    other.exec('ROLLBACK');
    other.close();
    expect(await outcomeOf(append(queue))).toBe('appended');
    expect(count()).toBe(1);
  });
});

describe('when the disk is full', () => {
  it('writes nothing of the whole batch, says so, and goes on working once there is room', async () => {
    const queue = queueOn(new Journal(database));
    await append(queue);
    database.exec('PRAGMA max_page_count = 20');
    const batch = [append(queue), append(queue, 'x'.repeat(200_000)), append(queue)];
    expect(await Promise.all(batch.map(outcomeOf))).toEqual(Array.from({ length: 3 }, () => 'nothing-written'));
    await expect(batch[0]).rejects.toThrow(/^There is no room for the event log .*: make room on its disk\.$/);
    expect(count()).toBe(1);

    database.exec('PRAGMA max_page_count = 100000');
    expect((await append(queue, 'x'.repeat(200_000))).position).toBe('0000000000000002');
  });
});

describe('when the device fails', () => {
  /** A journal whose transaction the device breaks off. */
  const broken = (isCommitting: boolean): Journal =>
    Object.assign(Object.create(Journal.prototype) as Journal, {
      write(_: unknown, __: unknown, committing: () => void) {
        if (isCommitting) committing();
        throw Object.assign(new Error('disk I/O error'), { errcode: 1034 });
      },
    });

  it('says that nothing was written when it fails before the commit', async () => {
    expect(await outcomeOf(append(queueOn(broken(false))))).toBe('nothing-written');
  });

  it('says that it is not known when it fails in the commit', async () => {
    expect(await outcomeOf(append(queueOn(broken(true))))).toBe('unknown');
  });

  it('says that it is not known when what was committed cannot be marked', async () => {
    const queue = new AppendQueue(new Journal(database), {
      file,
      now: () => new Date(0),
      committed: () => {
        throw new Error('EIO');
      },
    });
    expect(await outcomeOf(append(queue))).toBe('unknown');
    expect(count()).toBe(1);
  });
});
