import { describe, expect, test } from '@jest/globals';
import {
  correct,
  messages,
  milestone,
  numberOf,
  PERSON,
  REASON,
  record,
  retract,
  STEPS,
  WHOLE,
} from '../../testing/assessments.js';
import { specify } from '../../testing/decider.js';
import { assessmentDecider } from './assessment.decider.js';
import type { AssessmentEvent, AssessmentMilestone } from './assessment.events.js';

const { given } = specify(assessmentDecider);
const {
  requested,
  agreed,
  refusedToAssess,
  healthAsked,
  healthIn,
  healthBack,
  toIssue,
  refusedToIssue,
  draft,
  reply,
  final,
} = STEPS;

type Asked = readonly [name: string, before: readonly AssessmentEvent[], milestone: AssessmentMilestone, code: string];

const warnings: readonly Asked[] = [
  [
    'a request from before the Act',
    [],
    milestone('AssessmentRequested', '2014-08-31', { person: PERSON, kind: 'initial' }),
    'before-the-act',
  ],
  [
    'becoming responsible more than a year before the request',
    [],
    milestone('AssessmentRequested', '2025-01-06', {
      person: PERSON,
      kind: 'initial',
      becameResponsibleOn: '2024-01-05',
    }),
    'responsible-long-before',
  ],
  [
    'an adviser who received the request more than 30 days after it was sent',
    [requested, agreed],
    milestone('AdviceRequested', '2025-02-04', { ref: 'health', adviser: 'health', receivedOn: '2025-03-07' }),
    'received-late',
  ],
  [
    'a draft plan that the family received more than 30 days after it was sent',
    [requested, agreed, toIssue],
    milestone('DraftPlanSent', '2025-04-22', { servedOn: '2025-05-23' }),
    'served-late',
  ],
  ['a decision to issue a plan without one to assess', [requested], toIssue, 'no-decision-to-assess'],
  ['a draft plan without a decision to assess', [requested], draft, 'no-decision-to-assess'],
  ['a decision to issue a plan after a refusal to assess', [requested, refusedToAssess], toIssue, 'refused-to-assess'],
  ['a draft plan after a refusal to assess', [requested, refusedToAssess], draft, 'refused-to-assess'],
  ['a draft plan after a refusal to issue one', [requested, agreed, refusedToIssue], draft, 'refused-to-issue'],
  [
    'a decision to assess while a refusal stands',
    [requested, refusedToAssess],
    milestone('DecisionToAssessNotified', '2025-02-10', { outcome: 'assess' }),
    'decided-already',
  ],
  [
    'a decision to assess after an appeal that was dismissed',
    [
      requested,
      refusedToAssess,
      milestone('AppealLodged', '2025-03-03', { appeal: 'refusal-to-assess' }),
      milestone('TribunalOrdered', '2025-06-02', { order: 'dismiss' }),
    ],
    milestone('DecisionToAssessNotified', '2025-06-10', { outcome: 'assess' }),
    'decided-already',
  ],
  [
    'a refusal to issue a plan after the decision to issue one',
    [requested, agreed, toIssue],
    milestone('DecisionToIssueNotified', '2025-05-06', { outcome: 'refuse' }),
    'decided-already',
  ],
  [
    'a decision to issue a plan after an appeal that was dismissed, with no decision to assess',
    [
      requested,
      milestone('AppealLodged', '2025-03-03', { confirmed: ['no-decision-to-appeal'] }),
      milestone('TribunalOrdered', '2025-04-01', { order: 'dismiss' }),
    ],
    toIssue,
    'no-decision-to-assess',
  ],
  [
    'a draft plan after an agreement that the council was not a party to',
    [
      requested,
      milestone('MediationRequested', '2025-03-03'),
      milestone('MediationAgreed', '2025-03-10', { order: 'assess', healthBodyOnly: true }),
    ],
    draft,
    'no-decision-to-assess',
  ],
  [
    'a draft plan after a refusal to issue one and an agreement on other matters',
    [
      requested,
      agreed,
      refusedToIssue,
      milestone('MediationRequested', '2025-04-08'),
      milestone('MediationAgreed', '2025-04-15', { order: 'other' }),
    ],
    draft,
    'refused-to-issue',
  ],
  ['a final plan without a draft', [requested, agreed, toIssue], final, 'no-draft-plan'],
  ['a final plan while advice is missing', [requested, agreed, healthAsked, draft], final, 'advice-missing'],
  [
    'a final plan while advice is awaited again',
    [requested, agreed, healthAsked, healthIn, healthBack, draft],
    final,
    'advice-missing',
  ],
  [
    'a final plan within 15 days of the draft, and no reply',
    [requested, agreed, draft],
    milestone('FinalPlanIssued', '2025-05-06'),
    'final-plan-before-15-days',
  ],
  [
    'a final plan within 15 days of a second draft, with representations on the first on the same day',
    [
      requested,
      agreed,
      draft,
      milestone('RepresentationsReceived', '2025-05-12'),
      milestone('DraftPlanSent', '2025-05-12'),
    ],
    final,
    'final-plan-before-15-days',
  ],
  [
    'a second final plan, such as a corrected copy',
    [requested, agreed, toIssue, draft, reply, final],
    milestone('FinalPlanIssued', '2025-05-21'),
    'issued-already',
  ],
  [
    'a decision to assess after the final plan',
    [requested, draft, reply, final],
    milestone('DecisionToAssessNotified', '2025-05-21', { outcome: 'assess' }),
    'after-final-plan',
  ],
  [
    'a decision whether to issue a plan after the final plan',
    [requested, agreed, draft, reply, final],
    milestone('DecisionToIssueNotified', '2025-05-21', { outcome: 'issue' }),
    'after-final-plan',
  ],
  [
    'a draft after the final plan',
    [requested, agreed, draft, reply, final],
    milestone('DraftPlanSent', '2025-06-02'),
    'after-final-plan',
  ],
  [
    'a reversal after the final plan',
    [requested, agreed, refusedToIssue, draft, reply, final],
    milestone('DecisionReversed', '2025-06-02', { stage: 'issue' }),
    'after-final-plan',
  ],
  [
    'an amended plan without a final plan',
    [
      requested,
      milestone('AppealLodged', '2025-02-03', { appeal: 'contents' }),
      milestone('TribunalOrdered', '2025-03-03', { order: 'amend-contents' }),
    ],
    milestone('AmendedPlanIssued', '2025-04-01'),
    'no-final-plan',
  ],
  [
    'an amended plan that nothing on record led to',
    [requested, agreed, draft, reply, final],
    milestone('AmendedPlanIssued', '2025-06-02'),
    'nothing-to-carry-out',
  ],
  [
    'mediation that nobody asked for',
    [requested, refusedToAssess],
    milestone('MediationHeld', '2025-03-03'),
    'no-mediation',
  ],
  [
    'a notice to the health body without mediation',
    [requested],
    milestone('HealthBodyNotified', '2025-03-03'),
    'no-mediation',
  ],
  [
    'an agreement without mediation',
    [requested],
    milestone('MediationAgreed', '2025-03-03', { order: 'assess' }),
    'no-mediation',
  ],
  [
    'word of an agreement that is not on record',
    [requested],
    milestone('AgreementNotified', '2025-03-03'),
    'no-agreement',
  ],
  [
    'carrying out an agreement that is not on record',
    [requested],
    milestone('AgreementCarriedOut', '2025-03-03'),
    'no-agreement',
  ],
  ['a response without an appeal', [requested], milestone('AppealResponded', '2025-03-03'), 'no-appeal'],
  [
    'a concession without an appeal',
    [requested],
    milestone('AppealConceded', '2025-03-03', { appeal: 'refusal-to-assess' }),
    'no-appeal',
  ],
  [
    'an order without an appeal',
    [requested],
    milestone('TribunalOrdered', '2025-03-03', { order: 'assess' }),
    'no-appeal',
  ],
  ['a recommendation without an appeal', [requested], milestone('TribunalRecommended', '2025-03-03'), 'no-appeal'],
  [
    'the answer to a recommendation that is not on record',
    [requested],
    milestone('RecommendationAnswered', '2025-03-03'),
    'no-recommendation',
  ],
  ...(['refusal-to-assess', 'refusal-to-reassess', 'refusal-to-issue', 'contents', 'setting', 'cease'] as const).map(
    (appeal) =>
      [
        `an appeal (${appeal}) without what it is against`,
        [requested, agreed, toIssue],
        milestone('AppealLodged', '2025-06-02', { appeal }),
        'no-decision-to-appeal',
      ] as const,
  ),
];

