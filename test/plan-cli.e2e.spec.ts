import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, ehcp, root } from './run.js';

// Each specification starts a program, and the first may have to build it.
jest.setTimeout(60_000);

let folder: string;
beforeAll(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), 'ehcp-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const EXAMPLE = 'config/send-plan.example.json';

/** The example with something wrong in it. */
function broken(): string {
  const path = join(folder, 'plan.json');
  writeFileSync(path, readFileSync(join(root, EXAMPLE), 'utf8').replace('"value": 41', '"value": "most"'));
  return path;
}

const FAULT = 'priorities[0].outcomes[0].measures[0].baseline.value in';

describe('ehcp plan check', () => {
  it('says what is in a file that can be used', async () => {
    const { code, out, err } = await ehcp(['plan', 'check', EXAMPLE]);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n')).toEqual([
      'Example Council: SEND strategy 2026 to 2029',
      '  priorities: 1, outcomes: 1, measures: 3',
      '  counted by the tracker: 1, recorded by hand: 1, judged: 1; with a target: 2',
      'The file can be used.',
      '',
    ]);
  });

  it('answers in JSON', async () => {
    const { out } = await ehcp(['plan', 'check', EXAMPLE, '--json']);
    expect(JSON.parse(out)).toMatchObject({ id: 'send-strategy-2026', measures: { all: 3, judged: 1 } });
  });

  it('says what is wrong, where, and what is accepted, with exit code 2', async () => {
    const path = broken();
    const { code, out, err } = await ehcp(['plan', 'check', path]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(`${FAULT} ${path}: most is not such a number. Accepted: a number from 0 to 1000000.\n`);
  });

  it.each([
    ['a file that is not there', ['plan', 'check', 'nowhere.json'], 'there is no such file'],
    ['no file', ['plan', 'check'], "missing required argument 'file'"],
    ['nothing to do', ['plan'], 'Usage: ehcp plan'],
  ])('refuses %s with exit code 2', async (_, args, told) => {
    const { code, out, err } = await ehcp(args);
    expect(code).toBe(2);
    expect(out + err).toContain(told);
  });
});

describe('ehcp plan schema', () => {
  it('prints the schema that editors are given', async () => {
    const { code, out } = await ehcp(['plan', 'schema']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(join(root, 'config/send-plan.schema.json'), 'utf8')));
  });
});

describe('A server whose plan cannot be used', () => {
  it('does not start, and says why', async () => {
    const { code, err } = await ehcp(['serve', '--port', '0'], '', {
      EHCP_SEND_PLAN: broken(),
      DATA_DIRECTORY: join(folder, 'data'),
    });
    expect(code).toBe(1);
    expect(err).toContain(FAULT);
  });
});
