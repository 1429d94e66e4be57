/**
 * How many commands a second does a needs assessment with 20 events take, one after the other, each durable? Loaded from
 * the disk, folded, decided on by the rules of the record, and appended to. The bar is 1,500.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '../src/event-store/event-store.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { assessmentDecider } from '../src/assessments/domain/assessment.decider.js';
import { WallClock } from '../src/platform/wall-clock.js';
import { onBehalfOf } from '../src/streams/application/request-context.js';
import { StreamRepository } from '../src/streams/application/stream-repository.js';
import { addDays, day } from '../src/statute/calendar.js';
import { median } from './timing.js';

const ROUNDS = 7;
const CASES_A_ROUND = 1_000;
const BAR = 1_500;

const START = day('2025-01-06');
const ADVISERS = ['educational-psychologist', 'health', 'social-care', 'education-setting', 'sensory', 'other'];

/** The 20 events of a needs assessment just before its final plan. */
const HISTORY: readonly { readonly type: string; readonly data: NewEvent['data'] }[] = [
  { type: 'AssessmentRequested', data: { person: randomUUID(), on: START, kind: 'initial', source: 'family' } },
  { type: 'CaseAssigned', data: { officer: 'user-1', team: 'north', on: START } },
  { type: 'DecisionToAssessNotified', data: { on: addDays(START, 35), outcome: 'assess' } },
  ...ADVISERS.map((adviser) => ({
    type: 'AdviceRequested',
    data: { on: addDays(START, 36), ref: adviser, adviser },
  })),
  ...ADVISERS.map((adviser, index) => ({
    type: 'AdviceReceived',
    data: { on: addDays(START, 70 + index), ref: adviser },
  })),
  { type: 'DecisionToIssueNotified', data: { on: addDays(START, 98), outcome: 'issue' } },
  { type: 'DraftPlanSent', data: { on: addDays(START, 105) } },
  { type: 'FamilyInformed', data: { on: addDays(START, 105), by: 'email', week: 16 } },
  { type: 'SettingConsulted', data: { on: addDays(START, 105), ref: '100001' } },
  { type: 'RepresentationsReceived', data: { on: addDays(START, 115) } },
];

const directory = mkdtempSync(join(process.env.BENCH_DIRECTORY ?? tmpdir(), 'decide-bench-'));
const store = await SqliteEventStore.open({ file: join(directory, 'events.db') });
const cases = new StreamRepository('assessment', assessmentDecider, store, new WallClock());

const ids = Array.from({ length: CASES_A_ROUND * (ROUNDS + 1) }, () => randomUUID());
const metadata = { actor: 'bench', correlationId: 'bench', causationId: 'bench', schemaVersion: 1 };
await Promise.all(
  ids.map((id) =>
    store.append(
      `assessment-${id}`,
      HISTORY.map((event) => ({ ...event, id: randomUUID(), metadata })),
      'no-stream',
    ),
  ),
);

const rates: number[] = [];
await onBehalfOf({ actor: 'bench' }, async () => {
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    for (const id of ids.slice(round * CASES_A_ROUND, (round + 1) * CASES_A_ROUND)) {
      const { outcome } = await cases.execute(id, () => ({
        type: 'Record',
        milestone: { type: 'FinalPlanIssued', data: { on: addDays(START, 130) } },
      }));
      if (outcome !== 'recorded') throw new Error(`The final plan was ${outcome}.`);
    }
    // The first round warms up.
    if (round > 0) rates.push((CASES_A_ROUND / (performance.now() - start)) * 1000);
  }
});
await store.close();
rmSync(directory, { recursive: true });

const rate = median(rates);
console.log(
  `a command on a needs assessment of ${String(HISTORY.length)} events: ${String(Math.round(rate))} a second ` +
    `(median of ${String(ROUNDS)} rounds of ${String(CASES_A_ROUND)}; bar ${String(BAR)}: ${rate >= BAR ? 'met' : 'missed'})`,
);
