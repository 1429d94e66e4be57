import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTables, dropTables } from '../read-model/definition.js';
import type { ReadModel } from '../read-model/read-model.js';
import type { CaseFileRow, ClockRow } from '../read-model/schema.js';
import { openTemporaryReadModel } from '../read-model/sqlite/sqlite-read-model.js';
import { addDays, day, type CalendarDate } from '../statute/calendar.js';
import { STATUSES, type Status } from '../statute/clock.js';
import { NATURES } from '../statute/rule.js';
import { OPEN_STATUSES, statusOfRow } from './application/clock-status.js';
import { listCases, type CasePlace } from './application/list-cases.js';
import {
  countByStatus,
  countClocks,
  listClocks,
  type ClockFilter,
  type ClockPlace,
} from './application/list-clocks.js';

const AS_AT = day('2025-03-14');
const near = fc.integer({ min: -20, max: 20 }).map((days) => addDays(AS_AT, days));
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });
const ids = ['a', 'b', 'c'].map((letter) => `018f0000-0000-7000-8000-00000000000${letter}`);

/** Clocks whose days lie close to the day that is asked for. */
const clocks: fc.Arbitrary<ClockRow> = fc
  .record({
    startedOn: near,
    dueOn: near,
    metOn: maybe(near),
    elapsed: fc.integer({ min: 0, max: 1 }),
    endedOn: maybe(near),
    nature: fc.constantFrom(...NATURES),
    ground: maybe(fc.constant('exceptional-personal-circumstances')),
    rule: fc.constantFrom('N1', 'N7', 'R9'),
    officer: maybe(fc.constantFrom('officer-1', 'officer-2')),
    case: fc.constantFrom(...ids),
  })
  .map(({ startedOn, dueOn, metOn, elapsed, endedOn, nature, ground, rule, officer, case: id }) => ({
    case_id: id,
    ordinal: 0,
    kind: 'assessment',
    person: 'p',
    rule,
    ref: null,
    name: rule,
    force: 'statutory',
    nature,
    duty_holder: 'council',
    started_on: startedOn,
    due_on: dueOn,
    act_by_on: dueOn,
    met_on: metOn,
    elapsed: metOn === null ? 0 : elapsed,
    ended_on: endedOn,
    ended_because: endedOn === null ? null : 'it ended',
    excused_ground: ground,
    is_open: (endedOn === null || endedOn > AS_AT) && (metOn === null || elapsed === 1 || metOn > AS_AT) ? 1 : 0,
    officer,
    team: null,
  }));
const manyClocks = fc
  .array(clocks, { maxLength: 25 })
  .map((rows) => rows.map((row, ordinal): ClockRow => ({ ...row, ordinal })));

const cases: fc.Arbitrary<CaseFileRow> = fc
  .record({ id: fc.uuid(), due: maybe(near), open: fc.boolean(), officer: maybe(fc.constantFrom('o-1', 'o-2')) })
  .map(({ id, due, open, officer }) => ({
    id,
    kind: 'plan',
    person: 'p',
    stage: 'made',
    is_open: open || due !== null ? 1 : 0,
    opened_on: AS_AT,
    opened_as: 'made',
    origin: null,
    officer,
    team: null,
    revision: 0,
    position: '1',
    created_at: '2025-03-14T09:00:00.000Z',
    recorded_at: '2025-03-14T09:00:00.000Z',
    next_due_on: due,
    next_act_by_on: due,
    next_rule: due === null ? null : 'A2',
    first_due_on: due,
    milestones: '[]',
  }));
const manyCases = fc.uniqueArray(cases, { maxLength: 15, selector: ({ id }) => id });

let folder: string;
let model: ReadModel;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caseload-'));
  model = await openTemporaryReadModel(join(folder, 'model.db'));
});
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});

async function fill(rows: { readonly clock?: readonly ClockRow[]; readonly case_file?: readonly CaseFileRow[] }) {
  await dropTables(model.db, '');
  await createTables(model.db, '', true);
  for (const row of rows.clock ?? []) await model.db.insertInto('clock').values(row).execute();
  for (const row of rows.case_file ?? []) await model.db.insertInto('case_file').values(row).execute();
}
const asked = {
  get db() {
    return model.db;
  },
  asAt: AS_AT,
};

const place = ({ due_on: due, case_id: id, ordinal }: ClockRow): string =>
  `${due}/${id}/${String(ordinal).padStart(3)}`;
