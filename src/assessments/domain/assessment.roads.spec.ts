import { describe, expect, test } from '@jest/globals';
import { milestone, PERSON, REASON, record, WHOLE } from '../../testing/assessments.js';
import type { SealedText } from '../../streams/domain/event.js';
import { specify } from '../../testing/decider.js';
import { assessmentDecider, type AssessmentStage } from './assessment.decider.js';
import type { AssessmentEvent, AssessmentMilestone } from './assessment.events.js';

const { given } = specify(assessmentDecider);
const stageAfter = (...events: readonly AssessmentEvent[]): string => given(...events).state.stage;

const requested = milestone('AssessmentRequested', '2025-01-06', { person: PERSON, kind: 'initial' });
const agreed = milestone('DecisionToAssessNotified', '2025-02-03', { outcome: 'assess' });
const refusedToAssess = milestone('DecisionToAssessNotified', '2025-02-03', { outcome: 'refuse' });
const refusedToIssue = milestone('DecisionToIssueNotified', '2025-04-07', { outcome: 'refuse' });
const toIssue = milestone('DecisionToIssueNotified', '2025-04-07', { outcome: 'issue' });
const draft = milestone('DraftPlanSent', '2025-04-22');
const final = milestone('FinalPlanIssued', '2025-05-20');
const issued = [requested, agreed, toIssue, draft, final];

test('a case without events is not opened', () => {
  expect(stageAfter()).toBe('unopened');
  expect(assessmentDecider.milestones(given().state)).toEqual([]);
});

test('the straight road leads from the request to the plan', () => {
  const stages = issued.map((_one, index) => stageAfter(...issued.slice(0, index + 1)));
  expect(stages).toEqual(['requested', 'assessing', 'plan-agreed', 'draft-plan-sent', 'plan-issued']);
});

test('a later draft does not take the plan back', () => {
  expect(stageAfter(...issued, milestone('DraftPlanSent', '2025-06-02'))).toBe('plan-issued');
});

const toAssess: readonly (readonly [string, AssessmentMilestone, AssessmentStage])[] = [
  ['the council reverses it', milestone('DecisionReversed', '2025-03-03', { stage: 'assess' }), 'assessing'],
  ['mediation agrees on assessing', milestone('MediationAgreed', '2025-03-03', { order: 'assess' }), 'assessing'],
  [
    'mediation agrees on something else',
    milestone('MediationAgreed', '2025-03-03', { order: 'other' }),
    'refused-to-assess',
  ],
  [
    'the council concedes the appeal',
    milestone('AppealConceded', '2025-03-03', { appeal: 'refusal-to-assess' }),
    'assessing',
  ],
  [
    'the council concedes the appeal on a reassessment',
    milestone('AppealConceded', '2025-03-03', { appeal: 'refusal-to-reassess' }),
    'assessing',
  ],
  ['the tribunal orders to assess', milestone('TribunalOrdered', '2025-03-03', { order: 'assess' }), 'assessing'],
  [
    'the tribunal orders to reconsider',
    milestone('TribunalOrdered', '2025-03-03', { order: 'reconsider' }),
    'assessing',
  ],
  [
    'the tribunal dismisses the appeal',
    milestone('TribunalOrdered', '2025-03-03', { order: 'dismiss' }),
    'refused-to-assess',
  ],
];

test.each(toAssess)('after a refusal to assess, %s', (_name, road, stage) => {
  expect(stageAfter(requested, refusedToAssess)).toBe('refused-to-assess');
  expect(stageAfter(requested, refusedToAssess, road)).toBe(stage);
});

