import type { Authority, ClockRule, Rule } from '../rule.js';
import {
  assessmentBegins,
  caseClosed,
  COMMENCEMENT,
  planIssued,
  planOver,
  refusedToAssess,
  refusedToIssue,
  supersededByDispute,
  supersededByReversal,
} from './authorities.js';

const practice = (source: string): readonly Authority[] => [{ citation: source }];

const local = {
  force: 'local',
  nature: 'duty',
  confidence: 'V',
  asSoonAsPracticable: false,
  coronavirus: false,
  inForce: COMMENCEMENT,
} as const;

/** S1: the draft plan in time for the final plan. The field works to it, so it is on unless a council turns it off. */
export function draftPlanStandard(weeks: number): Rule {
  return {
    ...local,
    id: 'S1',
    name: `Draft plan by week ${String(weeks)}`,
    duty: `The draft plan is sent within ${String(weeks)} weeks of the request`,
    dutyHolder: 'council',
    basis: practice("local standard: the field's practice, since the law sets no limit for the draft plan"),
    met: 'the draft plan is sent to the family',
    clocks: [
      {
        startedBy: assessmentBegins,
        limit: { count: 'weeks-of', weeks },
        metBy: { anyOf: [{ milestone: 'draft-plan-sent' }] },
        endedBy: [
          refusedToAssess,
          refusedToIssue,
          planIssued,
          supersededByReversal,
          ...supersededByDispute,
          caseClosed,
        ],
      },
    ],
  };
}

/** S2: the amendment notice soon after the decision to maintain, amend or cease (Hull's standard is 4 weeks). */
export function amendmentNoticeStandard(weeks: number): Rule {
  return {
    ...local,
    id: 'S2',
    name: 'Amendment notice after the decision to amend',
    duty: `The amendment notice is sent within ${String(weeks)} weeks of the decision to amend`,
    dutyHolder: 'council',
    basis: practice('local standard: Kingston upon Hull, SEND Strategic Plan 2024 to 2027'),
    met: 'the amendment notice is sent',
    clocks: [
      {
        startedBy: { each: [{ milestone: 'review-decision', where: { outcome: 'amend' } }] },
        limit: { count: 'weeks-of', weeks },
        metBy: { anyOf: [{ milestone: 'amendment-notice-sent' }] },
        endedBy: [
          {
            by: { milestone: 'decided-not-to-amend' },
            because: 'the council decided not to amend the plan after all',
          },
          ...planOver,
        ],
      },
    ],
  };
}

/** S3: advice sooner than 6 weeks from the advisers that are named. */
export function earlyAdviceStandard(weeks: number, advisers: readonly string[]): Rule {
  return {
    ...local,
    id: 'S3',
    name: `Advice within ${String(weeks)} weeks`,
    duty: `Advice from ${advisers.join(', ')} arrives within ${String(weeks)} weeks of the request`,
    dutyHolder: 'adviser',
    basis: practice('local standard: advice sooner than the 6 weeks of the regulations'),
    met: 'the written advice reaches the council',
    clocks: [
      {
        startedBy: {
          each: [
            {
              milestone: 'advice-requested',
              day: 'receivedOn',
              daySays: "the body received the council's request for advice",
              where: { adviser: advisers },
            },
          ],
          paired: true,
        },
        limit: { count: 'weeks-of', weeks },
        metBy: { anyOf: [{ milestone: 'advice-received' }] },
        endedBy: [refusedToAssess, refusedToIssue, planIssued, caseClosed],
      },
    ],
  };
}

const feedbackAt = (week: number): ClockRule => ({
  ref: `week-${String(week)}`,
  name: `Feedback asked at week ${String(week)}`,
  duty: `The family is asked for feedback by week ${String(week)}`,
  startedBy: assessmentBegins,
  limit: { count: 'weeks-of', weeks: week },
  metBy: { anyOf: [{ milestone: 'family-feedback-asked', where: { week } }] },
  endedBy: [caseClosed],
});

/** S4: the family is asked for feedback at marks of the assessment (Hull asks at weeks 6, 16 and 20). */
export function feedbackStandard(weeks: readonly number[]): Rule {
  return {
    ...local,
    id: 'S4',
    name: 'Feedback from the family',
    duty: `The family is asked for feedback at weeks ${weeks.join(', ')} of the assessment`,
    dutyHolder: 'council',
    basis: practice('local standard: Kingston upon Hull, SEND Strategic Plan 2024 to 2027'),
    met: 'the family is asked for feedback',
    clocks: weeks.map(feedbackAt),
  };
}
