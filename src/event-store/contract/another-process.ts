import { spawn } from 'node:child_process';

const HOOK = `import { registerHooks } from 'node:module';
  registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') ? name.replace(/\\.js$/, '.ts') : name, context) });`;

/**
 * Runs a script on the sources in a process of its own.
 * @param largestFile how many bytes a file may have that the process writes to, in steps of 512; without a limit unless set
 * @returns everything that it said
 */
export function inAnotherProcess(script: string, largestFile?: number): Promise<string> {
  const limit = largestFile === undefined ? '' : `ulimit -f ${String(Math.floor(largestFile / 512))}; `;
  const program = [
    process.execPath,
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    `--import=data:text/javascript,${encodeURIComponent(HOOK)}`,
    '--input-type=module',
    '--eval',
    script,
  ];
  const child = spawn('sh', ['-c', `${limit}exec "$@"`, 'sh', ...program], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve) => child.once('close', () => resolve(text)));
}
