import { describe, expect, test } from '@jest/globals';
import { day } from '../../statute/calendar.js';
import { caseDecider } from './case-decider.js';
import { CASE_LIFE_FACTS, CASE_LIFE_KINDS, type CaseLifeMilestone } from './case-life.js';
import type { Opening } from './case-record.js';
import type { CaseEvent, MilestoneEvent, PersonId, SealedText } from './event.js';
import { historyOf, type Recorded } from './history.js';

type Opened = MilestoneEvent<'Opened', Opening & { readonly kind: string }>;
type Milestone = Opened | CaseLifeMilestone;

const decider = caseDecider<'open', Milestone>({
  called: 'case',
  kinds: { Opened: { called: 'the opening' }, ...CASE_LIFE_KINDS },
  opensWith: ['Opened'],
  stageOf: () => 'open',
  facts: { Opened: 'none', ...CASE_LIFE_FACTS },
});

const PERSON = '018f0000-0000-7000-8000-000000000001' as PersonId;
const sealed = (text: string): SealedText => text as SealedText;

/** Events as they were recorded, one a minute, by officers who take turns. */
const recorded = (...events: readonly (Milestone | CaseEvent)[]): readonly Recorded<Milestone | CaseEvent>[] =>
  events.map((event, revision) => ({
    event,
    revision,
    recordedAt: `2025-03-03T10:0${String(revision)}:00.000Z`,
    actor: `officer-${String((revision % 2) + 1)}`,
  }));

const opened: Opened = { type: 'Opened', data: { on: day('2025-01-06'), person: PERSON, kind: 'initial' } };
const exception: CaseLifeMilestone = {
  type: 'ExceptionRecorded',
  data: {
    on: day('2025-02-03'),
    ground: 'absence',
    from: day('2025-01-10'),
    to: day('2025-01-31'),
    evidence: sealed('evidence-1'),
  },
};
const corrected: CaseEvent = {
  type: 'MilestoneCorrected',
  data: {
    entry: 2,
    from: { on: '2025-02-03', evidence: 'evidence-1' },
    to: { on: '2025-02-04', evidence: null },
    reason: sealed('reason-1'),
    confirmed: ['a-warning'],
  },
};
const correctedAgain: CaseEvent = {
  type: 'MilestoneCorrected',
  data: { entry: 2, from: { ground: 'absence' }, to: { ground: 'school-closure' }, reason: sealed('reason-2') },
};
const withdrawn: CaseEvent = {
  type: 'ExceptionWithdrawn',
  data: { entry: 2, on: day('2025-02-10'), reason: sealed('reason-3') },
};

describe('The history of a case', () => {
  test('is none where nothing opens the case', () => {
    expect(historyOf(decider, [])).toBeUndefined();
    expect(historyOf(decider, recorded(exception))).toBeUndefined();
  });

  test('tells of every event who recorded it and when, and of a milestone its number, day and attributes', () => {
    expect(historyOf(decider, recorded(opened, exception))?.events).toEqual([
      {
        type: 'Opened',
        revision: 0,
        recordedAt: '2025-03-03T10:00:00.000Z',
        actor: 'officer-1',
        entry: 1,
        milestone: 'Opened',
        on: '2025-01-06',
        attributes: { person: PERSON, kind: 'initial' },
      },
      {
        type: 'ExceptionRecorded',
        revision: 1,
        recordedAt: '2025-03-03T10:01:00.000Z',
        actor: 'officer-2',
        entry: 2,
        milestone: 'ExceptionRecorded',
        on: '2025-02-03',
        attributes: { ground: 'absence', from: '2025-01-10', to: '2025-01-31', evidence: 'evidence-1' },
      },
    ]);
  });

  test('shows both what was wrong and what it was corrected to', () => {
    const history = historyOf(decider, recorded(opened, exception, corrected, correctedAgain));
    expect(history?.events[2]).toEqual({
      type: 'MilestoneCorrected',
      revision: 2,
      recordedAt: '2025-03-03T10:02:00.000Z',
      actor: 'officer-1',
      entry: 2,
      milestone: 'ExceptionRecorded',
      attributes: { reason: 'reason-1', confirmed: ['a-warning'] },
      from: { on: '2025-02-03', evidence: 'evidence-1' },
      to: { on: '2025-02-04', evidence: null },
    });
    expect(history?.milestones[1]).toEqual({
      entry: 2,
      type: 'ExceptionRecorded',
      attributes: { on: '2025-02-04', ground: 'school-closure', from: '2025-01-10', to: '2025-01-31' },
      before: [
        {
          attributes: exception.data,
          revision: 2,
          recordedAt: '2025-03-03T10:02:00.000Z',
          actor: 'officer-1',
        },
        {
          attributes: { on: '2025-02-04', ground: 'absence', from: '2025-01-10', to: '2025-01-31' },
          revision: 3,
          recordedAt: '2025-03-03T10:03:00.000Z',
          actor: 'officer-2',
        },
      ],
    });
  });

  test('keeps what was retracted or withdrawn, and says so', () => {
    const history = historyOf(
      decider,
      recorded(opened, exception, withdrawn, exception, {
        type: 'MilestoneRetracted',
        data: { entry: 3, reason: sealed('reason-4') },
      }),
    );
    expect(history?.milestones.map(({ entry, gone }) => [entry, gone])).toEqual([
      [1, undefined],
      [2, 'withdrawn'],
      [3, 'retracted'],
    ]);
    expect(history?.events[2]).toMatchObject({
      type: 'ExceptionWithdrawn',
      entry: 2,
      milestone: 'ExceptionRecorded',
      on: '2025-02-10',
      attributes: { reason: 'reason-3' },
    });
    expect(history?.events[4]).toMatchObject({ type: 'MilestoneRetracted', entry: 3 });
  });

  test('tells of officers and notes, which are no milestones', () => {
    const assigned: CaseEvent = { type: 'CaseAssigned', data: { officer: 'officer-9', on: day('2025-01-07') } };
    const note: CaseEvent = { type: 'NoteAdded', data: { note: 'note-1', text: sealed('text-1') } };
    const history = historyOf(decider, recorded(opened, assigned, note));
    expect(history).toMatchObject({ person: PERSON, revision: 2, milestones: [{ entry: 1 }] });
    expect(history?.events.slice(1)).toEqual([
      {
        type: 'CaseAssigned',
        revision: 1,
        recordedAt: '2025-03-03T10:01:00.000Z',
        actor: 'officer-2',
        on: '2025-01-07',
        attributes: { officer: 'officer-9' },
      },
      {
        type: 'NoteAdded',
        revision: 2,
        recordedAt: '2025-03-03T10:02:00.000Z',
        actor: 'officer-1',
        attributes: { note: 'note-1', text: 'text-1' },
      },
    ]);
  });

  test('tells of events that are not known as they are', () => {
    const unknown = { type: 'FamilySurveyed', data: { score: 4 } } as never;
    const history = historyOf(decider, recorded(opened, unknown));
    expect(history?.events[1]).toMatchObject({ type: 'FamilySurveyed', attributes: { score: 4 } });
    expect(history?.events[1]).not.toHaveProperty('entry');
  });
});
