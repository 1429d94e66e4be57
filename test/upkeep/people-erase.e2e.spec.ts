import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Caseload } from '../../src/caseload/application/caseload.js';
import { People } from '../../src/people/application/people.js';
import { day } from '../../src/statute/calendar.js';
import { build, ehcp, type Ended } from '../run.js';
import { NOTE, recordCases, SURNAME, withTrackerIn, type MadeCase } from './caseload.js';

jest.setTimeout(60_000);

let data: string;
let cases: readonly MadeCase[];
beforeAll(async () => {
  build();
  data = mkdtempSync(join(tmpdir(), 'ehcp-erase-'));
  cases = await recordCases(data, 3, day('2025-01-06'));
});
afterAll(() => rmSync(data, { recursive: true }));

const erase = (...args: string[]): Promise<Ended> => ehcp(['people', 'erase', ...args], '', { DATA_DIRECTORY: data });
const made = (index: number): MadeCase => {
  const one = cases[index];
  if (one === undefined) throw new Error('There is no such case.');
  return one;
};
const found = (): Promise<readonly string[]> =>
  withTrackerIn(data, async (tracker) => {
    const { items } = await tracker.get(Caseload).findPeople({ name: SURNAME });
    return items.map(({ id }) => id);
  });

describe('ehcp people erase', () => {
  it('erases a child, says what stays, and makes sure that they are found nowhere', async () => {
    const { person, assessment } = made(0);
    const { code, out, err } = await erase(person, '--reason', 'retention-ended', '--yes');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(
      'Erased. The timeline of 1 case stays; nobody can read whose it is.\nChecked: there is no key',
    );
    expect(out).not.toMatch(new RegExp(`${SURNAME}|${NOTE}`));
    expect(await found()).not.toContain(person);
    expect(await found()).toHaveLength(2);
    const left = await withTrackerIn(data, async (tracker) => ({
      details: await tracker.get(People).details(person),
      file: await tracker.get(Caseload).caseFile({}, assessment),
    }));
    expect(left).toMatchObject({ details: { standing: 'erased' }, file: { id: assessment } });
  });

  it('may be asked again', async () => {
    const { person } = made(0);
    const { code, out } = await erase(person.toUpperCase(), '--reason', 'other', '--yes', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ person, erasedBefore: true, remains: [] });
  });

  it('does nothing without --yes where nobody can be asked', async () => {
    const { person } = made(1);
    const { code, err } = await erase(person, '--reason', 'right-to-erasure');
    expect(code).toBe(2);
    expect(err).toContain('--yes: nobody can be asked whether this is meant, since the input is no terminal.');
    expect(await found()).toContain(person);
  });

  it.each<[what: string, args: readonly string[], message: string]>([
    [
      'an id that nobody has',
      ['018f4e5c-7d3a-7b6e-9a41-2f0c8d5e6b17', '--reason', 'other', '--yes'],
      'There is no child or young person with this id. Nothing was done.',
    ],
    ['a name', [SURNAME, '--reason', 'other', '--yes'], 'id: it is no id. Accepted: a UUID'],
    [
      'no reason',
      ['018f4e5c-7d3a-7b6e-9a41-2f0c8d5e6b17', '--yes'],
      "required option '--reason <reason>' not specified",
    ],
    [
      'another reason',
      ['018f4e5c-7d3a-7b6e-9a41-2f0c8d5e6b17', '--reason', 'tidying'],
      '--reason: tidying is none of these. Accepted: retention-ended, right-to-erasure, registered-in-error or other.',
    ],
    ['no id', ['--reason', 'other'], "missing required argument 'id'"],
  ])('refuses %s', async (_, args, message) => {
    const { code, out, err } = await erase(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toContain(SURNAME);
  });
});
