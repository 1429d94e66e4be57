import { describe, expect, it } from '@jest/globals';
import { testCase, type Told } from '../../testing/whole-cases.js';
import { toldEvents, type Names, type ToldEvent } from './case-file-history.js';

const NAMES: Names = { nameOf: (officer) => `Name of ${officer}`, teamNameOf: (team) => `Team ${team}` };
const OPENED: Told = ['AssessmentRequested', '2025-01-06', { kind: 'initial', source: 'family' }];

function told(...events: readonly Told[]): readonly ToldEvent[] {
  const { history } = testCase('assessment', [OPENED, ...events], '2025-06-02');
  return toldEvents(history, { kind: 'assessment', names: NAMES });
}

describe('The history of a case', () => {
  it('tells what was recorded, for which day, when and by whom', () => {
    expect(told()).toEqual([
      {
        revision: 0,
        entry: 1,
        title: 'Request for a needs assessment received',
        on: '6 January 2025',
        values: [
          { name: 'Kind', value: 'First assessment' },
          { name: 'Who asked', value: 'Parent or young person' },
        ],
        recordedAt: '2025-01-06T09:00:00.000Z',
        recordedInWords: '6 January 2025 at 9:00am',
        by: 'Name of officer-1',
        canCorrect: true,
        canRetract: false,
        canWithdraw: false,
      },
    ]);
  });

  it('keeps what was corrected beside what it was corrected to, in both places', () => {
    const [, recorded, corrected] = told(
      ['DecisionToAssessNotified', '2025-02-10', { outcome: 'assess' }],
      [
        'MilestoneCorrected',
        '2025-02-11',
        { entry: 2, from: { on: '2025-02-10' }, to: { on: '2025-02-07' }, reason: 'The letter says so.' },
      ],
    );
    expect(recorded?.values[0]).toEqual({ name: 'Day', value: '10 February 2025', corrected: '7 February 2025' });
    expect(corrected).toMatchObject({
      title: 'Correction: Decision to assess notified, 7 February 2025',
      values: [{ name: 'Day', value: '10 February 2025', corrected: '7 February 2025' }],
      reason: 'The letter says so.',
      canCorrect: false,
    });
  });

  it('says what was added by a correction, and what was taken away', () => {
    const [, , corrected] = told(
      ['DraftPlanSent', '2025-02-10', { servedOn: '2025-02-12' }],
      ['MilestoneCorrected', '2025-02-13', { entry: 2, from: { servedOn: '2025-02-12' }, to: { servedOn: null } }],
    );
    expect(corrected?.values).toEqual([
      { name: 'Received by the family on', value: '12 February 2025', corrected: 'Not stated' },
    ]);
  });

  it('marks what was retracted, which can be corrected no more', () => {
    const [, recorded, retraction] = told(
      ['DraftPlanSent', '2025-02-10'],
      ['MilestoneRetracted', '2025-02-11', { entry: 2, reason: 'Another child.' }],
    );
    expect(recorded).toMatchObject({ gone: 'retracted', canCorrect: false, canRetract: false });
    expect(retraction).toMatchObject({
      title: 'Retraction: Draft plan sent, 10 February 2025',
      reason: 'Another child.',
    });
  });

  it('lets an exception be withdrawn, and names who approved it', () => {
    const [, exception] = told([
      'ExceptionRecorded',
      '2025-02-10',
      { ground: 'absence', from: '2025-01-10', to: '2025-02-09', approvedBy: 'officer-2', evidence: 'A ticket' },
    ]);
    expect(exception?.canWithdraw).toBe(true);
    expect(exception?.values).toEqual([
      { name: 'Ground', value: 'Absence from the area' },
      { name: 'First day', value: '10 January 2025' },
      { name: 'Last day', value: '9 February 2025' },
      { name: 'Approved by', value: 'Name of officer-2', isStaff: true },
      { name: 'Evidence', value: 'A ticket', isText: true },
    ]);
  });

  it('tells notes, assignments, and the warnings that were confirmed', () => {
    const [, note, assigned, final] = told(
      ['NoteAdded', '2025-02-10', { note: '1', text: 'A call.' }],
      ['CaseAssigned', '2025-02-11', { officer: 'officer-2', team: 'north' }],
      ['FinalPlanIssued', '2025-02-12', { confirmed: ['no-draft-plan', 'advice-missing'] }],
    );
    expect(note).toMatchObject({ title: 'Note', values: [{ name: 'Note', value: 'A call.', isText: true }] });
    expect(assigned?.values.map(({ value }) => value)).toEqual(['Name of officer-2', 'Team north']);
    expect(final?.values).toEqual([{ name: 'Warnings confirmed', value: 'No draft plan, Advice missing' }]);
  });

  it('says of texts that were erased that they were', () => {
    const [, note] = told(['NoteAdded', '2025-02-10', { note: '1', text: undefined }]);
    expect(note?.values).toEqual([{ name: 'Note', value: 'Erased', isText: true }]);
  });

  it('says where the tracker itself recorded something', () => {
    const { history } = testCase(
      'plan',
      [['PlanMade', '2025-01-06', {}, 'policy:final-plan-makes-plan']],
      '2025-06-02',
    );
    const [made] = toldEvents(history, { kind: 'plan', names: NAMES });
    expect(made?.by).toBe('The tracker, since a final plan makes the plan');
  });

  it('names an event of a later version by its type', () => {
    expect(told(['InventedLater', '2025-02-10'])[1]).toMatchObject({ title: 'InventedLater', canCorrect: false });
  });
});
