import type { CaseFile } from '../caseload/application/case-file.js';
import { viewOf } from '../caseload/application/case-view.js';
import { caseItem } from '../caseload/application/list-cases.js';
import { clockItem } from '../caseload/application/list-clocks.js';
import { rowsOf } from '../caseload/application/rows-of-case.js';
import { deciderOf } from '../cases/application/case-deciders.js';
import { day, type CalendarDate } from '../statute/calendar.js';
import type { CaseKindName } from '../streams/application/any-case.js';
import { historyOf, type History } from '../streams/domain/history.js';
import { PERSON } from './assessments.js';

const ID = '018f0000-0000-7000-8000-0000000000a1';

/** An event in few words: its type, its day, what else it says, and who recorded it where that was not an officer. */
export type Told = readonly [type: string, on: string, more?: Readonly<Record<string, unknown>>, actor?: string];

/** A case with its history, worked out from its events as on a day. */
export interface TestCase {
  readonly file: CaseFile & { readonly asAt: CalendarDate };
  readonly history: History;
}

/** A case from what happened in it, the first of which opens it. Each is recorded on its day at 9 o'clock. */
export function testCase(kind: CaseKindName, told: readonly Told[], asAt: string): TestCase {
  const recorded = told.map(([type, on, more = {}, actor = 'officer-1'], revision) => ({
    event: { type, data: type === 'NoteAdded' ? more : { on, ...(revision === 0 ? { person: PERSON } : {}), ...more } },
    revision,
    recordedAt: `${on}T09:00:00.000Z`,
    actor,
  }));
  const events = recorded.map(({ event }) => event);
  const on = day(asAt);
  const standing = { revision: events.length - 1, position: '', createdAt: '', recordedAt: `${asAt}T09:00:00.000Z` };
  const view = viewOf(kind, ID, events, { asAt: on });
  const { case_file: files, clock } = rowsOf(view, standing, on);
  const history = historyOf(deciderOf(kind), recorded as never);
  const [row] = files;
  if (row === undefined || view === undefined || history === undefined) throw new Error('The events open no case.');
  return {
    file: {
      ...caseItem(row),
      clocks: clock.map((one) => clockItem(one, on)),
      advice: [],
      milestones: view.milestones,
      related: [],
      asAt: on,
    },
    history,
  };
}
