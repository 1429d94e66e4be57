import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotifyDecisionToAssess } from '../assessments/application/notify-decision-to-assess.js';
import { RequestAssessment } from '../assessments/application/request-assessment.js';
import { RetractMilestone } from '../cases/application/retract-milestone.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { day } from '../statute/calendar.js';
import type { CaseRequest } from '../streams/application/case-request.js';
import type { RequestOrigin } from '../streams/application/request-context.js';
import { AlertNode, type NodePlaces } from '../testing/alert-node.js';
import { PERSON } from '../testing/assessments.js';
import { openCasesOn, SetClock, type CasesSetting } from '../testing/cases-setting.js';
import { AlertSettings } from './application/alert-settings.js';
import { alertIdOf, summaryIdOf } from './application/alert-streams.js';
import { SweepLog } from './application/sweep-log.js';

// These wait for what happens, not for a time; this is only for a machine that is busy.
jest.setTimeout(60_000);

const CASE = '018f0000-0000-7000-8000-0000000000a1';
/** The decision whether to assess, which is due 6 weeks after the request. */
const ALERT = alertIdOf({ case: CASE, rule: 'N1' });

let folder: string;
let clock: SetClock;
let cases: CasesSetting;
let places: NodePlaces;
const nodes: AlertNode[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alert-watch-'));
  clock = new SetClock();
  const log = join(folder, 'events.db');
  cases = await openCasesOn(
    await SqliteEventStore.open({ file: log, now: () => clock.now(), isDurable: false }),
    () => Promise.resolve(),
    clock,
  );
  places = { log, folder, name: 'one', clock, settings: new AlertSettings() };
});
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.close();
  await cases.close();
  rmSync(folder, { recursive: true });
});

async function opened(name = 'one'): Promise<AlertNode> {
  const node = await AlertNode.open({ ...places, name });
  nodes.push(node);
  return node;
}

const requested = (on: string): CaseRequest =>
  RequestAssessment.of({ case: CASE, person: PERSON, on: day(on), kind: 'initial' });
const decided = (on: string): CaseRequest => NotifyDecisionToAssess.of({ case: CASE, on: day(on), outcome: 'assess' });

