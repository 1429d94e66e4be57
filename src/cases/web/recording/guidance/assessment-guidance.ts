import type { AssessmentMilestone } from '../../../../assessments/application/assessments.js';
import type { LifeType, DisputeType } from './shared-types.js';
import type { GuidanceOf } from './guidance.js';

/** What helps to record the milestones of a needs assessment. */
export const ASSESSMENT_GUIDANCE: GuidanceOf<Exclude<AssessmentMilestone['type'], LifeType | DisputeType>> = {
  AssessmentRequested: {
    means: 'Somebody asked the council for a needs assessment, or the council became responsible for the child.',
    asks: 'When did the council receive the request?',
    counts:
      'The day the request reached the council, whoever made it and whichever team it reached: not the day it was logged, checked or taken to a panel.',
  },
  DecisionToAssessNotified: {
    means:
      'The council told the parent or young person whether it will assess. A refusal must say why, and tell of the right to appeal, its time limit, mediation and advice.',
    asks: 'When was the notice given?',
    counts: 'The day the notice was sent: not the day of the panel, nor the day on which it was decided.',
  },
  AdviceRequested: {
    means: 'The council asked somebody for advice for the assessment (regulation 6). Each adviser has six weeks.',
    asks: 'When was the advice asked for?',
    counts:
      'The day the request was sent. If it reached the adviser on a later day, give that day too: the six weeks begin then.',
  },
  AdviceReceived: {
    means: 'The advice that was asked for has come.',
    asks: 'When did the council receive the advice?',
    counts: 'The day the written advice reached the council: not the day on which it was read or accepted.',
  },
  AdviceReturned: {
    means:
      'The council sent advice back because it does not do, and waits for it again. The six weeks of the adviser do not begin anew.',
    asks: 'When was the advice sent back?',
    counts: 'The day it was sent back to the adviser.',
  },
  DecisionToIssueNotified: {
    means:
      'The council told the parent or young person whether it will issue a plan. A refusal must say why, and tell of the right to appeal, its time limit, mediation and advice.',
    asks: 'When was the notice given?',
    counts: 'The day the notice was sent: not the day of the panel, nor the day on which it was decided.',
  },
  DraftPlanSent: {
    means:
      'The council sent the draft plan with notice that the family may make representations and ask for a school or college. Send it in time for the final plan by week 20.',
    asks: 'When was the draft plan sent?',
    counts:
      'The day it was posted or sent by email. If the family received it on a later day, give that day too: its 15 days begin then.',
  },
  RepresentationsReceived: {
    means:
      'The family replied to what was sent to it for its views: it made representations, asked for a school or college, or said that it agrees.',
    asks: 'When did the council receive the reply?',
    counts: 'The day the reply reached the council. A family has at least 15 days for it.',
  },
  SettingConsulted: {
    means: 'The council consulted a school, college or other setting about being named in the plan.',
    asks: 'When was it consulted?',
    counts: 'The day the consultation was sent.',
  },
  SettingResponded: {
    means: 'A school, college or other setting that was consulted has replied.',
    asks: 'When did the council receive the reply?',
    counts: 'The day the reply reached the council.',
  },
  FinalPlanIssued: {
    means:
      'The council sent the final plan to the family, the school or college that it names and the health body, with notice of the right to appeal. The plan is then opened by itself, with its first yearly review.',
    asks: 'When was the final plan issued?',
    counts: 'The day the final plan was sent to the family: not the day on which it was signed.',
  },
  AmendedPlanIssued: {
    means:
      'The council issued an amended plan. On a needs assessment it is the first plan, amended as was ordered, agreed or conceded.',
    asks: 'When was the amended plan issued?',
    counts: 'The day it was sent to the family.',
  },
  DecisionReversed: {
    means: 'The council changed its refusal by itself, without an agreement, a concession or an order.',
    asks: 'When was the family told?',
    counts: 'The day the family was told that the refusal no longer stands.',
  },
};