const toMakeAPlan: readonly (readonly [string, AssessmentMilestone, AssessmentStage])[] = [
  ['the council reverses it', milestone('DecisionReversed', '2025-05-06', { stage: 'issue' }), 'plan-agreed'],
  ['mediation agrees on a plan', milestone('MediationAgreed', '2025-05-06', { order: 'make-plan' }), 'plan-agreed'],
  [
    'the council concedes the appeal',
    milestone('AppealConceded', '2025-05-06', { appeal: 'refusal-to-issue' }),
    'plan-agreed',
  ],
  ['the tribunal orders a plan', milestone('TribunalOrdered', '2025-05-06', { order: 'make-plan' }), 'plan-agreed'],
  [
    'the tribunal orders to reconsider',
    milestone('TribunalOrdered', '2025-05-06', { order: 'reconsider' }),
    'assessing',
  ],
  [
    'the tribunal dismisses the appeal',
    milestone('TribunalOrdered', '2025-05-06', { order: 'dismiss' }),
    'refused-to-issue',
  ],
];

test.each(toMakeAPlan)('after a refusal to issue a plan, %s', (_name, road, stage) => {
  expect(stageAfter(requested, agreed, refusedToIssue)).toBe('refused-to-issue');
  expect(stageAfter(requested, agreed, refusedToIssue, road)).toBe(stage);
});

test.each(['amend-contents', 'amend-setting', 'maintain', 'maintain-and-amend', 'dismiss'] as const)(
  'the order %s leaves an issued plan issued',
  (order) => {
    expect(stageAfter(...issued, milestone('TribunalOrdered', '2025-09-01', { order }))).toBe('plan-issued');
  },
);

test.each(['contents', 'setting', 'refusal-to-amend', 'cease'] as const)(
  'conceding an appeal (%s) leaves an issued plan issued',
  (appeal) => {
    expect(stageAfter(...issued, milestone('AppealConceded', '2025-09-01', { appeal }))).toBe('plan-issued');
  },
);

test('after a refusal that was overturned, the council can decide again', () => {
  given(requested, refusedToAssess, milestone('TribunalOrdered', '2025-03-03', { order: 'reconsider' }))
    .when(record(milestone('DecisionToAssessNotified', '2025-03-17', { outcome: 'refuse' })))
    .then(milestone('DecisionToAssessNotified', '2025-03-17', { outcome: 'refuse' }));
});

describe('Closing and reopening', () => {
  const closed = milestone('CaseClosed', '2025-02-10', { reason: 'withdrawn' });
  const reopened = milestone('CaseReopened', '2025-02-10');

  test('a closed case is closed, whatever else happened on that day', () => {
    expect(
      stageAfter(requested, closed, milestone('DecisionToAssessNotified', '2025-02-10', { outcome: 'assess' })),
    ).toBe('closed');
  });

  test('a reopened case is where it was, and the law does not hear of the closure', () => {
    const { state } = given(requested, agreed, closed, reopened);
    expect(state.stage).toBe('assessing');
    expect(assessmentDecider.milestones(state)).toEqual(assessmentDecider.milestones(given(requested, agreed).state));
  });

  test('the family can be told and asked after the closure', () => {
    for (const one of [
      milestone('FamilyInformed', '2025-03-03'),
      milestone('FamilyFeedbackAsked', '2025-03-03'),
      milestone('FamilyFeedbackRecorded', '2025-03-03'),
    ]) {
      given(requested, closed).when(record(one)).then(one);
    }
  });

  test('a case that was reopened can be closed again, on the same day and for the same reason', () => {
    given(requested, closed, reopened).when(record(closed)).then(closed);
    expect(stageAfter(requested, closed, reopened, closed)).toBe('closed');
    given(requested, closed, reopened, closed).when(record(closed)).thenNothing();
    given(requested, closed, reopened, closed).when(record(reopened)).then(reopened);
    given(requested, closed, reopened, closed, reopened).when(record(reopened)).thenNothing();
  });

  test('a closure that was retracted did not happen', () => {
    expect(
      stageAfter(requested, agreed, closed, { type: 'MilestoneRetracted', data: { entry: 3, reason: REASON } }),
    ).toBe('assessing');
  });

  test('a reopening cannot be retracted from under what came after the closure', () => {
    given(requested, closed, reopened, milestone('DecisionToAssessNotified', '2025-03-03', { outcome: 'assess' }))
      .when({ type: 'Retract', entry: 3, reason: REASON })
      .thenRefused('after-closure: entry');
  });
});

