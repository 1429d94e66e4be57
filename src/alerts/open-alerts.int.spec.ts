import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v5 } from 'uuid';
import { withoutSightOf } from '../platform/access/sight.js';
import type { ReadModel } from '../read-model/read-model.js';
import type { Asked, ReadModels } from '../read-model/read-models.js';
import type { AlertRow, CaseFileRow } from '../read-model/schema.js';
import { openTemporaryReadModel } from '../read-model/sqlite/sqlite-read-model.js';
import { addDays, day } from '../statute/calendar.js';
import type { PersonId } from '../streams/domain/event.js';
import { AGE_BANDS, type AlertFilter } from './application/alert-filter.js';
import { countAlerts, countedFor, countOpen, countsBy, totalOf } from './application/count-alerts.js';
import { listAlerts, placeOf } from './application/list-alerts.js';
import { allOpenAlerts, OpenAlerts } from './application/open-alerts.js';

const TODAY = day('2026-03-25');
const CASES = 6;
const RULES = ['N1', 'N2', 'N7'];
const idOf = (name: string): string => v5(name, '7d0c8f52-3b5e-5c4e-8f61-0f6f8d7a2b90');
const caseOf = (number: number): string => idOf(`case ${String(number)}`);
const personOf = (number: number): PersonId => idOf(`person ${String(number)}`) as PersonId;

let folder: string;
let model: ReadModel;
let asked: Asked;
let position: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'open-alerts-'));
  model = await openTemporaryReadModel(join(folder, 'tables.db'));
  asked = { db: model.db, asAt: TODAY };
  position = 0;
});
afterEach(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});

const place = (): string => String(position).padStart(8, '0');
/** Every event is recorded minutes after the one before, longer than clocks of processes differ. */
const instant = (): string => new Date(Date.UTC(2026, 2, 20) + position * 200_000).toISOString();

/** Read models that have come as far as the specification has. */
const models = (): ReadModels =>
  ({ projector: { checkpoint: () => Promise.resolve(place()) }, live: () => asked }) as unknown as ReadModels;

interface CaseChange {
  readonly is: 'case';
  readonly number: number;
  readonly officer: string | null;
  readonly team: string | null;
}
interface AlertChange {
  readonly is: 'alert';
  readonly number: number;
  readonly rule: string;
  readonly overdue: number;
  readonly acknowledged: boolean;
  readonly escalated: boolean;
  readonly summary: boolean;
  readonly open: boolean;
}
type Step = CaseChange | AlertChange;

async function putCase({ number, officer, team }: Pick<CaseChange, 'number' | 'officer' | 'team'>): Promise<void> {
  const row: CaseFileRow = {
    ...{
      id: caseOf(number),
      kind: 'assessment',
      person: personOf(number),
      stage: 'assessing',
      is_open: 1,
      officer,
      team,
    },
    ...{ opened_on: '2026-01-02', opened_as: 'initial', origin: null, revision: position, position: place() },
    ...{ created_at: instant(), recorded_at: instant(), next_due_on: null, next_act_by_on: null, next_rule: null },
    ...{ first_due_on: null, milestones: '[]' },
  };
  const { writing } = model;
  await writing.deleteFrom('case_file').where('id', '=', row.id).execute();
  await writing.insertInto('case_file').values(row).execute();
  const heard = { position: place(), subject: row.id, kind: 'assessment', revision: position, type: 'CaseAssigned' };
  await writing
    .insertInto('audit')
    .values({ ...heard, day: null, recorded_at: instant(), actor: 'x' })
    .execute();
}

async function putAlert(change: AlertChange): Promise<void> {
  const { number, rule, overdue, acknowledged, escalated, summary, open } = change;
  const row: AlertRow = {
    ...{ id: idOf(`alert ${String(number)} ${rule}`), case_id: caseOf(number), kind: 'assessment' },
    ...{ person: personOf(number), rule, ref: rule === 'N2' ? 'health' : null },
    ...{ level: overdue > 0 ? 'missed' : 'due-soon', raised_on: TODAY, due_on: addDays(TODAY, -overdue) },
    ...{ summary: summary ? idOf('summary') : null, acknowledged_on: acknowledged ? TODAY : null, reason: null },
    ...{ recovery_on: null, acknowledged_by: null, has_note: 0, escalated_on: escalated ? TODAY : null },
    ...{ escalated_because: null, resolved_on: open ? null : TODAY, resolved_because: null, is_open: open ? 1 : 0 },
    ...{ revision: position, created_at: instant(), recorded_at: instant() },
    ...{ raised_at: instant(), escalated_at: escalated ? instant() : null },
  };
  await model.writing.deleteFrom('alert').where('id', '=', row.id).execute();
  await model.writing.insertInto('alert').values(row).execute();
}

