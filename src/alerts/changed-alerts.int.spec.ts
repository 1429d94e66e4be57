import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v5 } from 'uuid';
import { NotifyDecisionToAssess } from '../assessments/application/notify-decision-to-assess.js';
import { RequestAssessment } from '../assessments/application/request-assessment.js';
import { CorrectMilestone } from '../cases/application/correct-milestone.js';
import { RetractMilestone } from '../cases/application/retract-milestone.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { day } from '../statute/calendar.js';
import type { CaseRequest } from '../streams/application/case-request.js';
import type { RequestOrigin } from '../streams/application/request-context.js';
import { AlertNode } from '../testing/alert-node.js';
import { PERSON } from '../testing/assessments.js';
import { openCasesOn, SetClock, type CasesSetting } from '../testing/cases-setting.js';
import { AlertSettings } from './application/alert-settings.js';
import { alertIdOf } from './application/alert-streams.js';
import { changedAlerts, MOST_CHANGES, type ChangedAlerts } from './application/changed-alerts.js';

// These wait for what happens, not for a time; this is only for a machine that is busy.
jest.setTimeout(60_000);

const caseOf = (number: number): string => v5(`case ${String(number)}`, '0c9c7d4e-52a0-5d0b-8a53-4f6d6a1f7e02');
/** The decision whether to assess, which is due 6 weeks after the request. */
const alertOf = (number: number): string => alertIdOf({ case: caseOf(number), rule: 'N1' });
/** When the last visit ended. */
const VISIT = '2025-05-05T09:30:00.000Z';

let folder: string;
let clock: SetClock;
let cases: CasesSetting;
let node: AlertNode;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changed-alerts-'));
  clock = new SetClock();
  clock.set('2025-01-02T09:00:00.000Z');
  const log = join(folder, 'events.db');
  cases = await openCasesOn(
    await SqliteEventStore.open({ file: log, now: () => clock.now(), isDurable: false }),
    () => Promise.resolve(),
    clock,
  );
  node = await AlertNode.open({ log, folder, name: 'one', clock, settings: new AlertSettings() });
  await node.works();
});
afterEach(async () => {
  await node.close();
  await cases.close();
  rmSync(folder, { recursive: true });
});

async function does(request: CaseRequest, origin?: RequestOrigin): Promise<void> {
  const outcome = await cases.request(request, origin);
  if (outcome.outcome === 'refused') throw new Error(outcome.refused.map(({ message }) => message).join(' '));
}
const requested = (number: number, on: string): CaseRequest =>
  RequestAssessment.of({ case: caseOf(number), person: PERSON, on: day(on), kind: 'initial' });
const decided = (number: number, on: string): CaseRequest =>
  NotifyDecisionToAssess.of({ case: caseOf(number), on: day(on), outcome: 'assess' });

async function changes(): Promise<ChangedAlerts> {
  await node.works();
  return changedAlerts(node.models.live(), VISIT, {});
}

describe('What changed since a visit', () => {
  test('is new where a milestone was taken back, though the breach belongs to a day long before', async () => {
    clock.set('2025-05-05T09:00:00.000Z');
    await does(requested(1, '2025-01-06'));
    await does(decided(1, '2025-02-27'));
    await node.works();
    clock.set('2025-05-05T10:00:00.000Z');
    await does(RetractMilestone.of({ kind: 'assessment', case: caseOf(1), entry: 2, reason: 'Of another child.' }));
    expect((await changes()).changes.get(alertOf(1))).toBe('new');
  });

  test('is nothing where only the due date of what was told moved on the day of the visit', async () => {
    clock.set('2025-05-05T09:00:00.000Z');
    await does(requested(1, '2025-03-20'));
    await node.works();
    clock.set('2025-05-05T10:00:00.000Z');
    const to = { on: day('2025-03-23') };
    await does(CorrectMilestone.of({ kind: 'assessment', case: caseOf(1), entry: 1, to, reason: 'It came later.' }));
    expect(await changes()).toMatchObject({ counts: { new: 0, escalated: 0, resolved: 0 }, summarised: 0 });
  });

  test('names what is new by itself, however much a summary tells of', async () => {
    clock.set('2025-05-05T10:00:00.000Z');
    await does(requested(0, '2025-03-03'));
    await node.works();
    clock.set('2025-05-05T10:05:00.000Z');
    const origin = { actor: 'import', correlationId: 'import-7' };
    for (let number = 1; number <= MOST_CHANGES + 1; number += 1) await does(requested(number, '2025-03-03'), origin);
    const changed = await changes();
    expect(changed.counts.new - changed.summarised).toBe(changed.changes.size);
    expect(changed.summarised).toBeGreaterThan(MOST_CHANGES);
    expect(changed.changes.get(alertOf(0))).toBe('new');
  });
});