describe('Officers and notes', () => {
  const on = requested.data.on;
  test('the case is given to an officer of a team, and to another later', () => {
    given(requested)
      .when({ type: 'Assign', officer: 'officer-1', team: 'north', on, note: REASON })
      .then({ type: 'CaseAssigned', data: { officer: 'officer-1', team: 'north', on, note: REASON } });
    const assigned: AssessmentEvent = { type: 'CaseAssigned', data: { officer: 'officer-1', team: 'north', on } };
    given(requested, assigned).when({ type: 'Assign', officer: 'officer-1', team: 'north', on }).thenNothing();
    given(requested, assigned)
      .when({ type: 'Assign', officer: 'officer-1', on })
      .then({ type: 'CaseAssigned', data: { officer: 'officer-1', on } });
    expect(given(requested, assigned).state).toMatchObject({ assigned: { officer: 'officer-1', team: 'north' } });
  });
  test('a note is added once', () => {
    given(requested)
      .when({ type: 'AddNote', note: 'note-1', text: REASON })
      .then({ type: 'NoteAdded', data: { note: 'note-1', text: REASON } });
    given(requested, { type: 'NoteAdded', data: { note: 'note-1', text: REASON } })
      .when({ type: 'AddNote', note: 'note-1', text: REASON })
      .thenNothing();
  });
  test('another note needs an id of its own', () => {
    given(requested, { type: 'NoteAdded', data: { note: 'note-1', text: REASON } })
      .when({ type: 'AddNote', note: 'note-1', text: 'another' as SealedText })
      .thenRefused('note-id-taken: note');
  });
  test('a note to the officer who has the case already is kept', () => {
    const data = { officer: 'officer-1', on };
    given(requested, { type: 'CaseAssigned', data })
      .when({ type: 'Assign', ...data, note: REASON })
      .then({ type: 'CaseAssigned', data: { ...data, note: REASON } });
    given(requested, { type: 'CaseAssigned', data: { ...data, note: REASON } })
      .when({ type: 'Assign', ...data, note: REASON })
      .thenNothing();
  });
});

describe('What the law is told', () => {
  const told = (...events: readonly AssessmentEvent[]): readonly object[] =>
    assessmentDecider.milestones(given(...events).state);

  test('of a request: that it was received, and since when the council is responsible', () => {
    expect(
      told(
        milestone('AssessmentRequested', '2025-01-06', {
          person: PERSON,
          kind: 'initial',
          source: 'health',
          becameResponsibleOn: '2024-12-02',
        }),
      ),
    ).toEqual([
      { milestone: 'request-received', on: '2025-01-06' },
      { milestone: 'became-responsible', on: '2024-12-02' },
    ]);
  });

  test('of a request to reassess: when the last assessment was finished', () => {
    expect(
      told(
        milestone('AssessmentRequested', '2025-01-06', {
          person: PERSON,
          kind: 'reassessment',
          lastAssessedOn: '2024-01-08',
        }),
      ),
    ).toEqual([{ milestone: 'reassessment-requested', on: '2025-01-06', lastAssessedOn: '2024-01-08' }]);
  });

  test("of the council's own reassessment: nothing but the decision", () => {
    const own = milestone('AssessmentRequested', '2025-01-06', { person: PERSON, kind: 'reassessment-by-council' });
    expect(told(own, agreed)).toEqual([
      { milestone: 'decision-to-assess', on: '2025-02-03', outcome: 'assess', reassessment: true },
    ]);
  });

  test('of everything that can be on record: all but what only the family and the advisers hear', () => {
    expect(told(...WHOLE.slice(0, -2))).toMatchSnapshot();
  });
});
