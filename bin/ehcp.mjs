#!/usr/bin/env node
/**
 * The `ehcp` command. Prepares the work tree if needed (see scripts/prepare.mjs), then runs dist/cli.js on the Node
 * that the project pins, with this process's arguments, streams and signals, and ends as it ends.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, projectNode, report, root } from '../scripts/prepare.mjs';

let node;
try {
  prepare({ build: true });
  node = projectNode();
} catch (error) {
  process.exit(report(error));
}

const child = spawn(node, ['--enable-source-maps', join(root, 'dist', 'cli.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // Ctrl-C at a terminal reaches the child by itself; a second one would cut its shutdown short.
    if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal);
  });
}
child.on('error', (error) => {
  process.stderr.write(`ehcp-tracker: could not start ${node} (${error.message}).\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
