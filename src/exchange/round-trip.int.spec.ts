import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { deciderOf } from '../cases/application/case-deciders.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import type { EventStore, RecordedEvent } from '../event-store/event-store.js';
import { People } from '../people/application/people.js';
import { RegisterPerson } from '../people/application/register-person.js';
import { day } from '../statute/calendar.js';
import type { CaseKindName } from '../streams/application/any-case.js';
import { onBehalfOf } from '../streams/application/request-context.js';
import { Sealer } from '../streams/application/sealer.js';
import { isRefused, fold } from '../streams/domain/decider.js';
import type { CaseEvent } from '../streams/domain/event.js';
import { importFile } from '../testing/import-file.js';
import { assessmentMakers } from '../testing/random-assessments.js';
import { anyCommand, PERSON, played, type CaseDecider } from '../testing/random-cases.js';
import { planMakers } from '../testing/random-plans.js';
import { reviewMakers } from '../testing/random-reviews.js';
import { openTracker, type TrackerSetting } from '../testing/tracker-setting.js';
import { ExportCases } from './application/export-cases.js';
import { rowProblemText } from './application/format.js';

// Each random case is imported into real files.
jest.setTimeout(60_000);

let tracker: TrackerSetting;
beforeAll(async () => {
  tracker = await openTracker('2025-12-31T09:00:00.000Z');
  const details = { surname: 'Ashdown', forename: 'Robin', dateOfBirth: day('2016-03-14') };
  await onBehalfOf({ actor: 'officer-1' }, () =>
    tracker.get(CommandBus).execute(RegisterPerson.of({ person: PERSON, ...details })),
  );
});
afterAll(() => tracker.close());

const asRecorded = (stream: string, events: readonly CaseEvent[]): readonly RecordedEvent[] =>
  events.map(
    ({ type, data }, revision) =>
      ({ stream, revision, type, data, position: String(revision), recordedAt: '2025-12-31T09:00:00.000Z' }) as never,
  );

/** An event store that holds one stream. */
const holding = (stream: string, events: readonly RecordedEvent[]): EventStore =>
  ({
    readAll: (after: unknown) => Promise.resolve(after === undefined ? events : []),
    readStream: (name: string) => Promise.resolve(name === stream ? events : []),
  }) as unknown as EventStore;

/** The file that is exported of a case with these events. */
async function exported(stream: string, events: readonly CaseEvent[]): Promise<string> {
  const store = holding(stream, asRecorded(stream, events));
  const exporting = new ExportCases(store, tracker.get(Sealer), tracker.get(People));
  const rows = [exporting.columns()];
  for await (const more of exporting.rows()) rows.push(...more.map((row) => [...row]));
  return stringify(rows.map((row) => [...row]));
}

/** What follows from events: the facts for the law and the clocks. */
function told(kind: CaseKindName, events: readonly CaseEvent[]): object {
  const decider = deciderOf(kind);
  const state = fold(decider, events);
  return { milestones: decider.milestones(state), clocks: decider.evaluate(state).clocks };
}

const MAKERS = { assessment: assessmentMakers, plan: planMakers, review: reviewMakers };

describe.each(['assessment', 'plan', 'review'] as const)('Any %s', (kind) => {
  const makers = MAKERS[kind] as typeof assessmentMakers;
  const decider = deciderOf(kind) as unknown as CaseDecider<string, never>;
  const commands = fc
    .tuple(makers.opening, fc.array(anyCommand(makers), { maxLength: 25 }))
    .map(([milestone, more]) => [{ type: 'Record', milestone } as const, ...more]);

  test('that is exported and imported has the same facts and clocks', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (asked) => {
        const id = v7();
        const steps = played(decider, asked as never);
        const events = steps.flatMap(({ decision }) => (isRefused(decision) ? [] : decision)) as readonly CaseEvent[];
        fc.pre(events.length > 0);
        const file = await exported(`${kind}-${id}`, events);
        const imported = await importFile(tracker, file, { confirm: 'all' });
        expect(imported.firstProblems.map(rowProblemText)).toEqual([]);
        const again = await tracker.get<EventStore>(EVENT_STORE).readStream(`${kind}-${id}`);
        const recorded = again as unknown as readonly CaseEvent[];
        expect(told(kind, recorded)).toEqual(told(kind, events));
        expect(await importFile(tracker, file, { confirm: 'all' })).toMatchObject({ milestones: 0, problems: 0 });
      }),
      { numRuns: 40 },
    );
  });
});

test('A review whose meeting was planned anew for an earlier day is imported with that day', async () => {
  const id = v7();
  const decider = deciderOf('review') as unknown as CaseDecider<string, never>;
  const plan = '018f0000-0000-7000-8000-0000000000a1';
  const steps = played(decider, [
    {
      type: 'Record',
      milestone: { type: 'ReviewOpened', data: { on: '2025-01-06', person: PERSON, plan, kind: 'annual' } },
    },
    { type: 'Record', milestone: { type: 'ReviewMeetingPlanned', data: { on: '2025-05-07' } } },
    { type: 'Record', milestone: { type: 'ReviewMeetingPlanned', data: { on: '2025-05-06' } } },
  ] as never);
  const events = steps.flatMap(({ decision }) => (isRefused(decision) ? [] : decision)) as readonly CaseEvent[];
  await importFile(tracker, await exported(`review-${id}`, events), { confirm: 'all' });
  const again = await tracker.get<EventStore>(EVENT_STORE).readStream(`review-${id}`);
  expect(told('review', again as unknown as readonly CaseEvent[])).toEqual(told('review', events));
  expect(again.at(-1)?.data.on).toBe('2025-05-06');
});