const inOrder = (rows: readonly ClockRow[]): readonly ClockRow[] =>
  rows.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));

async function allClocks(
  filter: ClockFilter,
  limit: number,
): Promise<readonly (readonly [string, CalendarDate, Status])[]> {
  const found: (readonly [string, CalendarDate, Status])[] = [];
  let after: ClockPlace | undefined;
  do {
    const page = await listClocks(asked, filter, { limit, after });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items.map(({ case: id, dueOn, status }) => [id, dueOn, status] as const));
    after = page.next;
  } while (after !== undefined);
  return found;
}

describe('The list of clocks', () => {
  test('gives each status the clocks that have it on the day, as the law says it of a clock', async () => {
    await fc.assert(
      fc.asyncProperty(
        manyClocks,
        fc.subarray([...STATUSES], { minLength: 1 }),
        fc.constantFrom(undefined, 0, 7),
        async (rows, status, leadDays) => {
          await fill({ clock: rows });
          const wanted = inOrder(rows).flatMap((row) => {
            const has = statusOfRow(row, { asAt: AS_AT, leadDays });
            return status.includes(has) ? [[row.case_id, row.due_on, has]] : [];
          });
          expect(await allClocks({ status, leadDays }, 500)).toEqual(wanted);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is the same whole list in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(manyClocks, fc.integer({ min: 1, max: 9 }), async (rows, limit) => {
        await fill({ clock: rows });
        expect(await allClocks({}, limit)).toEqual(await allClocks({}, 500));
        expect(await allClocks({ officer: 'officer-1' }, limit)).toEqual(
          inOrder(rows)
            .filter(({ officer }) => officer === 'officer-1')
            .map((row) => [row.case_id, row.due_on, statusOfRow(row, { asAt: AS_AT })]),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('narrows by rule, case and due date, and counts by rule', async () => {
    const [first, second] = fc.sample(clocks, { numRuns: 2, seed: 1 }) as [ClockRow, ClockRow];
    await fill({
      clock: [
        { ...first, ordinal: 0, rule: 'N1', due_on: '2025-03-01', case_id: ids[0] ?? '' },
        { ...second, ordinal: 1, rule: 'N7', due_on: '2025-03-20', case_id: ids[1] ?? '' },
      ],
    });
    expect(await allClocks({ rule: ['N7', 'R9'] }, 5)).toHaveLength(1);
    expect(await allClocks({ case: ids[0] }, 5)).toHaveLength(1);
    expect(await allClocks({ dueFrom: day('2025-03-01'), dueTo: day('2025-03-19') }, 5)).toHaveLength(1);
    expect(await countClocks(asked, {})).toEqual([
      { rule: 'N1', name: first.name, count: 1 },
      { rule: 'N7', name: second.name, count: 1 },
    ]);
  });

  test('counts by rule and status what the lists show', async () => {
    await fc.assert(
      fc.asyncProperty(manyClocks, async (rows) => {
        await fill({ clock: rows });
        const statuses = ['overdue', 'due-soon', 'excused'] as const;
        const counted = new Map((await countByStatus(asked, statuses)).map(({ rule, counts }) => [rule, counts]));
        for (const rule of ['N1', 'N7', 'R9']) {
          for (const status of statuses) {
            const listed = await allClocks({ rule: [rule], status: [status] }, 500);
            expect(counted.get(rule)?.[status] ?? 0).toBe(listed.length);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('takes only the open ones as what a worklist shows', () => {
    expect(OPEN_STATUSES).toEqual(['running', 'due-soon', 'overdue', 'excused']);
  });
});

describe('The list of cases', () => {
  test('has those due next first and then those with nothing due, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        manyCases,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(undefined, 'o-1'),
        fc.constantFrom(undefined, true, false),
        async (rows, limit, officer, open) => {
          await fill({ case_file: rows });
          const found: string[] = [];
          let after: CasePlace | undefined;
          do {
            const page = await listCases(asked, { officer, open }, { limit, after });
            found.push(...page.items.map(({ id }) => id));
            after = page.next;
          } while (after !== undefined);
          const key = ({ next_due_on: due, id }: CaseFileRow): string => `${due ?? '9'}/${id}`;
          expect(found).toEqual(
            rows
              .filter((row) => officer === undefined || row.officer === officer)
              .filter((row) => open === undefined || (row.is_open === 1) === open)
              .toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
              .map(({ id }) => id),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});
