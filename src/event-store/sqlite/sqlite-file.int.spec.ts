import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inAnotherProcess } from '../contract/another-process.js';
import { follow, newEvent, newEvents, newStream } from '../contract/samples.js';
import { EventIdReused } from '../event-store.js';
import { SqliteEventStore } from './sqlite-event-store.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-file-'));
  file = join(folder, 'deep', 'events.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const refusalOf = (path: string): Promise<string> =>
  SqliteEventStore.open({ file: path }).then(
    () => 'opened',
    (error: unknown) => String(error),
  );

describe('the file of a log', () => {
  it('is made with its directory, and only its owner may read it', async () => {
    const store = await SqliteEventStore.open({ file });
    await store.append(newStream(), [newEvent()], 'no-stream');
    for (const end of ['', '-wal', '-shm', '-mark']) expect(statSync(file + end).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'deep')).mode & 0o777).toBe(0o700);
    await store.close();
  });

  it('keeps what was appended where it need not wait for the disk, and is whole once it was closed', async () => {
    const store = await SqliteEventStore.open({ file, isDurable: false });
    await store.append(newStream(), newEvents(3), 'no-stream');
    await store.close();
    const again = await SqliteEventStore.open({ file });
    await expect(again.readAll(undefined, 10)).resolves.toHaveLength(3);
    await again.close();
  });

  it('has its journal and its mark beside itself, also where a link names it', async () => {
    await (await SqliteEventStore.open({ file })).close();
    const link = join(folder, 'link.db');
    symlinkSync(file, link);
    const store = await SqliteEventStore.open({ file: link });
    await store.append(newStream(), [newEvent()], 'no-stream');
    for (const end of ['-wal', '-mark']) {
      expect(existsSync(file + end)).toBe(true);
      expect(existsSync(link + end)).toBe(false);
    }
    await store.close();
  });

  it('keeps what is on record from being changed or removed', async () => {
    const store = await SqliteEventStore.open({ file });
    await store.append(newStream(), newEvents(3), 'no-stream');
    await store.close();
    const database = new DatabaseSync(file);
    expect(() => database.exec(`UPDATE event SET type = 'Other' WHERE position = 1`)).toThrow(
      'An event on record is not changed.',
    );
    expect(() => database.exec('DELETE FROM event')).toThrow('An event on record is not removed.');
    database.close();
  });

  it('is refused when it is the database of another program', async () => {
    const other = join(folder, 'other.db');
    const database = new DatabaseSync(other);
    database.exec('CREATE TABLE pupil (name TEXT)');
    database.close();
    expect(await refusalOf(other)).toBe(
      `StoreFileRefused: ${other} is a database of another program. Name a file that does not exist yet, or the event log.`,
    );
  });

  it('is refused when it is no database', async () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'Some notes, long enough to look like the header of a file. '.repeat(20));
    expect(await refusalOf(text)).toMatch(/^StoreFileRefused: .* is no event log that can be read/);
  });

  it('is refused when a newer version of the program wrote it', async () => {
    await (await SqliteEventStore.open({ file })).close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 2');
    database.close();
    expect(await refusalOf(file)).toMatch(
      /was written by a newer version of this program \(schema 2, known here: 1\)\. Start that version\.$/,
    );
  });

  it('takes the instant of recording from the clock that it is given', async () => {
    const store = await SqliteEventStore.open({ file, now: () => new Date('2026-03-02T10:00:00.123Z') });
    const stream = newStream();
    await store.append(stream, [newEvent()], 'no-stream');
    expect((await store.readStream(stream))[0]?.recordedAt).toBe('2026-03-02T10:00:00.123Z');
    await store.close();
  });

  it('numbers positions without gaps, also after appends that were refused', async () => {
    const store = await SqliteEventStore.open({ file });
    const stream = newStream();
    await Promise.allSettled(Array.from({ length: 20 }, () => store.append(stream, newEvents(2), 'no-stream')));
    await store.append(newStream(), newEvents(2), 'no-stream');
    const positions = (await store.readAll(undefined, 100)).map(({ position }) => Number(position));
    expect(positions).toEqual([1, 2, 3, 4]);
    await store.close();
  });

  it('takes an event id for its stream alone, as EventStoreDB does', async () => {
    const store = await SqliteEventStore.open({ file });
    const event = newEvent();
    const [one, other] = [newStream(), newStream()];
    await store.append(one, [event], 'no-stream');
    expect(await store.append(other, [event], 'no-stream')).toMatchObject({ revision: 0 });
    await expect(store.append(one, [newEvent(), event], 0)).rejects.toBeInstanceOf(EventIdReused);
    expect(await store.readStream(one)).toHaveLength(1);
    await store.close();
  });
});

describe('two processes on one log', () => {
  it('lose nothing, and each hears of what the other appends', async () => {
    const COUNT = 150;
    const stream = newStream();
    const store = await SqliteEventStore.open({ file });
    const other = inAnotherProcess(`
      import { SqliteEventStore } from ${JSON.stringify(new URL('sqlite-event-store.ts', import.meta.url).href)};
      import { randomUUID } from 'node:crypto';
      const store = await SqliteEventStore.open({ file: ${JSON.stringify(file)} });
      const metadata = { actor: 'import', correlationId: 'c', causationId: 'c', schemaVersion: 1 };
      for (let done = 0; done < ${String(COUNT)}; done += 1) {
        await store.append('${stream}', [{ id: randomUUID(), type: 'Imported', data: { done }, metadata }], 'any');
      }
      await store.close();
      console.log('done');
    `);
    let mine: Promise<unknown> | undefined;
    const { events } = await follow(store, undefined, [stream], (seen) => {
      if (seen.length > 0) {
        mine ??= (async () => {
          for (let done = 0; done < COUNT; done += 1) await store.append(stream, [newEvent()], 'any');
        })();
      }
      return seen.length >= 2 * COUNT;
    });
    await mine;
    expect(await other).toBe('done\n');
    expect(events).toEqual(await store.readStream(stream));
    expect(events.map(({ revision }) => revision)).toEqual(Array.from({ length: 2 * COUNT }, (_, at) => at));
    expect(events.filter(({ type }) => type === 'Imported').map(({ data }) => data.done)).toEqual(
      Array.from({ length: COUNT }, (_, at) => at),
    );
    await store.close();
    await (await SqliteEventStore.open({ file })).close();
  }, 30_000);
});
