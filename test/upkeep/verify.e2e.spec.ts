import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { IssueFinalPlan } from '../../src/assessments/application/issue-final-plan.js';
import { TABLE_NAMES } from '../../src/read-model/definition.js';
import { day } from '../../src/statute/calendar.js';
import { build, ehcp, type Ended } from '../run.js';
import { NOTE, recordCases, recorderIn, startWriter, SURNAME, withTrackerIn, type MadeCase } from './caseload.js';

jest.setTimeout(120_000);

let home: string;
let made: string;
let cases: readonly MadeCase[];
beforeAll(async () => {
  build();
  home = mkdtempSync(join(tmpdir(), 'ehcp-verify-'));
  made = join(home, 'made');
  cases = await recordCases(made, 4, day('2025-01-06'));
  await ehcp(['verify'], '', { DATA_DIRECTORY: made });
});
afterAll(() => rmSync(home, { recursive: true }));

let count = 0;
let data: string;
beforeEach(() => {
  data = join(home, `case-${String((count += 1))}`);
  cpSync(made, data, { recursive: true });
});

const verify = (...args: string[]): Promise<Ended> => ehcp(['verify', ...args], '', { DATA_DIRECTORY: data });

interface Answer {
  readonly ok: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly { readonly area: string; readonly where: string; readonly what: string }[];
}
const answer = async (): Promise<Answer & { readonly code: number | null }> => {
  const { code, out } = await verify('--json');
  return { code, ...(JSON.parse(out) as Answer) };
};

/** Does something to a database behind the tracker's back. */
function meddle(file: string, sql: string): void {
  const database = new DatabaseSync(join(data, file));
  database.exec(sql);
  database.close();
}

const first = (): MadeCase => {
  const [one] = cases;
  if (one === undefined) throw new Error('There is no case.');
  return one;
};

