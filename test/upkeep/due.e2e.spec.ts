import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '../../src/statute/calendar.js';
import { build, ehcp, type Ended } from '../run.js';
import { NOTE, recordCases, SURNAME, type MadeCase } from './caseload.js';

jest.setTimeout(60_000);

let data: string;
let cases: readonly MadeCase[];
beforeAll(async () => {
  build();
  data = mkdtempSync(join(tmpdir(), 'ehcp-due-'));
  // Requested on 2 to 7 September 2024: the final plans are due from 20 to 25 January 2025.
  cases = await recordCases(data, 6, day('2024-09-02'));
});
afterAll(() => rmSync(data, { recursive: true }));

const due = (...args: string[]): Promise<Ended> => ehcp(['due', ...args], '', { DATA_DIRECTORY: data });

interface Answer {
  readonly asAt: string;
  readonly groups: readonly {
    readonly urgency: string;
    readonly count: number;
    readonly clocks: readonly { readonly case: string; readonly dueOn: string; readonly daysLeft: number }[];
  }[];
}
const answer = async (...args: string[]): Promise<Answer> => JSON.parse((await due('--json', ...args)).out) as Answer;
const counts = ({ groups }: Answer): Record<string, number> =>
  Object.fromEntries(groups.map(({ urgency, count }) => [urgency, count]));

describe('ehcp due', () => {
  it('lists what is overdue, due soon and due later on a day, with the days late or left', async () => {
    const { code, out, err } = await due('--rule', 'N7', '--as-at', '2025-01-21');
    expect(err).toBe('');
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Due as at 21 January 2025');
    expect(lines.slice(2, 5)).toEqual([
      'Overdue',
      expect.stringMatching(/^Rule {2}Name +Due +Left or late +Case +Officer +Team$/),
      `N7    Final plan  2025-01-20  1 day late    assessment ${cases[0]?.assessment ?? ''}  officer-1  north`,
    ]);
    expect(lines[6]).toBe('Due soon');
    expect(lines[8]).toMatch(/^N7 .* 2025-01-21 {2}due today/);
    expect(lines[9]).toMatch(/^N7 .* 2025-01-22 {2}1 day left/);
    expect(out).toContain('\n1 overdue, 0 excused, 5 due soon, 0 later.\n');
    expect(out).not.toMatch(new RegExp(`${SURNAME}|Odile|${NOTE}`));
  });

  it('works statuses out for the day that is asked for', async () => {
    expect(counts(await answer('--rule', 'N7', '--as-at', '2025-01-31'))).toEqual({
      overdue: 6,
      excused: 0,
      'due-soon': 0,
      later: 0,
    });
    expect(counts(await answer('--rule', 'n7', '--as-at', '2024-10-31'))).toMatchObject({ overdue: 0, later: 6 });
  });

  it('keeps to an officer, a team, a kind of case, a number of days, a last day, and what is overdue', async () => {
    const asked = ['--as-at', '2025-01-23', '--rule', 'N7', '--rule', 'N1'];
    const some = await answer(
      ...asked,
      '--officer',
      'officer-2',
      '--team',
      'north',
      '--kind',
      'assessment',
      '--days',
      '1',
    );
    // Of officer 2 are the plans due on 21, 23 and 25 January.
    expect(counts(some)).toMatchObject({ overdue: 1, 'due-soon': 1, later: 0 });
    expect(counts(await answer(...asked, '--until', '2025-01-20', '--overdue'))).toEqual({ overdue: 1 });
    expect(counts(await answer(...asked, '--kind', 'review', '--kind', 'plan'))).toMatchObject({ overdue: 0 });
  });

  it('counts everything where it lists only some', async () => {
    const { out } = await due('--rule', 'N7', '--as-at', '2025-01-31', '--limit', '2');
    expect(out).toContain('... and 4 more: see them with --limit, or narrow the question.\nBy rule: N7 6\n');
    expect(out).toContain('\n6 overdue, 0 excused, 0 due soon, 0 later.\n');
  });

  it('answers from what was on record at an instant', async () => {
    expect(counts(await answer('--known-on', '2020-01-01T00:00:00Z', '--as-at', '2025-01-31'))).toEqual({
      overdue: 0,
      excused: 0,
      'due-soon': 0,
      later: 0,
    });
  });

  it('says so where nothing is due', async () => {
    const { code, out } = await due('--officer', 'nobody');
    expect(code).toBe(0);
    expect(out).toContain('Nothing that was asked for is due: 0 overdue, 0 excused, 0 due soon, 0 later.');
  });

  it.each<[args: readonly string[], message: string]>([
    [['--as-at', '2025-02-30'], '--as-at: 2025-02-30 is not a date: February 2025 has 28 days.'],
    [['--known-on', 'Tuesday'], '--known-on: Tuesday is not an instant. Accepted: an instant with its zone'],
    [['--kind', 'appeal'], '--kind: appeal is none of these. Accepted: assessment, plan or review.'],
    [['--limit', '0'], '--limit: 0 is not such a number. Accepted: a whole number from 1 to 500.'],
    [['--until', '2025-01-01', '--days', '3'], '--days: it was given together with --until. Accepted: one of them.'],
    [['--officer', 'Jo Smith'], '--officer: it is no id. Accepted: an id of letters, digits'],
    [['now'], 'Try "ehcp help due".'],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await due(...args);
    expect(err).toContain(message);
    expect([code, out]).toEqual([2, '']);
  });
});
