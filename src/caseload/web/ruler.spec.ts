import { describe, expect, it } from '@jest/globals';
import { testCase, type Told } from '../../testing/whole-cases.js';
import { rulerOf, weeksInWords, type RulerView } from './ruler.js';

const REQUESTED: Told = ['AssessmentRequested', '2025-01-06', { kind: 'initial' }];
const ASSESSES: Told = ['DecisionToAssessNotified', '2025-02-10', { outcome: 'assess' }];

function rulerFor(kind: 'assessment' | 'plan' | 'review', told: readonly Told[], asAt: string): RulerView | undefined {
  const { file, history } = testCase(kind, told, asAt);
  return rulerOf(file, history.milestones, true);
}

const limitsOf = (ruler: RulerView | undefined): readonly string[] =>
  ruler?.limits.map(({ when, name, outcome }) => `${when}: ${name}. ${outcome}`) ?? [];

describe('The ruler of a needs assessment', () => {
  it('has the marks of weeks 6, 16 and 20 from the request, and where today stands', () => {
    const ruler = rulerFor('assessment', [REQUESTED, ASSESSES], '2025-03-03');
    expect(ruler?.drawing.marks.map(({ text, x }) => [text, x])).toEqual([
      ['0', '0.00%'],
      ['6', '30.00%'],
      ['16', '80.00%'],
      ['20', '100.00%'],
    ]);
    expect(ruler?.drawing.standing).toMatchObject({ text: 'Today', x: '40.00%' });
    expect(ruler?.drawing.late).toBeUndefined();
    expect(limitsOf(ruler)).toEqual([
      '6 weeks: Decision to assess. Met on 10 February 2025, 7 days early',
      '16 weeks: Refusal to issue a plan. 56 days left',
      '20 weeks: Final plan. 84 days left',
    ]);
    expect(ruler?.happened.map(({ when, what }) => [when, ...what])).toEqual([
      ['Day 0', 'Request for a needs assessment received'],
      ['5 weeks', 'Decision to assess notified'],
    ]);
  });

  it('goes on to today where the final plan is late', () => {
    const ruler = rulerFor('assessment', [REQUESTED, ASSESSES], '2025-06-09');
    expect(ruler?.drawing.late).toEqual({ x: '90.91%', width: '9.09%' });
    expect(ruler?.drawing.standing?.x).toBe('100.00%');
    expect(ruler?.description).toContain('It went on for 2 weeks after the last day allowed, 26 May 2025.');
  });

  it('ends with a final plan that came late, whatever day it is', () => {
    const final: readonly Told[] = [
      ['DecisionToIssueNotified', '2025-05-01', { outcome: 'issue' }],
      ['DraftPlanSent', '2025-05-02'],
      ['FinalPlanIssued', '2025-06-02'],
    ];
    const ruler = rulerFor('assessment', [REQUESTED, ASSESSES, ...final], '2026-06-09');
    expect(ruler?.drawing.late).toEqual({ x: '95.24%', width: '4.76%' });
    expect(ruler?.drawing.standing).toBeUndefined();
    expect(ruler?.description).toContain('Today is after its end.');
    expect(limitsOf(ruler)).toContain('20 weeks: Final plan. Met on 2 June 2025, 7 days late');
  });

  it('shows exceptions by their time, and names the adviser of advice', () => {
    const more: readonly Told[] = [
      ['AdviceRequested', '2025-02-11', { ref: 'ep', adviser: 'educational-psychologist' }],
      ['AdviceRequested', '2025-02-11', { ref: 'health', adviser: 'health' }],
      ['ExceptionRecorded', '2025-03-03', { ground: 'absence', from: '2025-01-27', to: '2025-03-02' }],
    ];
    const ruler = rulerFor('assessment', [REQUESTED, ASSESSES, ...more], '2025-03-10');
    expect(ruler?.exceptions).toEqual([{ name: 'E1', says: 'Absence from the area, 27 January 2025 to 2 March 2025' }]);
    expect(ruler?.drawing.spans).toMatchObject([{ x: '15.00%' }]);
    expect(ruler?.happened[2]?.what).toEqual([
      'Advice requested: educational psychologist',
      'Advice requested: health',
    ]);
  });

  it('leaves out what happened later than the day that is looked at, and what was retracted', () => {
    const retracted: readonly Told[] = [
      ['DraftPlanSent', '2025-02-12'],
      ['MilestoneRetracted', '2025-02-13', { entry: 3, reason: 'x' }],
    ];
    const ruler = rulerFor('assessment', [REQUESTED, ASSESSES, ...retracted], '2025-02-01');
    expect(ruler?.happened).toHaveLength(1);
    expect(rulerFor('assessment', [REQUESTED, ASSESSES, ...retracted], '2025-03-01')?.happened).toHaveLength(2);
  });

  it('has the limit of a reassessment from its notice', () => {
    const reassessed: readonly Told[] = [
      ['AssessmentRequested', '2025-01-06', { kind: 'reassessment' }],
      ['DecisionToAssessNotified', '2025-01-20', { outcome: 'assess' }],
    ];
    const ruler = rulerFor('assessment', reassessed, '2025-03-03');
    expect(ruler?.title).toBe('The weeks from the request');
    expect(limitsOf(ruler).map((limit) => limit.split('.')[0])).toEqual([
      '2 weeks and 1 day: Decision to reassess',
      '16 weeks: Reassessment: final plan',
    ]);
  });
});

describe('The ruler of a review', () => {
  const OPENED: Told = ['ReviewOpened', '2025-01-06', { plan: 'p', kind: 'annual' }];

  it('begins with its meeting, with marks at 4 and 12 weeks and at 8 from the notice', () => {
    const told: readonly Told[] = [
      OPENED,
      ['InvitationsSent', '2025-02-10'],
      ['ReviewMeetingHeld', '2025-03-03'],
      ['ReviewDecisionNotified', '2025-03-24', { outcome: 'amend' }],
      ['AmendmentNoticeSent', '2025-03-24'],
    ];
    const ruler = rulerFor('review', told, '2025-04-07');
    expect(ruler?.drawing.marks.map(({ text }) => text)).toEqual(['0', '4', '11', '12']);
    expect(ruler?.before.map(({ what }) => what)).toEqual(['Review opened', 'Invitations sent']);
    expect(limitsOf(ruler)).toContain('11 weeks: Final amended plan: 8 weeks from the notice. 42 days left');
  });

  it('begins with the meeting that is planned where none was held', () => {
    const ruler = rulerFor('review', [OPENED, ['ReviewMeetingPlanned', '2025-05-01']], '2025-04-07');
    expect(ruler?.description).toContain('It begins after today.');
    expect(ruler?.drawing.standing).toBeUndefined();
    expect(limitsOf(ruler)).toEqual(['4 weeks: Decision after the review. Runs once the meeting is held']);
  });

  it('is nothing where no meeting is planned, nor for a plan', () => {
    expect(rulerFor('review', [OPENED], '2025-04-07')).toBeUndefined();
    expect(rulerFor('plan', [['PlanMade', '2025-01-06']], '2025-04-07')).toBeUndefined();
  });
});

describe('A time in weeks', () => {
  it.each([
    [0, 'Day 0'],
    [1, '1 day'],
    [7, '1 week'],
    [45, '6 weeks and 3 days'],
  ])('of %d days is %s', (days, words) => expect(weeksInWords(days)).toBe(words));
});
