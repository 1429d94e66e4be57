import type { CalendarDate } from '../../statute/calendar.js';
import type { Opening } from '../../streams/domain/case-record.js';
import type { DisputeMilestone } from '../../streams/domain/disputes.js';
import type { CaseEvent, Dated, MilestoneEvent, SealedText } from '../../streams/domain/event.js';
import type { CaseLifeMilestone } from '../../streams/domain/case-life.js';

/** Who asked for the assessment (SEN2 item 2.2). */
export const REQUEST_SOURCES = ['family', 'education-setting', 'health', 'social-care', 'other'] as const;

/** Who gives advice (regulation 6(1)). */
export const ADVISERS = [
  'educational-psychologist',
  'health',
  'social-care',
  'education-setting',
  'parent-or-young-person',
  'sensory',
  'other',
] as const;

/** The needs assessments: a first one, a reassessment that was asked for, and one that the council decides on itself. */
export const ASSESSMENT_KINDS = ['initial', 'reassessment', 'reassessment-by-council'] as const;

/** Who gives advice. */
export type Adviser = (typeof ADVISERS)[number];

/** How a school or college answered a consultation. */
export const SETTING_ANSWERS = ['can-meet-needs', 'cannot-meet-needs', 'no-view'] as const;

/** The request for a needs assessment, or what stands in its place. */
export interface Requested extends Opening {
  readonly kind: (typeof ASSESSMENT_KINDS)[number];
  readonly source?: (typeof REQUEST_SOURCES)[number];
  /** For a first assessment: the day the council became responsible (section 24), before or after the request. */
  readonly becameResponsibleOn?: CalendarDate;
  /** For a reassessment: the day the last assessment was finished. */
  readonly lastAssessedOn?: CalendarDate;
  /** The request was made while in relevant youth accommodation (SEN2 item 2.3). */
  readonly inYouthAccommodation?: boolean;
}

/** What happens in a needs assessment, in the order in which it usually does. */
export type AssessmentMilestone =
  | MilestoneEvent<'AssessmentRequested', Requested>
  | MilestoneEvent<'DecisionToAssessNotified', Dated & { readonly outcome: 'assess' | 'refuse' }>
  | MilestoneEvent<
      'AdviceRequested',
      Dated & { readonly ref: string; readonly adviser: Adviser; readonly receivedOn?: CalendarDate }
    >
  | MilestoneEvent<'AdviceReceived', Dated & { readonly ref: string }>
  | MilestoneEvent<'AdviceReturned', Dated & { readonly ref: string; readonly why?: SealedText }>
  | MilestoneEvent<'DecisionToIssueNotified', Dated & { readonly outcome: 'issue' | 'refuse' }>
  | MilestoneEvent<'DraftPlanSent', Dated & { readonly servedOn?: CalendarDate }>
  | MilestoneEvent<'RepresentationsReceived'>
  | MilestoneEvent<'SettingConsulted', Dated & { readonly ref: string }>
  | MilestoneEvent<
      'SettingResponded',
      Dated & { readonly ref: string; readonly answer?: (typeof SETTING_ANSWERS)[number] }
    >
  | MilestoneEvent<'FinalPlanIssued'>
  | MilestoneEvent<'AmendedPlanIssued'>
  | MilestoneEvent<'DecisionReversed', Dated & { readonly stage: 'assess' | 'issue' }>
  | CaseLifeMilestone
  | DisputeMilestone;

/** Everything that a needs assessment's stream holds. */
export type AssessmentEvent = AssessmentMilestone | CaseEvent;
