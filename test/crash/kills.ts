import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { compare, readAcknowledged } from './acknowledged.js';
import type { Random } from './random.js';
import { acknowledgementsOf, RunningWriter } from './running-writer.js';

/** What became of a log whose writer was killed again and again. */
export interface KillResult {
  kills: number;
  acknowledged: number;
  lost: number;
  duplicates: number;
  gaps: number;
  readonly failures: string[];
}

/** A log is given up for a new one after so many kills, so that checking it stays quick. */
const KILLS_A_LOG = 20;
const ENDS = ['', '-wal', '-shm', '-mark', '-mark-new', '.acks', '.visits'];
/** Milliseconds; some die while they still open the log. */
const LONGEST_LIFE = 400;
const ONE_IN = 5;

/** Kills a writer so many times, and looks each time whether everything that was acknowledged is there. */
export async function killAgainAndAgain(
  directory: string,
  kills: number,
  random: Random,
  progress: (done: number) => void,
): Promise<KillResult> {
  const result: KillResult = { kills: 0, acknowledged: 0, lost: 0, duplicates: 0, gaps: 0, failures: [] };
  let file = '';
  let before = { acknowledged: 0, lost: 0, duplicates: 0, gaps: 0 };
  for (let kill = 0; kill < kills; kill += 1) {
    if (kill % KILLS_A_LOG === 0) {
      if (file !== '') for (const end of ENDS) rmSync(file + end, { force: true });
      file = join(directory, `killed-${String(kill)}.db`);
      before = { acknowledged: 0, lost: 0, duplicates: 0, gaps: 0 };
    }
    const pages = random.pick([50, 500, 4_000, 16_000]);
    const writer = new RunningWriter('writer', file, pages);
    const visitors = random.below(2) === 0 ? [new RunningWriter('visitor', file, pages)] : [];
    const isEarly = random.below(ONE_IN) === 0;
    if (!isEarly) await Promise.all([writer, ...visitors].map(({ writing }) => writing));
    await delay(random.below(LONGEST_LIFE));
    // Whoever is killed last may have the log for itself for a moment.
    const doomed = random.below(2) === 0 ? [writer, ...visitors] : [...visitors, writer];
    for (const one of doomed) {
      const complaint = await one.kill();
      if (complaint !== '') result.failures.push(`The writer complained: ${complaint}`);
      if (visitors.length > 0) await delay(random.below(LONGEST_LIFE / 4));
    }
    result.kills += 1;

    const acknowledged = acknowledgementsOf(file).flatMap(readAcknowledged);
    try {
      const store = await SqliteEventStore.open({ file });
      const found = await compare(store, acknowledged);
      await store.close();
      result.acknowledged += acknowledged.length - before.acknowledged;
      result.lost += found.lost - before.lost;
      result.duplicates += found.duplicates - before.duplicates;
      result.gaps += found.gaps - before.gaps;
      before = { ...found, acknowledged: acknowledged.length };
    } catch (error) {
      result.failures.push(`After kill ${String(result.kills)} the log did not open: ${String(error)}`);
      file = '';
      kill += KILLS_A_LOG - 1 - (kill % KILLS_A_LOG);
    }
    progress(result.kills);
  }
  return result;
}
