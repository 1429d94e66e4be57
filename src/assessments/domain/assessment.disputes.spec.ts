import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../../statute/evaluate.js';
import { milestone, PERSON, REASON, record, STEPS } from '../../testing/assessments.js';
import { specify } from '../../testing/decider.js';
import { assessmentDecider } from './assessment.decider.js';
import type { AssessmentEvent, AssessmentMilestone } from './assessment.events.js';

const { given } = specify(assessmentDecider);

const { requested, agreed, refusedToIssue, toIssue, draft, reply, final } = STEPS;
const issued = [requested, agreed, toIssue, draft, reply, final];
const mediation = milestone('MediationRequested', '2025-06-02');

/** The clocks and duties of a rule, as the case has them. */
function clocksOf(rule: string, ...events: readonly AssessmentEvent[]): readonly object[] {
  const { clocks, duties } = evaluate(assessmentDecider.milestones(given(...events).state));
  return [...clocks, ...duties].filter((one) => one.rule === rule);
}

describe('The amended plan after a dispute about the first one', () => {
  const appealed = milestone('AppealLodged', '2025-06-16', { appeal: 'contents' });
  const roads: readonly (readonly [string, string, readonly AssessmentMilestone[]])[] = [
    ['an order', 'T7', [appealed, milestone('TribunalOrdered', '2025-09-01', { order: 'amend-contents' })]],
    ['a concession', 'U2', [appealed, milestone('AppealConceded', '2025-09-01', { appeal: 'contents' })]],
    ['an agreement', 'T7', [mediation, milestone('MediationAgreed', '2025-09-01', { order: 'amend-contents' })]],
  ];
  const amended = milestone('AmendedPlanIssued', '2025-09-22');

  test.each(roads)('carries %s out', (_name, rule, road) => {
    given(...issued, ...road)
      .when(record(amended))
      .then(amended);
    expect(given(...issued, ...road, amended).state.stage).toBe('plan-issued');
    expect(clocksOf(rule, ...issued, ...road)).toEqual([expect.not.objectContaining({ metOn: expect.anything() })]);
    expect(clocksOf(rule, ...issued, ...road, amended)).toEqual([expect.objectContaining({ metOn: '2025-09-22' })]);
  });

  test('is asked about a second time, unless another order came since', () => {
    const ordered = milestone('TribunalOrdered', '2025-09-01', { order: 'amend-contents' });
    const again = milestone('AmendedPlanIssued', '2025-10-06');
    given(...issued, appealed, ordered, amended)
      .when(record(again))
      .thenAsked('nothing-to-carry-out');
    given(...issued, appealed, ordered, amended, milestone('TribunalOrdered', '2025-09-29', { order: 'amend-setting' }))
      .when(record(again))
      .then(again);
  });

  test('can be appealed against', () => {
    given(...issued, appealed, milestone('TribunalOrdered', '2025-09-01', { order: 'amend-contents' }), amended)
      .when(record(milestone('AppealLodged', '2025-10-06', { appeal: 'setting' })))
      .then(milestone('AppealLodged', '2025-10-06', { appeal: 'setting' }));
  });
});

describe('An order, agreement or concession that does not belong to the case or its appeal', () => {
  test.each(['maintain', 'maintain-and-amend'] as const)(
    'an agreement on %s belongs on a plan or a review',
    (order) => {
      given(...issued, mediation)
        .when(record(milestone('MediationAgreed', '2025-06-16', { order })))
        .thenAsked('belongs-elsewhere');
    },
  );

  test('an order to maintain the plan neither belongs here nor follows from an appeal against its contents', () => {
    given(...issued, milestone('AppealLodged', '2025-06-16', { appeal: 'contents' }))
      .when(record(milestone('TribunalOrdered', '2025-09-01', { order: 'maintain' })))
      .thenAsked('not-the-appeal', 'belongs-elsewhere');
  });

  test('conceding another appeal than the one that was lodged is asked about', () => {
    given(requested, agreed, refusedToIssue, milestone('AppealLodged', '2025-04-14', { appeal: 'refusal-to-issue' }))
      .when(record(milestone('AppealConceded', '2025-05-12', { appeal: 'refusal-to-assess' })))
      .thenAsked('not-the-appeal');
  });
});

