/**
 * Kills writers in the middle of their work and tears copies of their files, and looks whether anything that was
 * acknowledged is missing without the log saying so. Then kills trackers whose policies and read models run, and looks
 * whether every effect is there once and the read models are what a rebuild would make.
 *
 *   npm run test:crash [-- --kills 100 --tears 300 --policy-kills 100 --seed 1]
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killAgainAndAgain } from './kills.js';
import { killPoliciesAgainAndAgain } from './policy-kills.js';
import { randomFrom } from './random.js';
import { tearAgainAndAgain } from './tears.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    tears: { type: 'string', default: '300' },
    'policy-kills': { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [kills, tears, policyKills, seed] = [values.kills, values.tears, values['policy-kills'], values.seed].map(
  Number,
) as [number, number, number, number];
if (![kills, tears, policyKills, seed].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  process.stderr.write('--kills, --tears, --policy-kills and --seed are whole numbers.\n');
  process.exit(2);
}

const progress = (what: string, all: number) => (done: number) => {
  if (process.stderr.isTTY)
    process.stderr.write(`\r${what} ${String(done)} of ${String(all)}${done === all ? '\n' : ''}`);
};

const started = performance.now();
const random = randomFrom(seed);
const directory = mkdtempSync(join(tmpdir(), 'crash-test-'));
try {
  const killed = await killAgainAndAgain(directory, kills, random, progress('kill', kills));
  const torn = await tearAgainAndAgain(directory, tears, random, progress('tear', tears));
  const tracked = await killPoliciesAgainAndAgain(
    directory,
    policyKills,
    random,
    progress('kill of a tracker', policyKills),
  );
  const failures = [...killed.failures, ...torn.failures, ...torn.silent, ...tracked.failures];
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(
    [
      `seed ${String(seed)}`,
      `kills ${String(killed.kills)}: acknowledged events ${String(killed.acknowledged)}, lost ${String(killed.lost)}, ` +
        `duplicates ${String(killed.duplicates)}, gaps ${String(killed.gaps)}`,
      `tears ${String(torn.tears)}: whole ${String(torn.whole)}, damage named ${String(torn.named)}, ` +
        `silent losses ${String(torn.silent.length)}`,
      `policies ${String(tracked.kills)}: events ${String(tracked.events)}, of policies ${String(tracked.effects)}, ` +
        `refused ${String(tracked.refused)}, wrong ${String(tracked.failures.length)}`,
      ...failures.map((failure) => `FAILURE ${failure}`),
      `${String(seconds)} seconds`,
      '',
    ].join('\n'),
  );
  if (failures.length + killed.lost + killed.duplicates + killed.gaps > 0) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true });
}
