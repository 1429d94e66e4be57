import { describe, expect, test } from '@jest/globals';
import { correct, messages, milestone, PERSON, REASON, record, retract, STEPS } from '../../testing/assessments.js';
import type { TODAY } from '../../testing/decider.js';
import { specify } from '../../testing/decider.js';
import { assessmentDecider, type AssessmentCommand } from './assessment.decider.js';
import type { AssessmentEvent } from './assessment.events.js';

const { given } = specify(assessmentDecider);

const {
  requested,
  agreed,
  refusedToAssess,
  healthAsked,
  healthIn,
  healthBack,
  toIssue,
  draft,
  reply,
  consulted,
  closed,
} = STEPS;

interface Case {
  readonly name: string;
  readonly before: readonly AssessmentEvent[];
  readonly command: AssessmentCommand;
  readonly code: string;
}

const refusals: readonly (Case & { readonly says: RegExp })[] = [
  {
    name: 'a milestone before the request',
    before: [requested],
    command: record(milestone('DecisionToAssessNotified', '2025-01-05', { outcome: 'assess' })),
    code: 'too-early: on',
    says: /^The decision whether to assess \(5 January 2025\) cannot be before the request .* \(6 January 2025\)\. Give a day from 6 January 2025/,
  },
  {
    name: 'a milestone after the case was closed',
    before: [requested, milestone('CaseClosed', '2025-01-20', { reason: 'withdrawn' })],
    command: record(agreed),
    code: 'after-closure: on',
    says: /is later than the day on which the case was closed, 20 January 2025\. Reopen the case first/,
  },
  {
    name: 'closing a case twice',
    before: [requested, closed],
    command: record(milestone('CaseClosed', '2025-05-26', { reason: 'moved' })),
    code: 'already-on-record: on',
    says: /^Closing the case \(26 May 2025\) is on record already\. If that is wrong, correct or retract it\.$/,
  },
  {
    name: 'becoming responsible on a day, for a reassessment',
    before: [],
    command: record(
      milestone('AssessmentRequested', '2025-01-06', {
        person: PERSON,
        kind: 'reassessment',
        becameResponsibleOn: '2024-12-02',
      }),
    ),
    code: 'not-for-a-reassessment: becameResponsibleOn',
    says: /belongs to a first assessment; for a reassessment, record the transfer on the plan\./,
  },
  {
    name: 'making a reassessment of a first assessment that says when the council became responsible',
    before: [
      milestone('AssessmentRequested', '2025-01-06', {
        person: PERSON,
        kind: 'initial',
        becameResponsibleOn: '2024-12-02',
      }),
    ],
    command: correct(1, { kind: 'reassessment' }),
    code: 'not-for-a-reassessment: becameResponsibleOn',
    says: /Leave that day out, or correct the kind of the assessment\.$/,
  },
  {
    name: 'refusing a reassessment that nobody asked for',
    before: [milestone('AssessmentRequested', '2025-01-06', { person: PERSON, kind: 'reassessment-by-council' })],
    command: record(refusedToAssess),
    code: 'no-request-to-refuse: outcome',
    says: /^Nobody asked for this reassessment: .* if the council does not reassess, close the case\.$/,
  },
  {
    name: 'a last assessment after the request',
    before: [],
    command: record(
      milestone('AssessmentRequested', '2025-01-06', {
        person: PERSON,
        kind: 'reassessment',
        lastAssessedOn: '2025-01-07',
      }),
    ),
    code: 'days-out-of-order: lastAssessedOn',
    says: /^The last assessment cannot have been finished after the request for this one/,
  },
  {
    name: 'deciding to issue a plan twice',
    before: [requested, agreed, toIssue],
    command: record(milestone('DecisionToIssueNotified', '2025-04-08', { outcome: 'issue' })),
    code: 'decided-already: on',
    says: /^The council decided already: the decision to issue a plan \(7 April 2025\)\. If that is wrong, correct or retract it\.$/,
  },
  {
    name: 'a second request for advice of one reference',
    before: [requested, agreed, healthAsked],
    command: record(milestone('AdviceRequested', '2025-02-05', { ref: 'health', adviser: 'health' })),
    code: 'already-on-record: ref',
    says: /If this is another, add -2, -3 and so on to its reference\.$/,
  },
  {
    name: 'an adviser who received the request before it was sent',
    before: [requested, agreed],
    command: record(
      milestone('AdviceRequested', '2025-02-05', { ref: 'health', adviser: 'health', receivedOn: '2025-02-04' }),
    ),
    code: 'days-out-of-order: receivedOn',
    says: /^The adviser cannot receive the request before it was sent \(4 February 2025 is before 5 February 2025\)\. Give other days\.$/,
  },
  {
    name: 'taking the reference of a request for advice away',
    before: [requested, agreed, healthAsked],
    command: correct(3, { ref: null }),
    code: 'needed: ref',
    says: /^The reference of a request for advice cannot be taken away\. Give another instead\.$/,
  },
  {
    name: 'advice that nobody asked for',
    before: [requested, agreed, healthAsked],
    command: record(milestone('AdviceReceived', '2025-03-10', { ref: 'social-care' })),
    code: 'nothing-to-answer: ref',
    says: /^The request for advice is not on record under this reference, and without it the advice cannot be recorded\. Record it first, or give a reference that is on record\.$/,
  },
  {
    name: 'advice before it was asked for',
    before: [requested, agreed, healthAsked],
    command: record(milestone('AdviceReceived', '2025-02-03', { ref: 'health' })),
    code: 'too-early: on',
    says: /^The advice \(3 February 2025\) cannot be before the request for advice \(4 February 2025\)\./,
  },
  {
    name: 'advice twice, not having been returned',
    before: [requested, agreed, healthAsked, healthIn],
    command: record(milestone('AdviceReceived', '2025-03-11', { ref: 'health' })),
    code: 'already-on-record: ref',
    says: /^The advice \(10 March 2025\) with this reference is on record already\. Record first that it was returned/,
  },
  {
    name: 'returning advice that was not received',
    before: [requested, agreed, healthAsked],
    command: record(healthBack),
    code: 'nothing-to-answer: ref',
    says: /^The advice is not on record under this reference, and without it returning the advice cannot be recorded\./,
  },
  {
    name: 'returning advice twice on one day',
    before: [requested, agreed, healthAsked, healthIn, healthBack],
    command: record(milestone('AdviceReturned', '2025-03-17', { ref: 'health', why: 'sealed' })),
    code: 'already-on-record: on',
    says: /^Returning the advice \(17 March 2025\) is on record already\./,
  },
  {
    name: 'a second draft plan on one day',
    before: [requested, agreed, toIssue, draft],
    command: record(milestone('DraftPlanSent', '2025-04-22', { servedOn: '2025-04-23' })),
    code: 'already-on-record: on',
    says: /^The draft plan \(22 April 2025\) is on record already\./,
  },
  {
    name: 'a draft plan that the family received before it was sent',
    before: [requested, agreed, toIssue],
    command: record(milestone('DraftPlanSent', '2025-04-22', { servedOn: '2025-04-21' })),
    code: 'days-out-of-order: servedOn',
    says: /^The family cannot receive the draft plan before it was sent/,
  },
  {
    name: 'representations without a draft plan',
    before: [requested, agreed],
    command: record(reply),
    code: 'nothing-to-follow: on',
    says: /^The receipt of the family's representations needs the draft plan, which is not on record\. Record that first\.$/,
  },
  {
    name: 'representations before the draft plan',
    before: [requested, agreed, toIssue, draft],
    command: record(milestone('RepresentationsReceived', '2025-04-21')),
    code: 'too-early: on',
    says: /^The receipt of the family's representations \(21 April 2025\) cannot be before the draft plan \(22 April 2025\)\./,
  },
  {
    name: 'an answer of a school that was not consulted',
    before: [requested, agreed, consulted],
    command: record(milestone('SettingResponded', '2025-05-01', { ref: '654321' })),
    code: 'nothing-to-answer: ref',
    says: /^Consulting the school or college is not on record under this reference, and without it the answer/,
  },
  {
    name: 'consulting one school twice under one reference',
    before: [requested, agreed, consulted],
    command: record(milestone('SettingConsulted', '2025-04-29', { ref: '123456' })),
    code: 'already-on-record: ref',
    says: /^Consulting the school or college \(22 April 2025\) is on record already\./,
  },
  {
    name: 'reversing a refusal that is not on record',
    before: [requested, agreed],
    command: record(milestone('DecisionReversed', '2025-03-03', { stage: 'issue' })),
    code: 'no-refusal: stage',
    says: /^There is no refusal to issue a plan on record by 3 March 2025 that could be reversed\./,
  },
  {
    name: 'reversing a refusal before it was made',
    before: [requested, refusedToAssess],
    command: record(milestone('DecisionReversed', '2025-02-02', { stage: 'assess' })),
    code: 'no-refusal: stage',
    says: /^There is no refusal to assess on record by 2 February 2025/,
  },
  {
    name: 'reversing a refusal twice',
    before: [requested, refusedToAssess, milestone('DecisionReversed', '2025-03-03', { stage: 'assess' })],
    command: record(milestone('DecisionReversed', '2025-03-04', { stage: 'assess' })),
    code: 'already-on-record: on',
    says: /^The refusal of 3 February 2025 is on record as reversed already\./,
  },
  {
    name: 'an exception that ends before it begins',
    before: [requested],
    command: record(
      milestone('ExceptionRecorded', '2025-02-03', { ground: 'absence', from: '2025-02-02', to: '2025-02-01' }),
    ),
    code: 'days-out-of-order: to',
    says: /^The exception cannot end before it begins \(1 February 2025 is before 2 February 2025\)\. Give other days\.$/,
  },
  {
    name: 'an agreement that is due before it was made',
    before: [requested, refusedToAssess, milestone('MediationRequested', '2025-02-10')],
    command: record(milestone('MediationAgreed', '2025-03-10', { order: 'assess', agreedDueOn: '2025-03-09' })),
    code: 'days-out-of-order: agreedDueOn',
    says: /^What is agreed cannot be due before the agreement/,
  },
  {
    name: 'an appeal that the tribunal sent before it was lodged',
    before: [requested, refusedToAssess],
    command: record(
      milestone('AppealLodged', '2025-03-10', { appeal: 'refusal-to-assess', sentToCouncilOn: '2025-03-09' }),
    ),
    code: 'days-out-of-order: sentToCouncilOn',
    says: /^The tribunal cannot send the appeal before it was lodged/,
  },
  {
    name: 'retracting the request',
    before: [requested],
    command: retract(1),
    code: 'opens-the-case: entry',
    says: /^The request for the needs assessment opened the case and cannot be retracted\. Correct it, or close the case\.$/,
  },
  {
    name: 'retracting what another milestone depends on',
    before: [requested, agreed, toIssue, draft, reply],
    command: retract(4),
    code: 'nothing-to-follow: entry',
    says: /^The receipt of the family's representations \(1 May 2025\), milestone number 5, depends on it\. Retract or correct that first\.$/,
  },
  {
    name: 'a number that no milestone has',
    before: [requested],
    command: retract(2),
    code: 'unknown-entry: entry',
    says: /^There is no milestone number 2 on this case; it has 1\.$/,
  },
  {
    name: 'correcting a milestone that was retracted',
    before: [requested, agreed, { type: 'MilestoneRetracted', data: { entry: 2, reason: REASON } }],
    command: correct(2, { on: '2025-02-04' }),
    code: 'entry-gone: entry',
    says: /^That milestone was retracted\. Record it anew instead\.$/,
  },
  {
    name: 'correcting whose case it is',
    before: [requested],
    command: correct(1, { person: PERSON.replace('1', '2') }),
    code: 'not-to-be-corrected: to',
    says: /^"person" cannot be corrected\.$/,
  },
  {
    name: 'a milestone without its day',
    before: [requested, agreed],
    command: correct(2, { on: null }),
    code: 'no-day: to',
    says: /^A milestone needs its day\. To take the whole milestone back, retract it\.$/,
  },
  {
    name: 'a correction to a day that has not come',
    before: [requested, agreed],
    command: correct(2, { on: '2026-01-01' }),
    code: 'in-the-future: on',
    says: /^The decision whether to assess cannot be on 1 January 2026: that day has not come\. Give a day up to today, 31 December 2025\.$/,
  },
  {
    name: 'withdrawing what is no exception',
    before: [requested, agreed],
    command: { type: 'WithdrawException', entry: 2, on: agreed.data.on, reason: REASON },
    code: 'not-an-exception: entry',
    says: /^That milestone is not an exception\. Retract it instead\.$/,
  },
  {
    name: 'withdrawing an exception before it was recorded for',
    before: [requested, milestone('ExceptionRecorded', '2025-02-10', { ground: 'absence' })],
    command: { type: 'WithdrawException', entry: 2, on: agreed.data.on, reason: REASON },
    code: 'too-early: on',
    says: /^The exception was recorded for 10 February 2025; it cannot be withdrawn before that\./,
  },
  {
    name: 'giving the case to an officer from a day that has not come',
    before: [requested],
    command: { type: 'Assign', officer: 'officer-1', on: '2026-01-01' as typeof TODAY },
    code: 'in-the-future: on',
    says: /^1 January 2026 has not come\. Today is 31 December 2025\.$/,
  },
];

describe('What is refused, whatever the officer says', () => {
  test.each(refusals)('$name', ({ before, command, code, says }) => {
    given(...before)
      .when(command)
      .thenRefused(code);
    const [message] = messages(before, command);
    expect(message).toMatch(says);
  });
});