describe('ehcp verify', () => {
  it('says that all is well, and what it looked at', async () => {
    const { code, out, err } = await verify();
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^Looked at 20 events in 8 streams, 4 people and 8 sealed texts, and \d+ rows of the read models, in .* seconds\.\n\nEverything is as it should be\.\n$/,
    );
  });

  it('takes in first what nobody has taken in yet', async () => {
    const emptied = TABLE_NAMES.map((table) => `DELETE FROM ${table};`).join(' ');
    meddle('read-model.db', `UPDATE checkpoint SET position = ''; ${emptied}`);
    expect(await answer()).toMatchObject({ code: 0, ok: true });
  });

  it.each<[what: string, sql: string, found: object, where: RegExp]>([
    [
      'a changed row',
      "UPDATE clock SET due_on = '2030-01-01', officer = 'x' WHERE rule = 'N7' AND case_id = (SELECT min(id) FROM case_file)",
      { 'row-different': 1 },
      /^clock: case_id [\da-f-]{36}, ordinal \d+$/,
    ],
    [
      'a missing row',
      'DELETE FROM case_file WHERE id = (SELECT max(id) FROM case_file)',
      { 'row-missing': 1 },
      /^case_file: id/,
    ],
    [
      'rows that nothing calls for',
      `INSERT INTO person SELECT '00000000-0000-7000-8000-000000000009', 0;
       INSERT INTO measure_day VALUES ('plans-issued', 'issued', '2025-01-01', 'in-time', 0, 3),
         ('plans-issued', 'issued', '2025-01-02', 'in-time', 0, 0);`,
      { 'row-unexpected': 2 },
      /^(?:person: id 0|measure_day: measure plans-issued)/,
    ],
    [
      'a term by which nobody should be found',
      "UPDATE person_term SET term = term || 'x' WHERE field = 'date-of-birth'",
      {},
      /^person_term: person [\da-f-]{36}, field/,
    ],
  ])('finds %s', async (_, sql, found, where) => {
    meddle('read-model.db', sql);
    const { code, ok, counts, findings } = await answer();
    expect([code, ok]).toEqual([3, false]);
    expect(counts).toMatchObject(found);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(finding.where).toMatch(where);
  });

  it('says in words what differs, and what to do, and never who a child is', async () => {
    meddle('read-model.db', "UPDATE case_file SET stage = 'closed', team = NULL");
    const { code, out } = await verify();
    expect(code).toBe(3);
    expect(out).toContain('\nWrong: read models\n');
    expect(out).toContain(
      `  case_file: id ${first().assessment}: The row is not what follows from the events. It differs in stage, team.\n`,
    );
    expect(out).toContain(
      '4 things are not as they should be.\nRead models follow from the events: "ehcp rebuild" makes them',
    );
    expect(out).not.toMatch(new RegExp(`${SURNAME}|${NOTE}`));
    await ehcp(['rebuild'], '', { DATA_DIRECTORY: data });
    expect(await answer()).toMatchObject({ code: 0, ok: true });
  });

  it('finds a key that is lost, and one that is damaged', async () => {
    const [one, other] = cases;
    meddle(
      'keys.db',
      `DROP TRIGGER person_is_not_removed; DELETE FROM person_key WHERE person = '${one?.person ?? ''}';
       UPDATE person_key SET wrapped = randomblob(length(wrapped)) WHERE person = '${other?.person ?? ''}';`,
    );
    const { code, counts, findings } = await answer();
    expect(code).toBe(3);
    expect(counts).toMatchObject({ 'key-missing': 1, 'key-damaged': 1 });
    expect(findings).toContainEqual({
      area: 'keys',
      code: 'key-missing',
      where: `person ${one?.person ?? ''} (person-${one?.person ?? ''})`,
      what: 'There is no key, and no erasure. Restore the keys from a backup.',
    });
  });

  it('finds a key that was put in the place of another', async () => {
    const [one, other] = cases;
    meddle(
      'keys.db',
      `UPDATE person_key SET person = 'x' WHERE person = '${one?.person ?? ''}';
       UPDATE person_key SET person = '${one?.person ?? ''}' WHERE person = '${other?.person ?? ''}';`,
    );
    // The name of the person is part of what the key is wrapped with, so that a key of another is a damaged one.
    expect((await answer()).counts).toMatchObject({ 'key-missing': 1, 'key-damaged': 1 });
  });

  it('finds a log with a gap, and one that was changed', async () => {
    const gap = 'DROP TRIGGER event_is_not_removed; DELETE FROM event WHERE position = 7';
    meddle('events.db', gap);
    const { code, out } = await verify();
    expect(code).toBe(3);
    expect(out).toContain('Wrong: event log');
    expect(out).toContain('The event at position 7 is missing.');
    cpSync(join(made, 'events.db'), join(data, 'events.db'));
    const file = join(data, 'events.db');
    writeFileSync(file, readFileSync(file, 'latin1').replaceAll('"officer-2"', '"officer-3"'), 'latin1');
    expect(await answer()).toMatchObject({ code: 3, counts: { 'log-damaged': expect.any(Number) } });
  });

  it('finds what should follow from a final plan and does not', async () => {
    await withTrackerIn(data, async (tracker) => {
      await recorderIn(tracker)(
        IssueFinalPlan.of({
          case: first().assessment,
          on: day('2025-05-05'),
          confirm: ['final-plan-before-15-days', 'advice-missing', 'no-decision-to-issue', 'no-draft-plan'],
        }),
      );
    });
    // As if the policies had come to the end of the log.
    meddle(
      'read-model.db',
      `ATTACH '${join(data, 'events.db')}' AS log;
       UPDATE policy_checkpoint SET position = (SELECT printf('%016d', max(position)) FROM log.event)`,
    );
    const { code, counts, findings } = await answer();
    expect(code).toBe(3);
    expect(counts).toMatchObject({ 'effect-missing': 1 });
    expect(findings).toContainEqual(
      expect.objectContaining({ area: 'policies', where: expect.stringContaining(`assessment-${first().assessment}`) }),
    );
    meddle('read-model.db', 'DELETE FROM policy_checkpoint');
    expect(await answer()).toMatchObject({ code: 0, ok: true });
  });

  it('is not misled by what is recorded meanwhile', async () => {
    const writer = await startWriter(data);
    try {
      expect(await answer()).toMatchObject({ code: 0, ok: true, counts: {} });
    } finally {
      await writer.stop();
    }
  });
});
