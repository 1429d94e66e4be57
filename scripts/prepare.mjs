/**
 * Makes the work tree ready to run: installs the packages if node_modules does not match package-lock.json and, with
 * `--build`, builds dist/ if it does not match the sources. Does nothing, quickly, when both are up to date.
 *
 * Runs before every npm script and inside `bin/ehcp.mjs`, hence on whatever Node starts it (20 or newer) and without
 * any package. Everything it says goes to stderr, so that stdout stays the program's own.
 *
 *   node scripts/prepare.mjs [--build | --stamp-build]
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const OLDEST_NODE = 20;
const LOCK = join(root, '.prepare.lock');
/** Age in milliseconds after which a lock counts as abandoned even if a process with its id is alive. */
const LOCK_EXPIRES_AFTER = 30 * 60_000;
const WINDOWS = process.platform === 'win32';

const modules = join(root, 'node_modules');
const installStamp = join(modules, '.lock-sha256');
const buildStamp = join(root, 'dist', '.build-sha256');

/** A failure that the reader can act on; shown as a sentence, without a stack. */
export class PrepareError extends Error {}

function say(text) {
  process.stderr.write(`ehcp-tracker: ${text}\n`);
}

/**
 * Brings the work tree up to date.
 * @param {{ build?: boolean }} options `build`: also build dist/
 * @throws {PrepareError} when that is not possible
 */
export function prepare({ build = false } = {}) {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    throw new PrepareError(`this needs Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}.`);
  }
  const upToDate = () => isInstalled() && (!build || isBuilt());
  if (upToDate()) return;
  withLock(() => {
    if (!isInstalled()) install();
    if (build && !isBuilt()) buildDist();
  }, upToDate);
}

/** The Node that the project pins, or the running one if that is new enough. */
export function projectNode() {
  const pinned = join(modules, 'node', 'bin', WINDOWS ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new PrepareError(
    'Node 24 is missing from node_modules (npm may have been told to ignore install scripts). ' +
      'Run "npm rebuild node", or use Node 24 or newer.',
  );
}

function isInstalled() {
  return readOr(installStamp, '') === lockHash();
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function install() {
  say('installing packages with "npm ci"; this takes one to three minutes the first time.');
  // Not with the Node that lies in node_modules: "npm ci" deletes it first.
  const outside = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.startsWith(modules));
  const env = { ...process.env, PATH: outside.join(delimiter) };
  const npmCli = process.env.npm_execpath;
  const options = ['ci', '--loglevel=error', '--include=dev'];
  const started = process.hrtime.bigint();
  const result = npmCli?.endsWith('npm-cli.js')
    ? run(nodeOutside(outside), [npmCli, ...options], { env })
    : run('npm', options, { env, shell: WINDOWS });
  if (result.error) throw new PrepareError(`could not start npm (${result.error.message}). Is npm installed?`);
  if (result.status !== 0) {
    const how = result.signal ? `was stopped by ${result.signal}` : `failed with exit code ${result.status}`;
    throw new PrepareError(`"npm ci" ${how}; its message is above. Nothing was started.`);
  }
  projectNode();
  writeFileSync(installStamp, lockHash());
  say(`packages installed in ${secondsSince(started)} s.`);
}

function nodeOutside(directories) {
  if (!process.execPath.startsWith(modules)) return process.execPath;
  const name = WINDOWS ? 'node.exe' : 'node';
  return directories.map((directory) => join(directory, name)).find((file) => existsSync(file)) ?? process.execPath;
}

function isBuilt() {
  return existsSync(buildStamp) && readOr(buildStamp, '') === sourceHash();
}

function buildDist() {
  say('building dist/; this takes a few seconds.');
  const hash = sourceHash();
  const result = run(projectNode(), [join(modules, '@nestjs', 'cli', 'bin', 'nest.js'), 'build']);
  if (result.error) throw new PrepareError(`could not start the build (${result.error.message}).`);
  if (result.status !== 0) throw new PrepareError('the build failed; its message is above. Nothing was started.');
  writeFileSync(buildStamp, hash);
}

/** Hash of the names and contents of everything that goes into dist/. */
function sourceHash() {
  const hash = createHash('sha256');
  const settings = readdirSync(root).filter((name) => /^(nest-cli\.json|tsconfig.*\.json|\.swcrc)$/.test(name));
  const sources = filesUnder(join(root, 'src')).filter((file) => !file.endsWith('.spec.ts'));
  for (const file of [...settings.map((name) => join(root, name)), ...sources].sort()) {
    hash.update(relative(root, file).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.update(lockHash()).digest('hex');
}

function filesUnder(directory) {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : [];
  });
}

/** Runs a command in the root; both its outputs go to our stderr. */
function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
}

/** Runs `work` while no other process does; returns early if another one has done it meanwhile. */
function withLock(work, done) {
  let waiting = false;
  for (;;) {
    try {
      mkdirSync(LOCK);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw new PrepareError(`cannot write to ${root} (${error.message}).`);
    }
    if (isAbandoned()) {
      rmSync(LOCK, { recursive: true, force: true });
      continue;
    }
    if (!waiting) say('another run is installing or building here; waiting for it.');
    waiting = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    if (!existsSync(LOCK) && done()) return;
  }
  try {
    writeFileSync(join(LOCK, 'pid'), String(process.pid));
    work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function isAbandoned() {
  let age;
  try {
    age = Date.now() - statSync(LOCK).mtimeMs;
  } catch {
    return false; // released meanwhile
  }
  if (age > LOCK_EXPIRES_AFTER) return true;
  const pid = Number.parseInt(readOr(join(LOCK, 'pid'), ''), 10);
  if (Number.isNaN(pid)) return age > 5_000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function readOr(file, fallback) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fallback;
  }
}

function secondsSince(started) {
  return Math.round(Number(process.hrtime.bigint() - started) / 1e9);
}

/** Prints a failure as one sentence and returns the exit code for it; a programming error keeps its stack. */
export function report(error) {
  if (error instanceof PrepareError) say(error.message);
  else process.stderr.write(`${error?.stack ?? error}\n`);
  return 1;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  try {
    if (process.argv.includes('--stamp-build')) writeFileSync(buildStamp, sourceHash());
    else prepare({ build: process.argv.includes('--build') });
  } catch (error) {
    process.exitCode = report(error);
  }
}
