import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTables, dropTables } from '../read-model/definition.js';
import type { ReadModel } from '../read-model/read-model.js';
import type { CaseFileRow } from '../read-model/schema.js';
import { openTemporaryReadModel } from '../read-model/sqlite/sqlite-read-model.js';
import { addDays, day, type CalendarDate } from '../statute/calendar.js';
import { countWork, listWork, WORK_ORDERS } from './application/list-work.js';
import type { WorkFilter } from './application/work-filter.js';
import { groupOf, WORK_GROUPS } from './application/work-groups.js';

const AS_AT = day('2025-03-14');
const near = fc.integer({ min: -20, max: 20 }).map((days) => addDays(AS_AT, days));

const cases: fc.Arbitrary<CaseFileRow> = fc
  .record({
    id: fc.uuid(),
    due: fc.option(near, { nil: null }),
    open: fc.boolean(),
    officer: fc.option(fc.constantFrom('o-1', 'o-2'), { nil: null }),
    kind: fc.constantFrom('assessment', 'plan', 'review'),
    stage: fc.constantFrom('opened', 'meeting-planned', 'closed', 'assessing'),
  })
  .map(({ id, due, open, officer, kind, stage }) => ({
    id,
    kind,
    person: 'p',
    stage,
    is_open: open || due !== null ? 1 : 0,
    opened_on: AS_AT,
    opened_as: 'initial',
    origin: null,
    officer,
    team: null,
    revision: 0,
    position: '0',
    created_at: '',
    recorded_at: '',
    next_due_on: due,
    next_act_by_on: due,
    next_rule: due === null ? null : 'N1',
    first_due_on: due,
    milestones: '[]',
  }));
const manyCases = fc.uniqueArray(cases, { maxLength: 30, selector: ({ id }) => id });
const filters: fc.Arbitrary<WorkFilter> = fc.record({
  officer: fc.constantFrom(undefined, null, 'o-1'),
  kind: fc.constantFrom(undefined, 'plan' as const, 'review' as const),
  group: fc.constantFrom(undefined, ...WORK_GROUPS),
});

let folder: string;
let model: ReadModel;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'list-work-'));
  model = await openTemporaryReadModel(join(folder, 'read-model.db'));
});
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});

const dueOf = (row: CaseFileRow): CalendarDate | undefined =>
  (row.first_due_on ?? undefined) as CalendarDate | undefined;

/** Whether a case belongs in a worklist, said without SQL. */
function belongs(row: CaseFileRow, { officer, kind, group }: WorkFilter): boolean {
  if (row.is_open === 0) return false;
  if (officer !== undefined && row.officer !== officer) return false;
  if (kind !== undefined && row.kind !== kind) return false;
  // Until its meeting a review is shown with its plan, unless reviews are asked for.
  const isWithPlan = row.kind === 'review' && ['opened', 'meeting-planned'].includes(row.stage);
  if (isWithPlan && dueOf(row) === undefined && kind !== 'review') return false;
  return group === undefined || groupOf(dueOf(row), AS_AT) === group;
}

const byDue = (one: CaseFileRow, other: CaseFileRow): number =>
  (one.first_due_on ?? '9').localeCompare(other.first_due_on ?? '9') || one.id.localeCompare(other.id);

describe('The rows of a worklist', () => {
  it('are those that its filter asks for, in order, page by page, and counted by group', async () => {
    await fc.assert(
      fc.asyncProperty(manyCases, filters, fc.integer({ min: 1, max: 7 }), async (rows, filter, limit) => {
        await dropTables(model.db, '');
        await createTables(model.db, '', true);
        if (rows.length > 0) await model.db.insertInto('case_file').values(rows).execute();
        const asked = { db: model.db, asAt: AS_AT };
        const counts = await countWork(asked, filter);
        const expected = rows.filter((row) => belongs(row, { ...filter, group: undefined }));
        const grouped = (group: string) => expected.filter((row) => groupOf(dueOf(row), AS_AT) === group).length;
        expect(counts).toEqual(Object.fromEntries(WORK_GROUPS.map((group) => [group, grouped(group)])));
        const wanted = rows.filter((row) => belongs(row, filter)).map(({ id }) => id);
        for (const order of WORK_ORDERS) {
          const listed: CaseFileRow[] = [];
          for (let offset = 0; offset < wanted.length; offset += limit) {
            listed.push(...(await listWork(asked, filter, order, { offset, limit }, counts)));
          }
          expect(listed.map(({ id }) => id).sort()).toEqual([...wanted].sort());
          if (order === 'due') expect(listed).toEqual([...listed].sort(byDue));
        }
      }),
      { numRuns: 60 },
    );
  });
});
