import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StoreDamaged } from '../../src/event-store/event-store.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { compare, readAcknowledged, type Acknowledged } from './acknowledged.js';
import type { Random } from './random.js';
import { acknowledgementsOf, RunningWriter } from './running-writer.js';

/** What became of copies of a log whose files were torn. */
export interface TearResult {
  tears: number;
  whole: number;
  named: number;
  readonly silent: string[];
  readonly failures: string[];
}

/** The files of a log as they were at one moment, and what had been acknowledged by then. */
interface Snapshot {
  readonly folder: string;
  readonly acknowledged: readonly Acknowledged[];
}

const TEARS_A_SNAPSHOT = 10;
const SNAPSHOTS_A_LOG = 5;
const ENDS = ['', '-wal', '-mark'] as const;
const PAGE = 4_096;
const MOST_PAGES = 8;
const LOG = 'events.db';

/** Copies the files while those who write stand still; a loss of power leaves no shared memory behind. */
function snapshot(file: string, folder: string): Snapshot {
  mkdirSync(folder);
  for (const end of ENDS) if (existsSync(file + end)) copyFileSync(file + end, join(folder, LOG + end));
  return { folder, acknowledged: acknowledgementsOf(file).flatMap(readAcknowledged) };
}

/**
 * Tears one file: cut off, or some pages replaced by others. Says what it did.
 * @param old what the file was before, if pages of then may come back
 */
function tear(file: string, old: string | undefined, random: Random): string {
  const size = existsSync(file) ? statSync(file).size : 0;
  if (size === 0) return 'nothing, as it is empty';
  const content = readFileSync(file);
  const kind = random.pick(old === undefined ? ['cut', 'garbage', 'zeros'] : ['cut', 'cut', 'garbage', 'zeros', 'old']);
  if (kind === 'cut') {
    // An empty mark is no mark.
    const end =
      random.below(3) === 0
        ? 1 + random.below(size - 1)
        : size - 1 - random.below(Math.min(size - 1, MOST_PAGES * PAGE));
    writeFileSync(file, content.subarray(0, end));
    return `cut off at byte ${String(end)} of ${String(size)}`;
  }
  const pages = 1 + random.below(MOST_PAGES);
  const all = Math.ceil(size / PAGE);
  const first = random.below(3) === 0 ? random.below(all) : Math.max(0, all - pages);
  const before = old !== undefined && existsSync(old) ? readFileSync(old) : Buffer.alloc(0);
  for (let at = first * PAGE; at < Math.min(size, (first + pages) * PAGE); at += 1) {
    content[at] = kind === 'zeros' ? 0 : kind === 'old' ? (before[at] ?? 0) : random.below(256);
  }
  writeFileSync(file, content);
  return `pages ${String(first)} to ${String(first + pages - 1)} of ${String(all)}: ${kind}`;
}

/**
 * Tears copies of a log so many times, and looks each time whether everything acknowledged is there or opening says
 * what is damaged. The log itself (database or journal) is torn, or the mark, or both. A mark of an earlier moment comes
 * only beside a whole log: with a log that is cut off it is what was once whole, and nothing can tell the difference.
 */
export async function tearAgainAndAgain(
  directory: string,
  tears: number,
  random: Random,
  progress: (done: number) => void,
): Promise<TearResult> {
  const result: TearResult = { tears: 0, whole: 0, named: 0, silent: [], failures: [] };
  for (let log = 0; result.tears < tears; log += 1) {
    const file = join(directory, `torn-${String(log)}.db`);
    const pages = random.pick([50, 200, 1_000]);
    const running = [new RunningWriter('writer', file, pages)];
    if (random.below(2) === 0) running.push(new RunningWriter('visitor', file, pages));
    await Promise.all(running.map(({ writing }) => writing));
    const snapshots: Snapshot[] = [];
    for (let at = 0; at < SNAPSHOTS_A_LOG; at += 1) {
      await delay(20 + random.below(200));
      for (const one of running) one.pause();
      snapshots.push(snapshot(file, `${file}-${String(at)}`));
      for (const one of running) one.goOn();
    }
    for (const one of running) {
      const complaint = await one.kill();
      if (complaint !== '') result.failures.push(`The writer complained: ${complaint}`);
    }
    for (const [at, { folder, acknowledged }] of snapshots.entries()) {
      const earlier = snapshots[at - 1]?.folder ?? '';
      for (let count = 0; count < TEARS_A_SNAPSHOT && result.tears < tears; count += 1) {
        const copy = join(directory, 'copy');
        mkdirSync(copy);
        for (const end of ENDS) {
          if (existsSync(join(folder, LOG + end))) copyFileSync(join(folder, LOG + end), join(copy, LOG + end));
        }
        const torn = random.pick([[''], ['-wal'], ['-wal'], ['', '-wal'], ['-mark'], ['-wal', '-mark'], ['old mark']]);
        const done = torn.map((end) => {
          if (end !== 'old mark') {
            const before = end === '-mark' ? undefined : join(earlier, LOG + end);
            return `${end}: ${tear(join(copy, LOG + end), before, random)}`;
          }
          if (earlier !== '') copyFileSync(join(earlier, `${LOG}-mark`), join(copy, `${LOG}-mark`));
          return end;
        });
        await judge(join(copy, LOG), acknowledged, done.join('; '), result);
        rmSync(copy, { recursive: true });
        progress(result.tears);
      }
      if (at > 0) rmSync(snapshots[at - 1]?.folder ?? '', { recursive: true });
    }
  }
  return result;
}

async function judge(
  file: string,
  acknowledged: readonly Acknowledged[],
  done: string,
  result: TearResult,
): Promise<void> {
  result.tears += 1;
  try {
    const store = await SqliteEventStore.open({ file });
    const { lost, duplicates, gaps } = await compare(store, acknowledged);
    await store.close();
    if (lost + duplicates + gaps === 0) result.whole += 1;
    else result.silent.push(`${done}: ${String(lost)} lost, ${String(duplicates)} twice, ${String(gaps)} gaps`);
  } catch (error) {
    const isNamed =
      error instanceof StoreDamaged && error.damages.length > 1 && /\b(Restore|remove)\b/.test(error.message);
    if (isNamed) result.named += 1;
    else result.failures.push(`${done}: ${String(error)}`);
  }
}