describe('An appeal that the family withdraws', () => {
  const appealed = milestone('AppealLodged', '2025-04-14', { appeal: 'refusal-to-issue' });
  const withdrawn = milestone('AppealWithdrawn', '2025-05-12');
  const before = [requested, agreed, refusedToIssue, appealed];

  test('needs no answer of the council any more', () => {
    given(...before)
      .when(record(withdrawn))
      .then(withdrawn);
    expect(clocksOf('A7', ...before)).toEqual([expect.not.objectContaining({ endedOn: expect.anything() })]);
    expect(clocksOf('A7', ...before, withdrawn)).toEqual([expect.objectContaining({ endedOn: '2025-05-12' })]);
  });

  test('lets the refusal stand', () => {
    expect(given(...before, withdrawn).state.stage).toBe('refused-to-issue');
    given(...before, withdrawn)
      .when(record(milestone('DraftPlanSent', '2025-06-02')))
      .thenAsked('refused-to-issue');
  });
});

describe('A refusal that was reversed can be recorded afterwards', () => {
  test.each([
    ['assess', 'DecisionToAssessNotified', 'assess', [requested]],
    ['issue', 'DecisionToIssueNotified', 'issue', [requested, agreed]],
  ] as const)('to %s: the refusal is asked about, then the reversal fits', (stage, type, outcome, before) => {
    const decided = milestone(type, '2025-05-01', { outcome });
    const refusal = milestone(type, '2025-02-10', { outcome: 'refuse' } as never);
    const reversal = milestone('DecisionReversed', '2025-04-14', { stage });
    given(...before, decided)
      .when(record(refusal))
      .thenAsked('decided-already');
    given(...before, decided, refusal)
      .when(record(reversal))
      .then(reversal);
  });

  test('also where a later refusal and its reversal are on record', () => {
    const later = [
      milestone('DecisionToAssessNotified', '2025-04-01', { outcome: 'refuse' }),
      milestone('DecisionReversed', '2025-04-14', { stage: 'assess' }),
    ];
    const refusal = milestone('DecisionToAssessNotified', '2025-02-10', { outcome: 'refuse' });
    const reversal = milestone('DecisionReversed', '2025-03-03', { stage: 'assess' });
    given(requested, ...later)
      .when(record(refusal))
      .thenAsked('decided-already');
    given(requested, ...later, refusal)
      .when(record(reversal))
      .then(reversal);
  });

  test('a favourable decision that was confirmed ends the questions about the refusal before it', () => {
    const refused = milestone('DecisionToAssessNotified', '2025-01-20', { outcome: 'refuse' });
    given(requested, refused, {
      ...agreed,
      data: { ...agreed.data, confirmed: ['decided-already'] },
    } as AssessmentEvent)
      .when(record(draft))
      .then(draft);
  });
});

