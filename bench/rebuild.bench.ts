/**
 * How long does it take to make all read models anew from 1,000,000 events, and how much memory? The bars are 12 s and
 * 900 MiB. `EVENTS` asks for another number of events.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectionsOf } from '../src/caseload/application/projections.js';
import { rebuildHelper } from '../src/caseload/rebuild-helper.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { openReadModel } from '../src/read-model/open-read-model.js';
import { ReadModels } from '../src/read-model/read-models.js';
import { rulebook } from '../src/statute/rulebook.js';
import { makeLog, UNTIL } from './made-log.js';

const EVENTS = Number(process.env.EVENTS ?? 1_000_000);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const BAR_SECONDS = 12;
const BAR_MEBIBYTES = 900;
const MEBIBYTE = 1024 * 1024;

const kept = process.env.BENCH_LOG;
const directory = kept ?? mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'rebuild-bench-'));
const file = join(directory, 'events.db');

/** Makes the log. */
async function make(): Promise<void> {
  const store = await SqliteEventStore.open({ file });
  const started = performance.now();
  const made = await makeLog(store, { atLeast: EVENTS, years: 10, until: UNTIL });
  console.log(
    `log: ${String(made.events)} events, ${String(made.cases)} cases, ` +
      `${String(Math.round(statSync(file).size / MEBIBYTE))} MiB, made in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
  await store.close();
}

if (process.env.BENCH_MAKES === 'log') {
  await make();
  process.exit();
}
// In a process of its own: what making it takes is no memory of the rebuild.
if (!existsSync(file)) {
  spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url)], {
    env: { ...process.env, BENCH_MAKES: 'log', BENCH_LOG: directory },
    stdio: 'inherit',
  });
}
const store = await SqliteEventStore.open({ file });
const readModelUrl = `sqlite:${join(directory, 'read-model.db')}`;
const model = await openReadModel(readModelUrl);
const helper = rebuildHelper({
  eventStoreUrl: `sqlite:${file}`,
  readModelUrl,
  localStandards: rulebook.rules.filter(({ force }) => force === 'local'),
});
const models = new ReadModels(store, model, projectionsOf(store, undefined), new WallClock(), directory, helper);

const times: number[] = [];
let events = 0;
let peak = 0;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
for (let round = 1; round <= ROUNDS; round += 1) {
  const started = performance.now();
  const cpu = process.cpuUsage();
  ({ events } = await models.rebuild({ progress: () => (peak = Math.max(peak, process.memoryUsage.rss())) }));
  times.push((performance.now() - started) / 1000);
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `round ${String(round)}: ${times.at(-1)?.toFixed(1) ?? ''} s; processor ${((user + system) / 1e6).toFixed(1)} s`,
  );
}
clearInterval(watch);
const sorted = times.toSorted((one, other) => one - other);
const middle = sorted[sorted.length >> 1] ?? 0;
console.log(
  `rebuild of all read models from ${String(events)} events: ${middle.toFixed(1)} s (median of ${String(ROUNDS)}), ` +
    `${String(Math.round(events / middle))} events/s, peak ${String(Math.round(peak / MEBIBYTE))} MiB, ` +
    `${String(Math.round(statSync(join(directory, 'read-model.db')).size / MEBIBYTE))} MiB on disk; ` +
    `bar ${String(BAR_SECONDS)} s and ${String(BAR_MEBIBYTES)} MiB: ${middle <= BAR_SECONDS && peak <= BAR_MEBIBYTES * MEBIBYTE ? 'met' : 'missed'}`,
);
await models.close();
await store.close();
if (kept === undefined) rmSync(directory, { recursive: true });
