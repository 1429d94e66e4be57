import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
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

const FACTS = '{"asAt":"2025-01-10","milestones":[{"milestone":"request-received","on":"2024-09-02"}]}';
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('ehcp clocks', () => {
  it('shows the worked example as a table', async () => {
    const { code, out, err } = await ehcp(['clocks'], FACTS);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 7)).toEqual([
      'Clocks as at 10 January 2025',
      '',
      'Rule  Name                     Started     Due         Act by      Status    Left or late',
      'N1    Decision to assess       2024-09-02  2024-10-14  2024-10-13  overdue   88 days late',
      'N3    Refusal to issue a plan  2024-09-02  2024-12-23  2024-12-22  overdue   18 days late',
      'S1    Draft plan by week 16    2024-09-02  2024-12-23  2024-12-22  overdue   18 days late',
      'N7    Final plan               2024-09-02  2025-01-20  2025-01-19  due soon  10 days left',
    ]);
  });

  it('answers what the API answers with --json', async () => {
    const { out } = await ehcp(['clocks', '--json', 'examples/needs-assessment.json']);
    const answer = JSON.parse(out);
    expect(Object.keys(answer)).toEqual(['asAt', 'clocks', 'duties', 'exceptions']);
  });

  it('explains each clock, and takes day, lead time, counting and local standards', async () => {
    const { out, code } = await ehcp(
      [
        ...['clocks', '--explain', '--as-at', '2024-12-01', '--lead-days', '60', '--counting', 'event-day-is-day-1'],
        ...['--local-standards', 'config/local-standards.example.json'],
      ],
      FACTS,
    );
    expect(code).toBe(0);
    expect(out).toContain('Clocks as at 1 December 2024');
    expect(out).toContain('20 weeks from 2 September 2024, counting that day as day 1, end on 19 January 2025.');
    expect(out).toMatch(/N7 +Final plan .* due soon +49 days left/);
    expect(out).toContain('Decision to assess in 4 weeks');
  });

  it('shows refused exceptions below the table', async () => {
    const { out } = await ehcp(['clocks', 'examples/school-closure.json']);
    expect(out).toMatch(/Exceptions refused\n {2}N2 \(education-setting\): school-closure/);
  });

  it('says so where no clock starts', async () => {
    const { out, code } = await ehcp(['clocks'], '{"milestones":[{"milestone":"closed","on":"2024-09-02"}]}');
    expect(out).toContain('These milestones start no clock.');
    expect(code).toBe(0);
  });

  it('reads the local standards that the environment names', async () => {
    const { out } = await ehcp(['clocks'], FACTS, { EHCP_LOCAL_STANDARDS: 'config/local-standards.example.json' });
    expect(out).toContain('Draft plan by week 14');
  });

  it('is silent when its reader goes away', () => {
    const { stdout, stderr, status } = spawnSync(
      'sh',
      ['-c', `"$0" bin/ehcp.mjs milestones --json | head -1; "$0" bin/ehcp.mjs rules --json | true`, process.execPath],
      { cwd: root },
    );
    expect([stdout.toString(), stderr.toString(), status]).toEqual(['[\n', '', 0]);
  });

  it('accepts a byte order mark', async () => {
    expect(await ehcp(['clocks', file('bom.json', `\uFEFF${FACTS}`)])).toMatchObject({ code: 0, err: '' });
  });
});