async function does(request: CaseRequest, origin?: RequestOrigin): Promise<void> {
  const outcome = await cases.request(request, origin);
  if (outcome.outcome === 'refused') throw new Error(outcome.refused.map(({ message }) => message).join(' '));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What is on record of the alert: what happened, how, and the day of it. */
async function told(): Promise<readonly string[]> {
  const events = await cases.events(`alert-${ALERT}`);
  return events.map(({ type, data }) => [type, ...[data.level ?? data.because, data.on].map(text)].join(' '));
}

/** Waits until so many things are on record of the alert. */
async function untilTold(count: number): Promise<readonly string[]> {
  const ending = new AbortController();
  for await (const _ of cases.store.subscribe(undefined, { signal: ending.signal })) {
    if ((await told()).length >= count) ending.abort();
  }
  return told();
}

describe('A tracker that runs', () => {
  test('tells of a breach as soon as the record shows it, takes it back when it is gone, and tells again', async () => {
    clock.set('2025-01-02T09:00:00.000Z');
    const node = await opened();
    node.watch.start();
    const projecting = new AbortController();
    const projected = node.models.projector.run(projecting.signal);
    clock.set('2025-03-03T09:00:00.000Z');
    await does(requested('2025-01-06'));
    expect(await untilTold(1)).toEqual(['AlertRaised missed 2025-02-18']);
    await does(decided('2025-02-27'));
    expect(await untilTold(2)).toEqual(['AlertRaised missed 2025-02-18', 'AlertResolved done 2025-02-27']);
    await does(RetractMilestone.of({ kind: 'assessment', case: CASE, entry: 2, reason: 'Of another child.' }));
    expect((await untilTold(3)).at(-1)).toBe('AlertRaised missed 2025-02-18');
    projecting.abort();
    await projected;
  });

  test('sweeps at its start, when the hour has come in London, and once a day', async () => {
    clock.set('2025-05-05T09:00:00.000Z');
    await does(requested('2025-05-05'));
    const node = await opened();
    await node.works();
    // Six o'clock in London is five in summer: the decision is due on 16 June.
    clock.set('2025-06-17T04:59:00.000Z');
    await node.watch.sweepWhenDue();
    expect(await told()).toEqual([]);
    clock.set('2025-06-17T05:00:00.000Z');
    await node.watch.sweepWhenDue();
    expect(await told()).toEqual(['AlertRaised missed 2025-06-17']);
    const swept = await new SweepLog(cases.store).last();
    expect(swept).toMatchObject({ on: '2025-06-17', raised: 1, resolved: 0, failed: 0 });
    await node.watch.sweepWhenDue();
    expect(await new SweepLog(cases.store).last()).toEqual(swept);
  });

  test('finds on each later morning what was missed, and whom nobody answered, since the one before', async () => {
    clock.set('2025-05-05T09:00:00.000Z');
    await does(requested('2025-05-05'));
    const node = await opened();
    await node.works();
    const sweptOn = async (morning: string) => {
      clock.set(`${morning}T05:00:00.000Z`);
      await node.models.projector.catchUp();
      await node.watch.sweepWhenDue();
      return new SweepLog(cases.store).last();
    };
    expect(await sweptOn('2025-06-16')).toMatchObject({ on: '2025-06-16', raised: 1 });
    expect(await sweptOn('2025-06-17')).toMatchObject({ on: '2025-06-17', raised: 1 });
    expect(await sweptOn('2025-06-18')).toMatchObject({ on: '2025-06-18', raised: 0, escalated: 0 });
    expect(await sweptOn('2025-06-30')).toMatchObject({ on: '2025-06-30', raised: 0, escalated: 1 });
    expect(await told()).toEqual([
      'AlertRaised due-soon 2025-06-02',
      'AlertRaised missed 2025-06-17',
      'AlertEscalated unacknowledged 2025-06-24',
    ]);
  });

  test('says whether somebody swept today', async () => {
    clock.set('2025-05-05T09:00:00.000Z');
    const node = await opened();
    expect(await node.watch.standing()).toEqual({ isOverdue: true, failed: 0 });
    await node.works();
    expect(await node.watch.standing()).toMatchObject({ lastDay: '2025-05-05', isOverdue: false });
    clock.set('2025-05-06T05:29:00.000Z');
    expect(await node.watch.standing()).toMatchObject({ isOverdue: false });
    clock.set('2025-05-06T05:31:00.000Z');
    expect(await node.watch.standing()).toMatchObject({ isOverdue: true });
    await (await opened('two')).works();
    expect(await node.watch.standing()).toMatchObject({ lastDay: '2025-05-06', isOverdue: false });
  });
});

describe('What was late', () => {
  test('when alerts began is told of in one summary, and what was over by then is not', async () => {
    clock.set('2025-03-03T09:00:00.000Z');
    await does(requested('2025-01-06'));
    await (await opened()).works();
    const [raised] = await cases.events(`alert-${ALERT}`);
    const log = new SweepLog(cases.store);
    expect(raised?.data).toMatchObject({
      level: 'missed',
      on: '2025-02-18',
      summary: (await log.beginning())?.summary,
    });
    expect(await log.summaries()).toMatchObject([{ because: 'first-sweep', on: '2025-03-03' }]);
  });

  test('when an import brought it is told of in one summary of that import, and what it brought as over is not', async () => {
    clock.set('2025-01-02T09:00:00.000Z');
    const node = await opened();
    await node.works();
    clock.set('2025-03-03T09:00:00.000Z');
    const origin = { actor: 'import', correlationId: 'import-7' };
    const other = '018f0000-0000-7000-8000-0000000000a2';
    await does(requested('2025-01-06'), origin);
    await does(RequestAssessment.of({ case: other, person: PERSON, on: day('2025-01-06'), kind: 'initial' }), origin);
    await does(NotifyDecisionToAssess.of({ case: other, on: day('2025-02-25'), outcome: 'refuse' }), origin);
    await node.works();
    const [raised] = await cases.events(`alert-${ALERT}`);
    expect(raised?.data.summary).toBe(summaryIdOf('import-7'));
    expect(await cases.events(`alert-${alertIdOf({ case: other, rule: 'N1' })}`)).toEqual([]);
    expect(await new SweepLog(cases.store).summaries()).toMatchObject([
      { because: 'import', on: '2025-03-03', id: summaryIdOf('import-7') },
      { because: 'first-sweep' },
    ]);
  });

  test('when an officer recorded it long after is an alert by itself, with the day on which it was found', async () => {
    clock.set('2025-01-02T09:00:00.000Z');
    const node = await opened();
    await node.works();
    clock.set('2025-03-03T09:00:00.000Z');
    await does(requested('2025-01-06'));
    await node.works();
    const [raised] = await cases.events(`alert-${ALERT}`);
    expect(raised?.data).toMatchObject({ on: '2025-02-18', foundOn: '2025-03-03' });
    expect(raised?.data).not.toHaveProperty('summary');
  });
});

describe('A tracker that is killed between two appends', () => {
  test('leaves nothing out and nothing twice: another goes on where it was', async () => {
    clock.set('2025-03-03T09:00:00.000Z');
    await does(requested('2025-01-06'));
    const dying = await AlertNode.open({ ...places, name: 'dying' }, 2);
    await expect(dying.works()).rejects.toThrow('The program is being killed.');
    await dying.close();
    const [one, two] = [await opened('dying'), await opened('two')];
    await Promise.all([one.works(), two.works()]);
    expect(await told()).toEqual(['AlertRaised missed 2025-02-18']);
  });
});