async function take(step: Step): Promise<void> {
  position += 1;
  await (step.is === 'case' ? putCase(step) : putAlert(step));
}

async function clear(): Promise<void> {
  for (const table of ['alert', 'case_file', 'audit', 'advice'] as const)
    await model.writing.deleteFrom(table).execute();
  position = 0;
  for (let number = 0; number < CASES; number += 1) {
    position += 1;
    await putCase({ number, officer: null, team: null });
    const advice = { case_id: caseOf(number), ref: 'health', adviser: number % 2 === 0 ? 'health' : 'social-care' };
    const days = { asked_on: TODAY, reached_on: null, due_on: null, received_on: null, returned_on: null };
    await model.writing
      .insertInto('advice')
      .values({ ...advice, ...days, is_open: 1, officer: null, team: null })
      .execute();
  }
}

const numbers = fc.integer({ min: 0, max: CASES - 1 });
const steps = fc.array(
  fc.oneof(
    fc.record<CaseChange>({
      is: fc.constant('case'),
      number: numbers,
      officer: fc.constantFrom('one', 'two', null),
      team: fc.constantFrom('north', 'south', null),
    }),
    fc.record<AlertChange>({
      is: fc.constant('alert'),
      number: numbers,
      rule: fc.constantFrom(...RULES),
      overdue: fc.integer({ min: -14, max: 400 }),
      acknowledged: fc.boolean(),
      escalated: fc.boolean(),
      summary: fc.boolean(),
      open: fc.boolean(),
    }),
  ),
  { minLength: 1, maxLength: 25 },
);

describe('The open alerts that are kept at hand', () => {
  it('are those of the tables after whatever was recorded', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await clear();
        const kept = new OpenAlerts(models());
        for (const step of all) {
          await take(step);
          const { alerts } = await kept.current();
          expect(new Map([...alerts].sort())).toEqual(new Map([...(await allOpenAlerts(asked))].sort()));
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('The counts of alerts', () => {
  const filters: readonly AlertFilter[] = [
    {},
    ...AGE_BANDS.map((age) => ({ age })),
    ...(['unacknowledged', 'acknowledged', 'escalated'] as const).map((state) => ({ state })),
    ...[{ team: 'north' }, { officer: null }, { officer: 'one' }, { rule: 'N7' }, { adviser: 'health' }],
    ...[{ level: 'missed' } as const, { summary: idOf('summary') }, { team: 'south', level: 'due-soon' } as const],
  ];

  it('are those of the lists, and lists are whole and in order however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(steps, numbers, async (all, hidden) => {
        await clear();
        for (const step of all) await take(step);
        await withoutSightOf(new Set([personOf(hidden)]), async () => {
          const counted = await countAlerts(asked);
          for (const filter of filters) {
            const list = await listAlerts(asked, filter, { limit: 500 });
            expect({ filter, count: totalOf(countedFor(counted, filter)) }).toEqual({ filter, count: list.length });
            expect(list.every(({ person }) => person !== personOf(hidden))).toBe(true);
            expect(list.map(({ dueOn }) => dueOn)).toEqual(list.map(({ dueOn }) => dueOn).toSorted());
            const half = list.slice(0, Math.ceil(list.length / 2));
            const last = half.at(-1);
            if (last === undefined) continue;
            const rest = await listAlerts(asked, filter, { limit: 500, after: placeOf(filter, last) });
            expect([...half, ...rest]).toEqual(list);
          }
        });
      }),
      { numRuns: 20 },
    );
  });

  it('by anything add up to all of them', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await clear();
        for (const step of all) await take(step);
        const alerts = await allOpenAlerts(asked);
        const counted = countOpen(alerts.values(), TODAY, new Set());
        for (const by of ['team', 'officer', 'rule', 'adviser', 'level', 'age'] as const) {
          const sum = [...countsBy(counted, by).values()].reduce((one, other) => one + other, 0);
          expect(sum).toBe(alerts.size);
        }
      }),
      { numRuns: 20 },
    );
  });
});