describe('ehcp refuses with exit code 2', () => {
  const ACCEPTED = 'Accepted: a file of JSON text in UTF-8, at most 5 MB.';
  it.each<[what: string, run: () => readonly [args: readonly string[], input?: string | Buffer], message: string]>([
    ['a missing file', () => [['clocks', 'nowhere.json']], `nowhere.json: there is no such file. ${ACCEPTED}\n`],
    ['a directory', () => [['clocks', 'examples']], `examples: it is a directory. ${ACCEPTED}\n`],
    ['no input', () => [['clocks']], `standard input: there is nothing in it; JSON text is needed. ${ACCEPTED}\n`],
    [
      'another encoding',
      () => [['clocks'], Buffer.from([0xff, 0xfe, 0x7b, 0x00])],
      `standard input: the text is not UTF-8; save it as UTF-8 and try again. ${ACCEPTED}\n`,
    ],
    [
      'text that is not JSON',
      () => [['clocks'], '{\n  "milestones": [,]\n}'],
      `standard input: the text is not JSON: at line 2, column 18 there is "," where a value or "]" was expected. ${ACCEPTED}\n`,
    ],
    [
      'over 5 MB',
      () => [['clocks'], ' '.repeat(5 * 1024 * 1024 + 1)],
      `standard input: it is larger than 5 MB. ${ACCEPTED}\n`,
    ],
    [
      'bad facts, all at once',
      () => [['clocks'], '{"milestones":[{"milestone":"plan-made","on":"2025-02-30","x":1},7]}'],
      'milestones[0].on: 2025-02-30 is not a date: February 2025 has 28 days. Accepted: a day written YYYY-MM-DD.\n' +
        'milestones[0].x: plan-made has no attribute x. Accepted: milestone, on, underFive.\n' +
        'milestones[1]: 7 is not a milestone. Accepted: an object with "milestone" and "on".\n',
    ],
    [
      'a bad day',
      () => [['clocks', '--as-at', 'today'], FACTS],
      '--as-at: today is not a date: a day is written YYYY-MM-DD. Accepted: a day written YYYY-MM-DD.\n',
    ],
    [
      'a bad lead time',
      () => [['clocks', '--lead-days', '-1'], FACTS],
      '--lead-days: "-1" is not such a number. Accepted: a whole number of days from 0 to 365.\n',
    ],
    [
      'a bad counting',
      () => [['clocks', '--counting', 'c1'], FACTS],
      '--counting: c1 is not a reading. Accepted: event-day-excluded or event-day-is-day-1.\n',
    ],
    [
      'an unknown option',
      () => [['clocks', '--asat', 'x']],
      `error: unknown option '--asat'\n(Did you mean --as-at?)\nTry "ehcp help clocks".\n`,
    ],
    [
      'an unknown command',
      () => [['clock']],
      `error: unknown command 'clock'\n(Did you mean clocks?)\nTry "ehcp help".\n`,
    ],
    [
      'too many files',
      () => [['clocks', 'a', 'b']],
      `error: too many arguments for 'clocks'. Expected 1 argument but got 2.\nTry "ehcp help clocks".\n`,
    ],
    [
      'an unknown rule',
      () => [['rules', 'N99']],
      'rule: N99 is not a rule. Accepted: N0, N1, N2, N3, N4, N5, N6 or N7.\n',
    ],
    [
      'bad local standards',
      () => [['clocks', '--local-standards', file('local.json', '{"S1":{"weeks":0}}')], FACTS],
      'S1.weeks in FOLDER/local.json: 0 is not such a number. Accepted: a whole number from 1 to 520.\n',
    ],
  ])('%s', async (_, run, message) => {
    const { code, out, err } = await ehcp(...run());
    expect(err.replaceAll(folder, 'FOLDER')).toBe(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });
});

describe('ehcp', () => {
  it('shows its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(await ehcp(['--version'])).toEqual({ code: 0, out: `${String(version)}\n`, err: '' });
  });

  it('shows help with examples', async () => {
    const { code, out } = await ehcp(['help', 'clocks']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: ehcp clocks \[options\] \[file\]\n[\s\S]*Examples:\n {2}ehcp clocks/);
  });

  it('lists the rules in force on a day', async () => {
    const { out } = await ehcp(['rules', '--on', '2025-01-10']);
    expect(out).toMatch(/^Rules in force on 10 January 2025\n/);
    expect(out).toMatch(/^N7 +Final plan .*20 weeks.* statutory +council$/m);
  });

  it('shows one rule in full', async () => {
    const { out } = await ehcp(['rules', 'n7']);
    expect(out).toMatch(/^N7 Final plan\n/);
    expect(out).toContain('Length: 20 weeks');
    expect(out).toContain('Exceptions (regulation 10(4)):');
  });

  it('lists the vocabulary', async () => {
    const { out } = await ehcp(['milestones']);
    expect(out).toContain(
      'decision-to-assess\n  the council gave notice of its decision whether to assess\n    outcome (needed): what was decided; assess or refuse\n',
    );
  });
});
