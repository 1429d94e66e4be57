import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkPoliciesIn, recordedAnewIn } from './policy-checks.js';
import type { Random } from './random.js';
import { RunningProgram } from './running-writer.js';

/** What became of trackers that were killed again and again while their policies and read models ran. */
export interface PolicyKillResult {
  kills: number;
  events: number;
  effects: number;
  refused: number;
  readonly failures: string[];
}

/** A tracker is given up for a new one after so many kills, so that checking it stays quick. */
const KILLS_A_TRACKER = 10;
/** Milliseconds; some die while they still open. */
const LONGEST_LIFE = 600;
const ONE_IN = 6;

/**
 * Kills a tracker so many times, half of the time with another process beside it that catches up, and looks after each
 * start whether the read models are right and every effect of a policy is there once.
 */
export async function killPoliciesAgainAndAgain(
  directory: string,
  kills: number,
  random: Random,
  progress: (done: number) => void,
): Promise<PolicyKillResult> {
  const result: PolicyKillResult = { kills: 0, events: 0, effects: 0, refused: 0, failures: [] };
  const fail = (what: string): void => void result.failures.push(`After kill ${String(result.kills)}: ${what}`);
  let folder = '';
  let before = { events: 0, effects: 0, refused: 0 };
  for (let kill = 0; kill < kills; kill += 1) {
    if (kill % KILLS_A_TRACKER === 0) {
      if (folder !== '') rmSync(folder, { recursive: true, force: true });
      folder = join(directory, `tracker-${String(kill)}`);
      before = { events: 0, effects: 0, refused: 0 };
    }
    const running = [new RunningProgram('policy-writer', [folder, 'officers'])];
    if (random.below(2) === 0) running.push(new RunningProgram('policy-writer', [folder, 'beside']));
    // The first on a new directory lives long enough that there is something to look at.
    const isFirst = kill % KILLS_A_TRACKER === 0;
    if (isFirst || random.below(ONE_IN) !== 0) await Promise.all(running.map(({ writing }) => writing));
    await delay(isFirst ? LONGEST_LIFE : random.below(LONGEST_LIFE));
    for (const one of random.below(2) === 0 ? running : running.toReversed()) {
      const complaint = await one.kill();
      if (complaint !== '') fail(`The tracker complained: ${complaint}`);
    }
    result.kills += 1;
    try {
      const { faults, ...found } = await checkPoliciesIn(folder);
      for (const fault of faults) fail(fault);
      const anew = await recordedAnewIn(folder);
      if (anew !== 0) fail(`policies that began anew recorded ${String(anew)} events`);
      result.events += found.events - before.events;
      result.effects += found.effects - before.effects;
      result.refused += found.refused - before.refused;
      before = found;
    } catch (error) {
      fail(`the tracker did not start: ${String(error)}`);
    }
    progress(result.kills);
  }
  return result;
}
