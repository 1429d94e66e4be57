import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newEvent, newEvents, newStream } from '../contract/samples.js';
import { StoreDamaged } from '../event-store.js';
import { SqliteEventStore } from './sqlite-event-store.js';

let folder: string;
let file: string;
let mark: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'damage-check-'));
  file = join(folder, 'events.db');
  mark = `${file}-mark`;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Records events in streams of ten and closes the log. */
async function record(count: number): Promise<void> {
  const store = await SqliteEventStore.open({ file });
  for (let done = 0; done < count; done += 10) {
    await store.append(newStream(), newEvents(Math.min(10, count - done)), 'no-stream');
  }
  await store.close();
}

/** Does to the file what nobody may do. */
function tamper(sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(`DROP TRIGGER event_is_not_changed; DROP TRIGGER event_is_not_removed; ${sql}`);
  database.close();
}

/** What opening says, without the advice at its end. */
async function damages(): Promise<readonly string[]> {
  try {
    const store = await SqliteEventStore.open({ file });
    await store.close();
    return [];
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    expect(error.damages.at(-1)).toMatch(/^Restore .* from the backup/);
    return error.damages.slice(0, -1);
  }
}

describe('opening a log', () => {
  it('finds nothing wrong with one that is whole', async () => {
    await record(25);
    expect(await damages()).toEqual([]);
  });

  it.each([
    ['its data', `UPDATE event SET data = '{"on":"2026-03-03"}' WHERE position = 7`],
    ['its type', `UPDATE event SET type = 'AdviceReceived' WHERE position = 7`],
    ['its instant', 'UPDATE event SET recorded_at = recorded_at + 1 WHERE position = 7'],
    ['its metadata', `UPDATE event SET metadata = replace(metadata, 'user', 'system') WHERE position = 7`],
    ['its stream', `UPDATE event SET stream = stream || 'x' WHERE position = 7`],
  ])('names an event of which %s was altered', async (_, sql) => {
    await record(25);
    tamper(sql);
    expect(await damages()).toEqual(['The event at position 7 is not as it was recorded.']);
  });

  it('names events that were swapped', async () => {
    await record(25);
    tamper(`UPDATE event SET position = -1 WHERE position = 3; UPDATE event SET position = 3 WHERE position = 8;
            UPDATE event SET position = 8 WHERE position = -1`);
    const found = await damages();
    expect(found).toEqual([
      'The events at positions 3 to 4 are not as they were recorded.',
      'The events at positions 8 to 9 are not as they were recorded.',
    ]);
  });

  it('names events that are missing in the middle', async () => {
    await record(25);
    tamper('DELETE FROM event WHERE position IN (5, 12, 13)');
    expect(await damages()).toEqual([
      'The event at position 5 is missing.',
      'The events at positions 12 to 13 are missing.',
    ]);
  });

  it('names events that are missing at the end, since they were acknowledged', async () => {
    await record(25);
    tamper('DELETE FROM event WHERE position > 22');
    expect(await damages()).toEqual(['The events at positions 23 to 25 are missing.']);
  });

  it('names the last event when it is not the one that was acknowledged, even though its chain is whole', async () => {
    await record(10);
    copyFileSync(mark, join(folder, 'mark'));
    rmSync(file);
    rmSync(mark);
    await record(10);
    copyFileSync(join(folder, 'mark'), mark);
    expect(await damages()).toEqual(['The event at position 10 is not as it was recorded.']);
  });

  it('looks only at the end after an orderly end, and at everything otherwise', async () => {
    await record(1_100);
    tamper(`UPDATE event SET type = 'AdviceReceived' WHERE position = 7`);
    expect(await damages()).toEqual([]);
    const store = await SqliteEventStore.open({ file });
    copyFileSync(mark, join(folder, 'mark'));
    await store.close();
    copyFileSync(join(folder, 'mark'), mark);
    expect(await damages()).toEqual(['The event at position 7 is not as it was recorded.']);
  });

  it('looks at everything when there is no mark, and makes one', async () => {
    await record(1_100);
    rmSync(mark);
    expect(await damages()).toEqual([]);
    expect(existsSync(mark)).toBe(true);
    tamper(`UPDATE event SET type = 'AdviceReceived' WHERE position = 7`);
    rmSync(mark);
    expect(await damages()).toEqual(['The event at position 7 is not as it was recorded.']);
  });

  it('goes on when the mark is behind, as after a crash between the commit and the mark', async () => {
    await record(10);
    copyFileSync(mark, join(folder, 'mark'));
    await record(10);
    copyFileSync(join(folder, 'mark'), mark);
    expect(await damages()).toEqual([]);
  });

  it('says that a mark cannot be read, and how to go on without it', async () => {
    await record(10);
    writeFileSync(mark, 'ehcp event log');
    const refusal: unknown = await SqliteEventStore.open({ file }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreDamaged);
    expect(String(refusal)).toContain(`The mark ${mark} cannot be read`);
    expect(String(refusal)).toContain(`remove ${mark}`);
  });

  it('takes an empty mark for none', async () => {
    await record(10);
    writeFileSync(mark, '');
    expect(await damages()).toEqual([]);
  });

  it('says that a log is gone when only its mark is left', async () => {
    await record(10);
    rmSync(file);
    expect(await damages()).toEqual([`The file ${file} has lost its events: positions 1 to 10 were acknowledged.`]);
    writeFileSync(file, '');
    expect(await damages()).toHaveLength(1);
  });

  it('says that a file is damaged when it was cut off or overwritten', async () => {
    await record(200);
    copyFileSync(file, join(folder, 'whole'));
    truncateSync(file, statSync(file).size - 4_096);
    expect((await damages())[0]).toMatch(/^The file .* (?:is damaged|cannot be read): /);
    writeFileSync(file, Buffer.alloc(8_192, 0x5a));
    expect(await damages()).toEqual([`The file ${file} cannot be read: file is not a database.`]);
    copyFileSync(join(folder, 'whole'), file);
    expect(await damages()).toEqual([]);
  });

  it('says that an index leaves events out', async () => {
    await record(30);
    rmSync(mark);
    const database = new DatabaseSync(file);
    const root = database.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_event_1'`).get();
    database.close();
    // A leaf of an index without entries: https://www.sqlite.org/fileformat2.html#b_tree_pages
    const emptyLeaf = Buffer.from([0x0a, 0, 0, 0, 0, 0x10, 0, 0]);
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, emptyLeaf, 0, emptyLeaf.length, (Number(root?.rootpage) - 1) * 4_096);
    closeSync(descriptor);
    expect(await damages()).toContain(
      `The file ${file} is damaged: wrong # of entries in index sqlite_autoindex_event_1.`,
    );
  });

  it('spells out no more damages than anybody reads', async () => {
    await record(200);
    tamper('DELETE FROM event WHERE position % 2 = 0');
    const found = await damages();
    expect(found.length).toBeLessThan(50);
    expect(found).toContain('The same is so at 80 more places.');
  });

  it('leaves a log alone whose events came one a stream', async () => {
    const store = await SqliteEventStore.open({ file });
    await Promise.all(Array.from({ length: 50 }, () => store.append(newStream(), [newEvent()], 'no-stream')));
    await store.close();
    rmSync(mark);
    expect(await damages()).toEqual([]);
  });
});
