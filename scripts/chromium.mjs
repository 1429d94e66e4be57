/**
 * Finds the Chromium that the browser specifications drive, and installs it where it is missing and this user may.
 * CHROMIUM_PATH names another one.
 *
 *   node scripts/chromium.mjs
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where Chromium is; nothing where it is not installed. */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined) return isProgram(given) ? given : undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Installs it by the package manager of Debian and Ubuntu. */
function install() {
  if (!has('apt-get')) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) return false;
  const apt = (...args) =>
    spawnSync(isRoot ? 'apt-get' : 'sudo', [...(isRoot ? [] : ['apt-get']), ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return apt('update', '-q') && apt('install', '-y', '-q', '--no-install-recommends', 'chromium');
}

function main() {
  if (findChromium() !== undefined) return;
  if (process.env.CHROMIUM_PATH === undefined) {
    process.stderr.write('ehcp-tracker: installing Chromium for the browser specifications; this takes a minute.\n');
    if (install() && findChromium() !== undefined) return;
  }
  process.stderr.write(
    'ehcp-tracker: the browser specifications need Chromium. Install it (on Debian: apt-get install chromium), or set CHROMIUM_PATH to it.\n',
  );
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
