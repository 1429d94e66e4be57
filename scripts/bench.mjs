/**
 * Runs every bench/*.bench.ts in a process of its own, one after the other. Arguments pick files by part of the name:
 *
 *   npm run bench [-- <part of a name>...]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const files = (existsSync(`${root}bench`) ? readdirSync(`${root}bench`) : [])
  .filter((name) => name.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
  .sort();

if (files.length === 0) {
  process.stderr.write('No benchmark matches.\n');
  process.exitCode = wanted.length === 0 ? 0 : 1;
}
for (const name of files) {
  process.stdout.write(`\n# ${name}\n`);
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--enable-source-maps', '--import', './scripts/bench-hooks.mjs', `bench/${name}`],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) {
    process.stderr.write(`${name} failed.\n`);
    process.exitCode = 1;
  }
}
