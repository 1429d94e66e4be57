import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newEvent, newStream } from '../contract/samples.js';
import { StoreDamaged } from '../event-store.js';
import { EMPTY, Mark, type Head } from './mark.js';
import { SqliteEventStore } from './sqlite-event-store.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mark-'));
  file = join(folder, 'events.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const head = (position: number): Head => ({ position, digest: String(position % 10).repeat(64) });
const open = () => SqliteEventStore.open({ file });
async function append(store: SqliteEventStore, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await store.append(newStream(), [newEvent()], 'no-stream');
}

describe('the mark of a log with several stores', () => {
  it('is not lowered by a store that marks its commit after a later commit of another', () => {
    const [one, other] = [Mark.open(file, EMPTY), Mark.open(file, EMPTY)];
    other.write(head(11));
    one.write(head(10));
    expect(Mark.read(file)).toEqual({ ...head(11), closed: false });
    one.closing(head(10));
    expect(Mark.read(file)).toEqual({ ...head(11), closed: false });
    one.release();
    other.release();
  });

  it('is not lowered by a store that opens', () => {
    const one = Mark.open(file, EMPTY);
    one.write(head(11));
    const other = Mark.open(file, head(10));
    expect(Mark.read(file)).toEqual({ ...head(11), closed: false });
    one.release();
    other.release();
  });

  it('stays open when a store closes that was not the last, and is not lowered by it', async () => {
    const visitor = await open();
    await append(visitor, 1);
    const server = await open();
    await append(server, 20);
    await visitor.close();
    expect(Mark.read(file)).toMatchObject({ position: 21, closed: false });
    await server.close();
    expect(Mark.read(file)).toMatchObject({ position: 21, closed: true });
  });

  it('is open again before anything is acknowledged after an orderly end', async () => {
    await (await open()).close();
    expect(Mark.read(file)?.closed).toBe(true);
    const store = await open();
    expect(Mark.read(file)).toMatchObject({ position: 0, closed: false });
    await append(store, 1);
    expect(Mark.read(file)).toMatchObject({ position: 1, closed: false });
    await store.close();
  });

  it('is closed by the last store also when another one was killed', async () => {
    Mark.open(file, EMPTY).release();
    const store = await open();
    await append(store, 3);
    await store.close();
    expect(Mark.read(file)).toMatchObject({ position: 3, closed: true });
  });

  it('names events lost with the end of the journal after a visitor has closed', async () => {
    const visitor = await open();
    await append(visitor, 1);
    const server = await open();
    await append(server, 200);
    await visitor.close();
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    for (const end of ['', '-wal', '-mark']) copyFileSync(file + end, join(copy, `events.db${end}`));
    await server.close();
    truncateSync(join(copy, 'events.db-wal'), statSync(join(copy, 'events.db-wal')).size / 2);
    const refusal: unknown = await SqliteEventStore.open({ file: join(copy, 'events.db') }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(StoreDamaged);
    expect(String(refusal)).toMatch(/^StoreDamaged: The events at positions \d+ to 201 are missing\./);
  });
});

describe('the file of a mark', () => {
  it('does not grow with every opening', async () => {
    await (await open()).close();
    const { size } = statSync(Mark.fileOf(file));
    for (let opening = 0; opening < 5; opening += 1) await (await open()).close();
    expect(statSync(Mark.fileOf(file)).size).toBe(size);
  });

  it('is out of reach for a store that has closed once the next has begun it anew', () => {
    const [late, last] = [Mark.open(file, head(1)), Mark.open(file, head(1))];
    late.closing(head(1));
    last.closing(head(2));
    last.closed(head(2));
    const next = Mark.open(file, head(2));
    late.closed(head(1));
    expect(Mark.read(file)).toEqual({ ...head(2), closed: false });
    for (const mark of [late, last, next]) mark.release();
  });

  it('is put in place whole: what a kill has left of making it is not read', async () => {
    const store = await open();
    await append(store, 2);
    await store.close();
    rmSync(Mark.fileOf(file));
    writeFileSync(`${Mark.fileOf(file)}-new`, 'ehcp event');
    await (await open()).close();
    expect(Mark.read(file)).toMatchObject({ position: 2, closed: true });
  });

  it('cannot be read when any of its lines is torn', () => {
    const marks = [Mark.open(file, head(1)), Mark.open(file, head(2))];
    const text = readFileSync(Mark.fileOf(file), 'latin1');
    for (const end of [1, text.length / 2 + 1, text.length - 1]) {
      writeFileSync(Mark.fileOf(file), text.slice(0, end));
      expect(() => Mark.read(file)).toThrow(StoreDamaged);
    }
    for (const mark of marks) mark.release();
  });
});
