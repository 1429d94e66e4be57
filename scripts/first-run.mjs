/**
 * Makes the demo caseload before the first start from a work tree, so that there is something to look at. Does nothing
 * where the data directory holds anything, where other stores are named, or with EHCP_DEMO=no.
 *
 *   node scripts/first-run.mjs
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectNode, report, root } from './prepare.mjs';

const ELSEWHERE = ['EVENT_STORE_URL', 'READ_MODEL_URL', 'ACCESS_URL'];
const directory = resolve(root, process.env.DATA_DIRECTORY ?? 'data');

function isFirst() {
  if (process.env.EHCP_DEMO === 'no' || ELSEWHERE.some((name) => process.env[name] !== undefined)) return false;
  return !existsSync(directory) || readdirSync(directory).length === 0;
}

if (isFirst()) {
  process.stdout.write(
    'First start: making a demo caseload of invented children, which takes half a minute or so. EHCP_DEMO=no does without it.\n',
  );
  try {
    const child = spawn(projectNode(), ['--enable-source-maps', join(root, 'dist', 'cli.js'), 'demo'], {
      cwd: root,
      stdio: 'inherit',
    });
    // Ctrl-C at a terminal reaches the child by itself.
    process.on('SIGINT', () => undefined);
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => {
      process.stderr.write(`ehcp-tracker: could not start the demo (${error.message}).\n`);
      process.exitCode = 1;
    });
    child.on('exit', (code, signal) => {
      // Whoever interrupts the demo wants no server either.
      if (signal !== null) {
        process.removeAllListeners(signal);
        process.kill(process.pid, signal);
      } else if (code !== 0) {
        process.stderr.write('ehcp-tracker: the demo could not be made. EHCP_DEMO=no npm start starts without it.\n');
        process.exitCode = code;
      }
    });
  } catch (error) {
    process.exitCode = report(error);
  }
}
