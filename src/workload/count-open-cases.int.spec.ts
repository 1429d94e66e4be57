import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countedFor, countWork } from '../caseload/application/list-work.js';
import type { WorkFilter } from '../caseload/application/work-filter.js';
import { withoutSightOf } from '../platform/access/sight.js';
import { createTables, dropTables } from '../read-model/definition.js';
import type { ReadModel } from '../read-model/read-model.js';
import type { CaseFileRow } from '../read-model/schema.js';
import { openTemporaryReadModel } from '../read-model/sqlite/sqlite-read-model.js';
import { addDays, day } from '../statute/calendar.js';
import type { PersonId } from '../streams/domain/event.js';
import { countOpenCases } from './application/count-open-cases.js';
import { loadOf, loadsByOfficer, loadsByTeam } from './domain/loads.js';
import { nextFourWeeks, weeksFrom } from './domain/week-spans.js';

const cases: fc.Arbitrary<CaseFileRow> = fc
  .record({
    id: fc.uuid(),
    due: fc.option(
      fc.integer({ min: -20, max: 80 }).map((days) => addDays(day('2025-03-14'), days)),
      { nil: null },
    ),
    open: fc.boolean(),
    officer: fc.option(fc.constantFrom('o-1', 'o-2'), { nil: null }),
    team: fc.option(fc.constantFrom('t-1', 't-2'), { nil: null }),
    person: fc.constantFrom('seen', 'hidden'),
    kind: fc.constantFrom('assessment', 'plan', 'review'),
    stage: fc.constantFrom('opened', 'meeting-planned', 'closed', 'assessing'),
  })
  .map(({ due, open, ...row }) => ({
    ...row,
    is_open: open || due !== null ? 1 : 0,
    opened_on: '2025-01-01',
    opened_as: 'initial',
    origin: null,
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
const manyCases = fc.uniqueArray(cases, { maxLength: 40, selector: ({ id }) => id });
const days = fc.integer({ min: 0, max: 6 }).map((more) => addDays(day('2025-03-10'), more));

let folder: string;
let model: ReadModel;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workload-'));
  model = await openTemporaryReadModel(join(folder, 'read-model.db'));
});
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});

describe('The numbers of a workload', () => {
  it('are those of the worklists that they lead to, whoever looks and whatever team is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        manyCases,
        days,
        fc.constantFrom(undefined, null, 't-1'),
        fc.boolean(),
        async (rows, asAt, team, isKept) => {
          await dropTables(model.db, '');
          await createTables(model.db, '', true);
          if (rows.length > 0) await model.db.insertInto('case_file').values(rows).execute();
          const hidden = new Set(isKept ? (['hidden'] as readonly string[] as readonly PersonId[]) : []);
          await withoutSightOf(hidden, async () => {
            const asked = { db: model.db, asAt };
            const listed = async (filter: WorkFilter): Promise<number> =>
              countedFor(filter, await countWork(asked, filter));
            const tallies = await countOpenCases(asked, { team });
            const total = loadOf(tallies, asAt);
            expect(total.open).toBe(await listed({ team }));
            for (const { officer, ...load } of loadsByOfficer(tallies, asAt)) {
              const whose = { officer, team };
              const soon = nextFourWeeks(asAt);
              expect(load.open).toBe(await listed(whose));
              expect(load.overdue).toBe(await listed({ ...whose, group: 'overdue' }));
              expect(load.nextFourWeeks).toBe(await listed({ ...whose, dueFrom: soon.from, dueTo: soon.to }));
              for (const [index, { from, to }] of weeksFrom(asAt).entries()) {
                expect(load.weeks[index]).toBe(await listed({ ...whose, dueFrom: from, dueTo: to }));
              }
            }
            const teams = loadsByTeam(tallies, asAt, () => true);
            expect(teams.reduce((sum, { open }) => sum + open, 0)).toBe(total.open);
            for (const one of teams) expect(one.open).toBe(await listed({ team: one.team }));
          });
        },
      ),
      { numRuns: 40 },
    );
  });
});
