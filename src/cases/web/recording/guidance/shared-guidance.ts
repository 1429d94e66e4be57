import type { GuidanceOf } from './guidance.js';
import type { DisputeType, LifeType } from './shared-types.js';

/** What helps to record the life of a case of any kind. */
export const LIFE_GUIDANCE: GuidanceOf<LifeType> = {
  FamilyInformed: {
    means: 'The family was told how things stand, as it should be at weeks 6, 16 and 20 and before any date is missed.',
    asks: 'When was the family told?',
    counts: 'The day the letter or message was sent, or of the call or meeting.',
  },
  FamilyFeedbackAsked: {
    means: 'The family was asked how it finds the way in which the council goes about its case.',
    asks: 'When was the family asked?',
    counts: 'The day the question was sent or put.',
  },
  FamilyFeedbackRecorded: {
    means: 'The family said how it finds the way in which the council goes about its case.',
    asks: 'When did the family say so?',
    counts: 'The day the council heard it.',
  },
  ExceptionRecorded: {
    means:
      'The council relies on an exception that the regulations name. The due date stays on show; the clock counts as excused. Lack of staff, a panel date or late advice are no exceptions.',
    asks: 'When was the exception decided on?',
    counts: 'The day the council decided to rely on it.',
  },
  CaseClosed: {
    means:
      'Nothing more is to be done in this case. Its clocks end on that day, and nothing that happens later can be recorded until it is reopened.',
    asks: 'From which day is the case closed?',
    counts: 'The day from which nothing more is owed, such as the day the request was withdrawn.',
  },
  CaseReopened: {
    means: 'The case was closed and is open again: its clocks run on from their first day.',
    asks: 'From which day is the case open again?',
    counts: 'The day from which something is owed again.',
  },
};

/** What helps to record mediation and appeals. */
export const DISPUTE_GUIDANCE: GuidanceOf<DisputeType> = {
  MediationContacted: {
    means: 'The family got in touch with the mediation adviser, which it has two months to do.',
    asks: 'When did the family contact the adviser?',
    counts: 'The day the adviser was told, as the adviser or the certificate says.',
  },
  MediationDeclined: {
    means: 'The family told the mediation adviser that it will not pursue mediation.',
    asks: 'When was the adviser told?',
    counts: 'The day the adviser was told.',
  },
  MediationRequested: {
    means: 'The family told the council that it wants mediation. The council must arrange it.',
    asks: 'When was the council told?',
    counts: 'The day the council was told, by the family or by the adviser.',
  },
  HealthBodyNotified: {
    means: 'The council told the health body which health issues the mediation is about.',
    asks: 'When was the health body told?',
    counts: 'The day the notice was sent.',
  },
  MediationHeld: {
    means: 'The mediation was held and has ended, whether or not anything was agreed.',
    asks: 'When did the mediation end?',
    counts: 'The day of its last meeting.',
  },
  MediationCertificateIssued: {
    means: 'The mediation adviser issued the certificate, which the family needs for most appeals.',
    asks: 'When was the certificate issued?',
    counts: 'The day on the certificate.',
  },
  MediationAgreed: {
    means: 'The parties agreed at mediation. What was agreed must be done in the time that an order would set.',
    asks: 'When was it agreed?',
    counts: 'The day of the agreement.',
  },
  AgreementNotified: {
    means: 'The health body told the council of an agreement to which the council was no party.',
    asks: 'When was the council told?',
    counts: 'The day the council was told.',
  },
  AgreementCarriedOut: {
    means: 'What was agreed at mediation has been done.',
    asks: 'When was it done?',
    counts: 'The day on which the last of it was done.',
  },
  AppealLodged: {
    means: 'The family appealed to the First-tier Tribunal. The council must respond within 30 working days.',
    asks: 'When was the appeal lodged?',
    counts:
      'The day the tribunal received the appeal. If it sent it to the council on a later day, give that day too: the time to respond begins then.',
  },
  AppealResponded: {
    means: 'The council sent its response to the appeal to the tribunal.',
    asks: 'When was the response sent?',
    counts: 'The day it was sent to the tribunal.',
  },
  AppealWithdrawn: {
    means: 'The appeal came to nothing: the family withdrew it, or the tribunal struck it out. The decision stands.',
    asks: 'When was it withdrawn or struck out?',
    counts: "The day of the withdrawal or of the tribunal's order.",
  },
  AppealConceded: {
    means: 'The council told the tribunal that it will not oppose the appeal. It must then do what was asked for.',
    asks: 'When was the tribunal told?',
    counts: 'The day the council told the tribunal.',
  },
  TribunalOrdered: {
    means: 'The tribunal decided the appeal. What it ordered must be done in the time that regulation 44 sets.',
    asks: 'When was the order made?',
    counts: 'The day of the order. Its time counts from then, whenever the council read it.',
  },
  TribunalRecommended: {
    means: 'The tribunal recommended something for health or social care, which must be answered in writing.',
    asks: 'When was the recommendation made?',
    counts: 'The day of the recommendation.',
  },
  RecommendationAnswered: {
    means: "The tribunal's recommendation was answered in writing.",
    asks: 'When was it answered?',
    counts: 'The day the answer was sent.',
  },
};