const asked = warnings.map(([name, before, one, code]) => ({
  name,
  before,
  milestone: one,
  command: record(one),
  code,
}));

describe('What is asked about, and recorded as confirmed', () => {
  test.each(asked)('$name', ({ before, milestone: one, command, code }) => {
    given(...before)
      .when(command)
      .thenAsked(code);
    expect(messages(before, command).join()).toMatch(/confirm that .*\.$/);
    given(...before)
      .when(record(one, code, 'another-code'))
      .then({ ...one, data: { ...one.data, confirmed: [code] } } as AssessmentEvent);
  });

  test('confirming one warning does not confirm another', () => {
    given(requested, agreed, healthAsked, draft)
      .when(record(milestone('FinalPlanIssued', '2025-05-06'), 'advice-missing'))
      .thenAsked('final-plan-before-15-days');
  });

  test('the message names the advice that is missing, each adviser once', () => {
    const twice = milestone('AdviceRequested', '2025-02-04', { ref: 'health-2', adviser: 'health' });
    const care = milestone('AdviceRequested', '2025-02-04', { ref: 'social-care', adviser: 'social-care' });
    expect(messages([requested, agreed, healthAsked, twice, care, draft], record(final))).toEqual([
      'Advice was asked for and is not on record as received: health, social care. Record it first, or confirm that the plan was issued without it.',
    ]);
  });

  test.each([
    milestone('AssessmentRequested', '2014-09-01', { person: PERSON, kind: 'initial' }),
    milestone('AssessmentRequested', '2025-01-06', {
      person: PERSON,
      kind: 'initial',
      becameResponsibleOn: '2024-01-06',
    }),
  ])(
    'a request on the first day of the Act, or a year after the council became responsible, is not asked about',
    (one) => {
      given().when(record(one)).then(one);
    },
  );

  test('a draft plan that arrives on the thirtieth day after it was sent is not asked about', () => {
    const slow = milestone('DraftPlanSent', '2025-04-22', { servedOn: '2025-05-22' });
    given(requested, agreed, toIssue).when(record(slow)).then(slow);
  });

  test('a warning that was there before is not asked about again', () => {
    given(requested, draft)
      .when(correct(2, { on: '2025-04-23' }))
      .then({
        type: 'MilestoneCorrected',
        data: { entry: 2, from: { on: '2025-04-22' }, to: { on: '2025-04-23' }, reason: REASON },
      });
  });

  test('what is asked about on retracting says which milestone it is about', () => {
    const before = [requested, agreed, draft, final];
    given(...before)
      .when(retract(3))
      .thenAsked('no-draft-plan');
    expect(messages(before, retract(3)).join()).toMatch(
      /This is about the final plan \(20 May 2025\), milestone number 4\.$/,
    );
    given(...before)
      .when(retract(3, 'no-draft-plan'))
      .then({ type: 'MilestoneRetracted', data: { entry: 3, reason: REASON, confirmed: ['no-draft-plan'] } });
  });

  test('what cannot be confirmed comes before what can', () => {
    given(...WHOLE)
      .when(retract(numberOf('DraftPlanSent'), 'no-draft-plan'))
      .thenRefused('nothing-to-follow');
  });
});
