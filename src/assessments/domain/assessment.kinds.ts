import { capital } from '../../statute/sentence.js';
import { addDays, longDate } from '../../statute/calendar.js';
import { servedSoon } from '../../streams/domain/amendments.js';
import { CASE_LIFE_KINDS } from '../../streams/domain/case-life.js';
import {
  answers,
  follows,
  keeps,
  notBefore,
  once,
  oncePer,
  oncePerDay,
  oncePerDayAnd,
  shouldFollow,
  type Check,
  type EntryKinds,
} from '../../streams/domain/consistency.js';
import { againstADecision, disputesOn } from '../../streams/domain/disputes.js';
import { comesBefore, type Entry } from '../../streams/domain/case-record.js';
import { receivedSoon, responsibleLately, underTheAct } from './assessment.days.js';
import {
  amendsAsDecided,
  beforeFinalPlan,
  closesWhatIsDone,
  decidedToAssess,
  isPlanIssued,
  notRefused,
  oneDecisionAtATime,
  oneFinalPlan,
  refusesARequest,
  reversesARefusal,
  turnsBeforeFinalPlan,
} from './assessment.decisions.js';
import type { AssessmentMilestone } from './assessment.events.js';

type Milestone<T extends AssessmentMilestone['type']> = Extract<AssessmentMilestone, { readonly type: T }>;

/** The days that the family has to reply to the draft, beginning with the day it is served (regulation 13(1)(a)). */
const DAYS_TO_REPLY = 15;

/** The family has 15 days to reply; a final plan that does not wait for them is a warning, since backlogs are real. */
const leavesTimeToReply: Check<Milestone<'FinalPlanIssued'>> = (entry, view) => {
  const draft = view
    .of('DraftPlanSent')
    .filter(({ data }) => data.on <= entry.data.on)
    .at(-1) as Entry<Milestone<'DraftPlanSent'>> | undefined;
  if (draft === undefined) return undefined;
  const served = draft.data.servedOn ?? draft.data.on;
  const first = addDays(served, DAYS_TO_REPLY);
  const replied = view
    .of('RepresentationsReceived')
    .some((reply) => comesBefore(draft, reply) && reply.data.on <= entry.data.on);
  if (replied || entry.data.on >= first) return undefined;
  return {
    code: 'final-plan-before-15-days',
    message: `The draft plan was served on ${longDate(served)} and no representations of the family are on record: it has 15 days, so the final plan may be issued from ${longDate(first)} (regulation 13(1)(a)). Record the representations first, or confirm that the plan was issued without them.`,
    field: 'on',
    warning: true,
  };
};

/** A plan may be issued with advice missing, but not unawares. */
const hasAllAdvice: Check<Milestone<'FinalPlanIssued'>> = (entry, view) => {
  const { on } = entry.data;
  const last = (type: string, ref: string): Entry | undefined =>
    view
      .of(type)
      .filter(({ data }) => data.on <= on && (data as { ref?: string }).ref === ref)
      .at(-1);
  const missing = (view.of('AdviceRequested') as readonly Entry<Milestone<'AdviceRequested'>>[])
    .filter(({ data: { ref, on: asked } }) => {
      const received = last('AdviceReceived', ref);
      const returned = last('AdviceReturned', ref);
      return asked <= on && (received === undefined || (returned !== undefined && comesBefore(received, returned)));
    })
    .map(({ data }) => ADVISERS_IN_WORDS[data.adviser]);
  if (missing.length === 0) return undefined;
  return {
    code: 'advice-missing',
    message: `Advice was asked for and is not on record as received: ${[...new Set(missing)].join(', ')}. Record it first, or confirm that the plan was issued without it.`,
    field: 'on',
    warning: true,
  };
};

/** The advisers in words. */
export const ADVISERS_IN_WORDS: Readonly<Record<Milestone<'AdviceRequested'>['data']['adviser'], string>> = {
  'educational-psychologist': 'educational psychologist',
  health: 'health',
  'social-care': 'social care',
  'education-setting': 'education setting',
  'parent-or-young-person': 'parent or young person',
  sensory: 'sensory service',
  other: 'other adviser',
};

/** Advice comes once for each request, and again after it was returned. */
const onceUntilReturned: Check<Milestone<'AdviceReceived'>> = (entry, view) => {
  const { ref } = entry.data;
  const ofRef = (type: string): readonly Entry[] =>
    view.of(type).filter(({ data }) => (data as { ref?: string }).ref === ref);
  const before = ofRef('AdviceReceived')
    .filter((other) => comesBefore(other, entry))
    .at(-1);
  if (before === undefined) return undefined;
  const returned = ofRef('AdviceReturned').some(({ data }) => data.on >= before.data.on && data.on <= entry.data.on);
  return returned
    ? undefined
    : {
        code: 'already-on-record',
        message: `${capital(view.dated(before))} with this reference is on record already. Record first that it was returned, or correct it.`,
        field: 'ref',
      };
};

