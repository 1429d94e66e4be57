import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Caseload } from '../../src/caseload/application/caseload.js';
import { ReadModels } from '../../src/read-model/read-models.js';
import { day } from '../../src/statute/calendar.js';
import { build, ehcp, type Ended } from '../run.js';
import { recordCases, withTrackerIn, type MadeCase } from './caseload.js';

jest.setTimeout(120_000);

let data: string;
let standards: string;
let made: readonly MadeCase[];
beforeAll(async () => {
  build();
  data = mkdtempSync(join(tmpdir(), 'ehcp-standards-'));
  standards = join(data, 'standards.json');
  made = await recordCases(data, 3, day('2025-01-06'));
});
afterAll(() => rmSync(data, { recursive: true }));

const OWN = {
  id: 'S7',
  name: 'First visit in 2 weeks',
  duty: 'The family is visited within 2 weeks of the request',
  dutyHolder: 'council',
  source: 'local standard: SEND improvement plan, 2025',
  met: 'the family was visited',
  inForce: { from: '2024-01-01' },
  clocks: [
    {
      startedBy: { first: [{ milestone: 'request-received' }] },
      limit: { count: 'weeks-of', weeks: 2 },
      metBy: { anyOf: [{ milestone: 'draft-plan-sent' }] },
    },
  ],
};

const env = (): Record<string, string> => ({ DATA_DIRECTORY: data, EHCP_LOCAL_STANDARDS: standards });
const run = (...args: string[]): Promise<Ended> => ehcp(args, '', env());

/** The rule and the due date of every local clock that is due at some time. */
async function localClocks(environment: Record<string, string>): Promise<readonly string[]> {
  const { out } = await ehcp(['due', '--as-at', '2025-01-31', '--json', '--limit', '100'], '', environment);
  const { groups } = JSON.parse(out) as {
    readonly groups: readonly { readonly clocks: readonly { rule: string; dueOn: string; force: string }[] }[];
  };
  return groups
    .flatMap(({ clocks }) => clocks)
    .filter(({ force }) => force === 'local')
    .map(({ rule, dueOn }) => `${rule} ${dueOn}`)
    .sort();
}

describe('The local standards of a council', () => {
  it('are the usual ones where none are named', async () => {
    expect(await localClocks({ DATA_DIRECTORY: data })).toEqual(['S1 2025-04-28', 'S1 2025-04-29', 'S1 2025-04-30']);
  });

  it('are those of its file in the worklist, also after the file was changed', async () => {
    writeFileSync(standards, JSON.stringify({ S1: { on: true, weeks: 14 } }));
    expect(await localClocks(env())).toEqual(['S1 2025-04-14', 'S1 2025-04-15', 'S1 2025-04-16']);
    writeFileSync(standards, JSON.stringify({ S1: { on: false }, own: [OWN] }));
    expect(await localClocks(env())).toEqual(['S7 2025-01-20', 'S7 2025-01-21', 'S7 2025-01-22']);
  });

  it('are those of its file in read models that two threads make anew, and verify finds them right', async () => {
    expect(await run('rebuild')).toMatchObject({ code: 0, err: '' });
    expect(await localClocks(env())).toEqual(['S7 2025-01-20', 'S7 2025-01-21', 'S7 2025-01-22']);
    expect(await run('verify')).toMatchObject({ code: 0, err: '' });
  });

  it('are explained in the case file, today and as at a past day', async () => {
    const { assessment } = made[0]!;
    await withTrackerIn(
      data,
      async (tracker) => {
        await tracker.get(ReadModels).bringUpToDate();
        for (const moment of [{}, { asAt: day('2025-01-31') }]) {
          const file = await tracker.get(Caseload).caseFile(moment, assessment, { explain: true });
          const [clock] = file?.clocks.filter(({ rule }) => rule === 'S7') ?? [];
          expect(clock).toMatchObject({ dueOn: '2025-01-20', basis: OWN.source });
          expect(clock?.explanation?.length).toBeGreaterThan(1);
        }
      },
      { EHCP_LOCAL_STANDARDS: standards },
    );
  });
});