describe('After the final plan', () => {
  const later: readonly AssessmentMilestone[] = [
    milestone('DecisionToAssessNotified', '2025-07-01', { outcome: 'refuse' }),
    milestone('DecisionToIssueNotified', '2025-07-01', { outcome: 'refuse' }),
    milestone('DraftPlanSent', '2025-07-01'),
    milestone('DecisionReversed', '2025-07-01', { stage: 'issue' }),
    milestone('TribunalOrdered', '2025-07-01', { order: 'make-plan' }),
    milestone('AppealConceded', '2025-07-01', { appeal: 'refusal-to-issue' }),
    milestone('MediationAgreed', '2025-07-01', { order: 'assess' }),
  ];
  test.each(later.map((one) => [one.type, one] as const))('%s does not take the plan back', (_type, one) => {
    expect(given(...issued, one).state.stage).toBe('plan-issued');
  });

  test('an order to make the plan is asked about; the plan can then be issued as ordered', () => {
    const reversed = [
      requested,
      agreed,
      refusedToIssue,
      milestone('AppealLodged', '2025-04-14', { appeal: 'refusal-to-issue' }),
      milestone('DecisionReversed', '2025-04-21', { stage: 'issue' }),
      draft,
      reply,
      final,
    ];
    const ordered = milestone('TribunalOrdered', '2025-07-01', { order: 'make-plan', appeal: 'refusal-to-issue' });
    given(...reversed)
      .when(record(ordered))
      .thenAsked('after-final-plan');
    for (const one of [milestone('DraftPlanSent', '2025-07-14'), milestone('FinalPlanIssued', '2025-08-04')]) {
      given(...reversed, ordered)
        .when(record(one))
        .then(one);
    }
    const again = milestone('FinalPlanIssued', '2025-08-04');
    expect(clocksOf('T5', ...reversed, ordered, again)).toEqual([expect.objectContaining({ metOn: '2025-08-04' })]);
  });

  test('an order about the contents or the setting is not asked about', () => {
    const appealed = milestone('AppealLodged', '2025-06-16', { appeal: 'setting' });
    const ordered = milestone('TribunalOrdered', '2025-09-01', { order: 'amend-setting' });
    given(...issued, appealed)
      .when(record(ordered))
      .then(ordered);
  });
});

describe('Where a case stands', () => {
  test.each([
    ['assess', 'requested'],
    ['make-plan', 'requested'],
  ] as const)('an agreement on %s that the council was not a party to changes nothing', (order, stage) => {
    const health = milestone('MediationAgreed', '2025-03-03', { order, healthBodyOnly: true });
    expect(given(requested, health).state.stage).toBe(stage);
  });

  test('an order to assess does not take back a draft plan', () => {
    const ordered = milestone('TribunalOrdered', '2025-05-06', { order: 'assess' });
    expect(given(requested, agreed, draft, ordered).state.stage).toBe('draft-plan-sent');
  });

  test('the decision to issue a plan does not take back a draft that was sent with it or before it', () => {
    expect(
      given(requested, agreed, draft, milestone('DecisionToIssueNotified', '2025-04-23', { outcome: 'issue' })).state
        .stage,
    ).toBe('draft-plan-sent');
  });
});

describe('When the council became responsible', () => {
  const movedIn = milestone('AssessmentRequested', '2025-01-06', {
    person: PERSON,
    kind: 'initial',
    becameResponsibleOn: '2025-01-20',
  });

  test('can be after the request: the family applies and then moves in', () => {
    given().when(record(movedIn)).then(movedIn);
  });

  test('cannot be a day that has not come', () => {
    given().when(record(movedIn), '2025-01-10').thenRefused('in-the-future: becameResponsibleOn');
  });

  test.each(['reassessment', 'reassessment-by-council'] as const)(
    'starts no clock of a first assessment in a %s, whatever an older record says',
    (kind) => {
      const old = milestone('AssessmentRequested', '2025-01-06', {
        person: PERSON,
        kind,
        becameResponsibleOn: '2024-12-02',
      });
      expect(assessmentDecider.milestones(given(old).state)).not.toContainEqual(
        expect.objectContaining({ milestone: 'became-responsible' }),
      );
    },
  );
});

test("a council's own reassessment that was refused by mistake is put right by correcting the kind", () => {
  const own = milestone('AssessmentRequested', '2025-01-06', { person: PERSON, kind: 'reassessment-by-council' });
  const refused = milestone('DecisionToAssessNotified', '2025-01-20', { outcome: 'refuse' });
  given(own, refused)
    .when({ type: 'Correct', entry: 1, to: { kind: 'reassessment' }, reason: REASON })
    .then({
      type: 'MilestoneCorrected',
      data: { entry: 1, from: { kind: 'reassessment-by-council' }, to: { kind: 'reassessment' }, reason: REASON },
    });
});