/** The council becomes responsible for a child anew only for a first assessment: clocks of the plan run otherwise. */
const responsibleForAFirstAssessment: Check<Milestone<'AssessmentRequested'>> = ({ data }) =>
  data.kind === 'initial' || data.becameResponsibleOn === undefined
    ? undefined
    : {
        code: 'not-for-a-reassessment',
        message:
          'The day on which the council became responsible belongs to a first assessment; for a reassessment, record the transfer on the plan. Leave that day out, or correct the kind of the assessment.',
        field: 'becameResponsibleOn',
      };

const DISPUTES = disputesOn('assessment');

/** What can be on the record of a needs assessment, and what must hold for it. */
export const ASSESSMENT_KINDS_OF_ENTRY: EntryKinds<AssessmentMilestone> = {
  AssessmentRequested: {
    called: 'the request for the needs assessment',
    pastDays: ['becameResponsibleOn'],
    checks: [
      once,
      responsibleForAFirstAssessment,
      underTheAct,
      responsibleLately,
      notBefore(
        'lastAssessedOn',
        'on',
        'The last assessment cannot have been finished after the request for this one',
        'lastAssessedOn',
      ),
    ],
  },
  DecisionToAssessNotified: {
    called: 'the decision whether to assess',
    checks: [oneDecisionAtATime('assess'), refusesARequest, beforeFinalPlan],
  },
  AdviceRequested: {
    called: 'the request for advice',
    pastDays: ['receivedOn'],
    checks: [
      keeps('ref', 'the reference of a request for advice'),
      oncePer('ref'),
      notBefore('on', 'receivedOn', 'The adviser cannot receive the request before it was sent'),
      receivedSoon,
    ],
  },
  AdviceReceived: { called: 'the advice', checks: [answers('AdviceRequested'), onceUntilReturned] },
  AdviceReturned: { called: 'returning the advice', checks: [answers('AdviceReceived'), oncePerDayAnd('ref')] },
  DecisionToIssueNotified: {
    called: 'the decision whether to issue a plan',
    checks: [oneDecisionAtATime('issue'), decidedToAssess, notRefused('assess'), beforeFinalPlan],
  },
  DraftPlanSent: {
    called: 'the draft plan',
    pastDays: ['servedOn'],
    checks: [
      oncePerDay,
      decidedToAssess,
      notRefused('assess'),
      notRefused('issue'),
      beforeFinalPlan,
      notBefore('on', 'servedOn', 'The family cannot receive the draft plan before it was sent'),
      servedSoon,
    ],
  },
  RepresentationsReceived: {
    called: "the receipt of the family's representations",
    checks: [follows('DraftPlanSent'), oncePerDay],
  },
  SettingConsulted: { called: 'consulting the school or college', checks: [oncePer('ref')] },
  SettingResponded: {
    called: 'the answer of the school or college',
    checks: [answers('SettingConsulted'), oncePer('ref')],
  },
  FinalPlanIssued: {
    called: 'the final plan',
    checks: [
      oneFinalPlan,
      shouldFollow('no-draft-plan', 'DraftPlanSent'),
      decidedToAssess,
      notRefused('assess'),
      notRefused('issue'),
      leavesTimeToReply,
      hasAllAdvice,
    ],
  },
  AmendedPlanIssued: {
    called: 'the amended plan',
    checks: [oncePerDay, shouldFollow('no-final-plan', 'FinalPlanIssued'), amendsAsDecided],
  },
  DecisionReversed: { called: 'the reversal of the refusal', checks: [reversesARefusal, turnsBeforeFinalPlan] },
  ...CASE_LIFE_KINDS,
  CaseClosed: {
    ...CASE_LIFE_KINDS.CaseClosed,
    checks: [...(CASE_LIFE_KINDS.CaseClosed.checks ?? []), closesWhatIsDone],
  },
  ...DISPUTES,
  MediationAgreed: {
    ...DISPUTES.MediationAgreed,
    checks: [...(DISPUTES.MediationAgreed.checks ?? []), turnsBeforeFinalPlan],
  },
  AppealConceded: {
    ...DISPUTES.AppealConceded,
    checks: [...(DISPUTES.AppealConceded.checks ?? []), turnsBeforeFinalPlan],
  },
  TribunalOrdered: {
    ...DISPUTES.TribunalOrdered,
    checks: [...(DISPUTES.TribunalOrdered.checks ?? []), turnsBeforeFinalPlan],
  },
  AppealLodged: {
    ...DISPUTES.AppealLodged,
    checks: [
      ...(DISPUTES.AppealLodged.checks ?? []),
      againstADecision({
        'refusal-to-assess': (type, { outcome }) => type === 'DecisionToAssessNotified' && outcome === 'refuse',
        'refusal-to-reassess': (type, { outcome }) => type === 'DecisionToAssessNotified' && outcome === 'refuse',
        'refusal-to-issue': (type, { outcome }) => type === 'DecisionToIssueNotified' && outcome === 'refuse',
        contents: isPlanIssued,
        setting: isPlanIssued,
      }),
    ],
  },
};
