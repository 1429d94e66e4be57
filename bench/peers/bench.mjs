/**
 * Ours beside other event stores: the same work, on the same disk, in turn. Prints a table for each work, with ratios
 * to ours. See README.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STORES } from './stores.mjs';
import { EVENTS_A_CASE } from './work.mjs';

const ROUNDS = 7;
const PATIENCE = 5 * 60_000;
const WORKS = {
  one: 'Append one event to a new stream, one at a time',
  many: 'Append one event to a new stream, 32 at once',
  decide: `Load a stream of ${EVENTS_A_CASE} events, decide, append one`,
};

const here = fileURLToPath(new URL('.', import.meta.url));

/** The figures of each work that the store got through, and why it got no further. */
function round(store) {
  const folder = mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'bench-peers-'));
  const figures = join(folder, 'figures');
  const { status, signal, stderr } = spawnSync(process.execPath, ['one.mjs', store, folder, figures], {
    cwd: here,
    timeout: PATIENCE,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: Infinity,
  });
  const lines = existsSync(figures) ? readFileSync(figures, 'utf8').trim().split('\n') : [];
  rmSync(folder, { recursive: true });
  const reason = /^\s*\[?(\w*Error: [^\]\n]*)/m.exec(stderr.toString())?.[1];
  const failure = status === 0 ? undefined : (reason ?? signal ?? `exit code ${status}`);
  return { timings: lines.map((line) => JSON.parse(line)), failure };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const names = Object.keys(STORES);
const timings = Object.fromEntries(names.map((name) => [name, []]));
const failures = new Map();

for (let count = 0; count < ROUNDS; count += 1) {
  for (const name of names) {
    process.stderr.write(`round ${count + 1} of ${ROUNDS}: ${name}\n`);
    const result = round(name);
    timings[name].push(...result.timings.map((timing) => ({ ...timing, round: count })));
    if (result.failure !== undefined) failures.set(name, result.failure);
  }
}

const rounds = (name, work) => timings[name].filter((timing) => timing.work === work);
const figure = (name, work, key) => {
  const values = rounds(name, work).map((timing) => timing[key]);
  return values.length === 0 ? undefined : median(values);
};
/** How often ours does it while the other does it once: each round by itself, since the machine is not always as fast. */
const ratios = (name, work) =>
  rounds(name, work).flatMap(({ round, perSecond }) =>
    rounds(names[0], work)
      .filter((timing) => timing.round === round)
      .map((timing) => timing.perSecond / perSecond),
  );
const cell = (value, digits) => (value === undefined ? 'failed' : value.toFixed(digits));

for (const [work, title] of Object.entries(WORKS)) {
  console.log(`\n${title} (medians of ${ROUNDS} rounds)\n`);
  console.log('| store | a second | p50 ms | p99 ms | ours is ... times as fast |');
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const name of names) {
    const figures = [
      cell(figure(name, work, 'perSecond'), 0),
      cell(figure(name, work, 'p50'), 2),
      cell(figure(name, work, 'p99'), 2),
    ];
    const times = ratios(name, work);
    const spread = `${median(times)?.toFixed(1)} (${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)})`;
    console.log(`| ${[name, ...figures, name === names[0] || times.length === 0 ? '' : spread].join(' | ')} |`);
  }
}
for (const [name, failure] of failures) console.log(`\n${name} did not finish: ${failure}`);
if (failures.has(names[0])) process.exitCode = 1;
