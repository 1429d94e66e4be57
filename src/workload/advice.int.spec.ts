import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countedFor, countWork } from '../caseload/application/list-work.js';
import { withoutSightOf } from '../platform/access/sight.js';
import { createTables, dropTables } from '../read-model/definition.js';
import type { ReadModel } from '../read-model/read-model.js';
import type { AdviceRow, CaseFileRow } from '../read-model/schema.js';
import { openTemporaryReadModel } from '../read-model/sqlite/sqlite-read-model.js';
import { addDays, day } from '../statute/calendar.js';
import type { PersonId } from '../streams/domain/event.js';
import { countAdvice } from './application/count-advice.js';
import { askedSpans, figuresOf, type AdviceCounts } from './domain/advice.js';

const TODAY = day('2026-03-31');
const YEAR = { from: day('2026-01-01'), to: day('2026-12-31') };

let folder: string;
let model: ReadModel;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'advice-'));
  model = await openTemporaryReadModel(join(folder, 'read-model.db'));
});
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});

const caseFile = (id: string, more: Partial<CaseFileRow> = {}): CaseFileRow => ({
  ...{ id, kind: 'assessment', person: 'seen', stage: 'assessing', is_open: 1, opened_on: '2026-01-01' },
  ...{ opened_as: 'initial', origin: null, officer: null, team: 't-1', revision: 0, position: '0', created_at: '' },
  ...{ recorded_at: '', next_due_on: null, next_act_by_on: null, next_rule: null, first_due_on: null },
  milestones: '[]',
  ...more,
});
const advice = (of: string, ref: string, more: Partial<AdviceRow>): AdviceRow => ({
  ...{ case_id: of, ref, adviser: 'health', asked_on: '2026-02-02', reached_on: null, due_on: '2026-03-16' },
  ...{ received_on: null, returned_on: null, is_open: 1, officer: null, team: null },
  ...more,
});

async function tables(cases: readonly CaseFileRow[], requests: readonly AdviceRow[]): Promise<void> {
  await dropTables(model.db, '');
  await createTables(model.db, '', true);
  if (cases.length > 0) await model.db.insertInto('case_file').values(cases).execute();
  if (requests.length > 0) await model.db.insertInto('advice').values(requests).execute();
}

const counted = (team?: string | null): Promise<readonly AdviceCounts[]> =>
  countAdvice({ db: model.db, asAt: TODAY }, { ...YEAR, team }, ['health']);

describe('The figures of advice', () => {
  it('count what was asked, came in time or late, and was returned in the period, and how long it took', async () => {
    await tables(
      [caseFile('a'), caseFile('b', { is_open: 0, team: null })],
      [
        advice('a', '1', { received_on: '2026-03-16', is_open: 0 }),
        advice('a', '2', { received_on: '2026-03-17', is_open: 0 }),
        // The 6 weeks run from the day the request reached the adviser.
        advice('a', '3', { reached_on: '2026-02-09', due_on: '2026-03-23', received_on: '2026-03-23', is_open: 0 }),
        advice('b', '1', { asked_on: '2025-12-31', due_on: '2026-02-11', received_on: '2026-01-10', is_open: 0 }),
        advice('b', '2', { asked_on: '2025-11-01', received_on: '2025-12-31', is_open: 0 }),
        advice('a', '4', { received_on: '2026-02-20', returned_on: '2026-02-22' }),
        advice('a', '5', { adviser: 'parent-or-young-person', due_on: null, received_on: '2026-02-05', is_open: 0 }),
      ],
    );
    const [health, family] = await counted();
    expect(health).toMatchObject({ adviser: 'health', asked: 4, onTime: 4, late: 1, withoutLimit: 0, returned: 1 });
    expect(figuresOf([health!])).toMatchObject({ received: 5, shareOnTime: 0.8, median: 42, ninetieth: 43 });
    expect(family).toMatchObject({ adviser: 'parent-or-young-person', asked: 1, withoutLimit: 1, waiting: 0 });
    expect(figuresOf([family!])).toMatchObject({ shareOnTime: undefined, median: 3 });
    expect((await counted(null))[0]).toMatchObject({ asked: 0, onTime: 1, late: 0 });
  });

  it('are there of every usual adviser where there is nothing', async () => {
    await tables([], []);
    const [health] = await counted();
    expect(figuresOf([health!])).toEqual({
      ...{ asked: 0, onTime: 0, late: 0, withoutLimit: 0, received: 0, shareOnTime: undefined, median: undefined },
      ...{ ninetieth: undefined, returned: 0, waiting: 0, bands: [0, 0, 0, 0, 0] },
    });
  });

  it('put what is awaited into bands that begin the day after 2, 4, 6 and 12 weeks', async () => {
    const ages = [0, 14, 15, 28, 29, 42, 43, 84, 85, 400];
    const cases = ages.map((age) => caseFile(String(age)));
    await tables(
      cases,
      ages.map((age) => advice(String(age), '1', { asked_on: addDays(TODAY, -age) })),
    );
    expect((await counted())[0]).toMatchObject({ waiting: 10, bands: [2, 2, 2, 2, 2] });
  });

  it('of what is awaited are those of the worklists that they lead to, whoever looks', async () => {
    const requests = fc.array(
      fc.record({
        of: fc.constantFrom('a', 'b', 'c', 'd'),
        adviser: fc.constantFrom('health', 'social-care'),
        age: fc.integer({ min: 0, max: 100 }),
        reached: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
        open: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    const cases = [
      ...[caseFile('a'), caseFile('b', { person: 'hidden', first_due_on: TODAY })],
      ...[caseFile('c', { team: null, first_due_on: TODAY }), caseFile('d', { is_open: 0 })],
    ];
    await fc.assert(
      fc.asyncProperty(requests, fc.constantFrom(undefined, null, 't-1'), fc.boolean(), async (some, team, isKept) => {
        await tables(
          cases,
          some.map(({ of, adviser, age, reached, open }, index) =>
            advice(of, String(index), {
              adviser,
              asked_on: addDays(TODAY, -age),
              reached_on: reached === undefined ? null : addDays(TODAY, reached - age),
              is_open: open ? 1 : 0,
            }),
          ),
        );
        const hidden = new Set(isKept ? (['hidden'] as readonly string[] as readonly PersonId[]) : []);
        await withoutSightOf(hidden, async () => {
          for (const { adviser, waiting, bands } of await counted(team)) {
            const listed = async (span: { readonly from?: string; readonly to?: string }): Promise<number> => {
              const { from, to } = span as ReturnType<typeof askedSpans>[number];
              const filter = { team, adviser, awaitedFrom: from, awaitedTo: to };
              return countedFor(filter, await countWork({ db: model.db, asAt: TODAY }, filter));
            };
            expect(waiting).toBe(await listed({}));
            for (const [index, span] of askedSpans(TODAY).entries()) expect(bands[index]).toBe(await listed(span));
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});
