import type { CalendarDate } from '../../statute/calendar.js';
import type { MilestoneOf } from '../../statute/milestones.js';
import type { FactsOf } from './case-facts.js';
import { closesAnOpenCase, reopensAClosure } from './closures.js';
import { notBefore, oncePerDayAnd, type EntryKinds } from './consistency.js';
import type { Dated, MilestoneEvent, SealedText } from './event.js';

/** Why a case was closed. */
export type ClosingReason = NonNullable<MilestoneOf<'closed'>['reason']>;

/** The weeks at which a family hears how things stand and is asked how it finds them. */
export type FamilyWeek = NonNullable<MilestoneOf<'family-feedback-asked'>['week']>;

/** How a family was told. */
export const CHANNELS = ['letter', 'email', 'telephone', 'meeting', 'portal'] as const;

type Exception = Omit<MilestoneOf<'exception'>, 'milestone'>;

/** What can happen to a case of any kind: the family is told, an exception is relied on, the case is closed or reopened. */
export type CaseLifeMilestone =
  | MilestoneEvent<
      'FamilyInformed',
      Dated & { readonly by?: (typeof CHANNELS)[number]; readonly week?: FamilyWeek; readonly message?: SealedText }
    >
  | MilestoneEvent<'FamilyFeedbackAsked', Dated & { readonly week?: FamilyWeek }>
  | MilestoneEvent<
      'FamilyFeedbackRecorded',
      Dated & { readonly week?: FamilyWeek; readonly satisfaction?: number; readonly comment?: SealedText }
    >
  | MilestoneEvent<
      'ExceptionRecorded',
      Exception &
        Dated & {
          /** The id of who approved that the council relies on it. */
          readonly approvedBy?: string;
          /** The day the family was told that the council relies on it. */
          readonly familyToldOn?: CalendarDate;
          readonly evidence?: SealedText;
        }
    >
  | MilestoneEvent<'CaseClosed', Dated & { readonly reason: ClosingReason; readonly note?: SealedText }>
  | MilestoneEvent<'CaseReopened', Dated & { readonly why?: SealedText }>;

/** The kinds of milestone that every case can have. */
export const CASE_LIFE_KINDS: EntryKinds<CaseLifeMilestone> = {
  FamilyInformed: { called: 'telling the family how things stand', anyTime: true },
  FamilyFeedbackAsked: { called: 'asking the family for feedback', anyTime: true, checks: [oncePerDayAnd('week')] },
  FamilyFeedbackRecorded: { called: "the family's feedback", anyTime: true },
  ExceptionRecorded: {
    called: 'the exception',
    checks: [notBefore('from', 'to', 'The exception cannot end before it begins')],
  },
  CaseClosed: { called: 'closing the case', checks: [closesAnOpenCase] },
  CaseReopened: { called: 'reopening the case', anyTime: true, checks: [reopensAClosure] },
};

/** What the law is told of the life of a case. */
export const CASE_LIFE_FACTS: {
  readonly [T in CaseLifeMilestone['type']]: FactsOf<Extract<CaseLifeMilestone, { readonly type: T }>>;
} = {
  FamilyInformed: 'family-informed',
  FamilyFeedbackAsked: 'family-feedback-asked',
  FamilyFeedbackRecorded: 'family-feedback-recorded',
  ExceptionRecorded: 'exception',
  CaseClosed: 'closed',
  CaseReopened: 'none',
};
