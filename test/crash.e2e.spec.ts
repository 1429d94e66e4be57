import { beforeAll, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { build, root } from './run.js';

jest.setTimeout(120_000);
beforeAll(build);

it('an event log loses nothing that it acknowledged when its writers are killed, and says so when its files are torn', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      './scripts/bench-hooks.mjs',
      'test/crash/crash-test.ts',
      '--kills',
      '5',
      '--tears',
      '20',
      '--policy-kills',
      '0',
    ],
    { cwd: root, encoding: 'utf8' },
  );
  expect(stderr).not.toContain('Error');
  expect(stdout).toMatch(/^kills 5: acknowledged events [1-9]\d*, lost 0, duplicates 0, gaps 0$/m);
  expect(stdout).toMatch(/^tears 20: whole \d+, damage named \d+, silent losses 0$/m);
  expect(stdout).not.toContain('FAILURE');
  expect(status).toBe(0);
});

it('a tracker whose process is killed has every effect of its policies once, and read models as a rebuild makes them', () => {
  const none = ['--kills', '0', '--tears', '0'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './scripts/bench-hooks.mjs', 'test/crash/crash-test.ts', ...none, '--policy-kills', '4'],
    { cwd: root, encoding: 'utf8' },
  );
  expect(stderr).not.toContain('Error');
  expect(stdout).toMatch(/^policies 4: events [1-9]\d*, of policies \d+, refused \d+, wrong 0$/m);
  expect(stdout).not.toContain('FAILURE');
  expect(status).toBe(0);
});
