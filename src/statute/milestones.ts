import type { CalendarDate } from './calendar.js';

/** What an attribute of a milestone holds. */
export type Attribute =
  | { readonly kind: 'one-of'; readonly values: readonly string[]; readonly required?: true }
  | { readonly kind: 'day'; readonly required?: true }
  | { readonly kind: 'reference'; readonly required?: true }
  | { readonly kind: 'yes-no'; readonly required?: true }
  | { readonly kind: 'number'; readonly values: readonly number[]; readonly required?: true }
  | { readonly kind: 'rules'; readonly required?: true };

/** A kind of milestone: what it says happened, and what else is known of it. */
export interface MilestoneKind {
  /** What happened, as the end of the sentence "The clock started on the day when ...". */
  readonly says: string;
  /** The same for each outcome, where the milestone has one. */
  readonly saysOf?: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, Attribute & { readonly about: string }>>;
}

const reference = { kind: 'reference', about: 'pairs a request with its answer' } as const;

/** The phases of education that children move between (regulation 18). */
export const TRANSFER_PHASES = [
  'early-years-to-school',
  'infant-to-junior',
  'primary-to-middle',
  'primary-to-secondary',
  'middle-to-secondary',
  'secondary-to-post-16',
  'post-16-to-post-16',
] as const;

const APPEALS = [
  'refusal-to-assess',
  'refusal-to-reassess',
  'refusal-to-issue',
  'contents',
  'setting',
  'refusal-to-amend',
  'cease',
] as const;

const ORDERS = [
  'assess',
  'make-plan',
  'reconsider',
  'amend-contents',
  'amend-setting',
  'maintain',
  'maintain-and-amend',
  'dismiss',
] as const;

const appeal = { kind: 'one-of', values: APPEALS, about: 'what is appealed against' } as const;

/**
 * Every milestone that the rulebook knows, in the order of a case: needs assessment, disputes, plan, review, phase
 * transfer, move. Streams turn their events into these, and the law knows nothing else.
 */
export const MILESTONES = {
  'request-received': { says: 'the council received the request for a needs assessment' },
  'became-responsible': { says: 'the council became responsible for the child or young person (section 24)' },
  'reassessment-requested': {
    says: 'the council received the request for a reassessment',
    attributes: { lastAssessedOn: { kind: 'day', about: 'the day the last assessment was finished' } },
  },
  'decision-to-assess': {
    says: 'the council gave notice of its decision whether to assess',
    saysOf: {
      assess: 'the council gave notice that it will assess',
      refuse: 'the council gave notice that it refuses to assess',
    },
    attributes: {
      outcome: { kind: 'one-of', values: ['assess', 'refuse'], required: true, about: 'what was decided' },
      reassessment: { kind: 'yes-no', about: 'the council decided by itself to reassess (section 44(3))' },
    },
  },
  'advice-requested': {
    says: 'the council asked for advice',
    attributes: {
      ref: reference,
      adviser: { kind: 'reference', about: 'who is asked, such as educational-psychologist, health or social-care' },
      receivedOn: { kind: 'day', about: 'the day that body received the request, if not the day it was sent' },
    },
  },
  'advice-received': {
    says: 'the council received the advice',
    attributes: { ref: reference, adviser: { kind: 'reference', about: 'who gave the advice' } },
  },
  'decision-to-issue': {
    says: 'the council gave notice of its decision whether to issue a plan',
    saysOf: {
      issue: 'the council gave notice that it will issue a plan',
      refuse: 'the council gave notice that it refuses to issue a plan',
    },
    attributes: { outcome: { kind: 'one-of', values: ['issue', 'refuse'], required: true, about: 'what was decided' } },
  },
  'draft-plan-sent': {
    says: 'the council sent the draft plan',
    attributes: { servedOn: { kind: 'day', about: 'the day the family received it, if not the day it was sent' } },
  },
  'representations-received': { says: 'the family replied' },
  'setting-consulted': {
    says: 'the council consulted a school or college',
    attributes: { ref: reference },
  },
  'setting-responded': { says: 'the school or college replied', attributes: { ref: reference } },
  'final-plan-issued': { says: 'the council issued the final plan' },
  'decision-reversed': {
    says: 'the council changed its refusal by itself',
    attributes: {
      stage: { kind: 'one-of', values: ['assess', 'issue'], required: true, about: 'which refusal was changed' },
    },
  },
  exception: {
    says: 'an exception was recorded',
    attributes: {
      ground: {
        kind: 'one-of',
        values: [
          'school-closure',
          'early-years-closure',
          'personal-circumstances',
          'absence',
          'missed-appointment',
          'late-representations',
          'coronavirus',
        ],
        required: true,
        about: 'the ground in the regulations',
      },
      from: { kind: 'day', about: 'the first day of the closure, absence or circumstances' },
      to: { kind: 'day', about: 'the last day of it' },
      adviceRequestedOn: { kind: 'day', about: 'the day the council asked the head or SEN lead for advice' },
      ref: { kind: 'reference', about: 'the advice whose appointment was missed' },
      clocks: { kind: 'rules', about: 'the clocks that it is offered for; all of them where nothing is said' },
      withdrawnOn: { kind: 'day', about: 'the day from which the council no longer relies on it' },
    },
  },
  closed: {
    says: 'the case was closed',
    attributes: {
      reason: {
        kind: 'one-of',
        values: ['withdrawn', 'moved', 'left', 'died', 'cancelled', 'other'],
        about: 'why it was closed',
      },
    },
  },
  'family-feedback-asked': {
    says: 'the council asked the family for feedback',
    attributes: { week: { kind: 'number', values: [6, 16, 20], about: 'the week for which it was asked' } },
  },
  'family-informed': {
    says: 'the council told the family how things stand',
    attributes: { week: { kind: 'number', values: [6, 16, 20], about: 'the week for which it was told' } },
  },
  'family-feedback-recorded': {
    says: 'the family said how it finds things',
    attributes: {
      week: { kind: 'number', values: [6, 16, 20], about: 'the week for which it was asked' },
      satisfaction: {
        kind: 'number',
        values: [1, 2, 3, 4, 5],
        about: 'from 1, very dissatisfied, to 5, very satisfied',
      },
    },
  },

  'mediation-contacted': { says: 'the family told the mediation adviser' },
  'mediation-declined': { says: 'the family told the mediation adviser that it will not pursue mediation' },
  'mediation-requested': {
    says: 'the family told the council that it wants mediation',
    attributes: {
      issues: { kind: 'one-of', values: ['education', 'health', 'both'], about: 'what the mediation is about' },
    },
  },
  'health-duty-notified': { says: 'the council told the health body of the health issues' },
  'mediation-held': { says: 'mediation ended' },
  'mediation-certificate-issued': { says: 'the mediation adviser issued the certificate' },
  'mediation-agreed': {
    says: 'the parties reached agreement at mediation',
    attributes: {
      order: {
        kind: 'one-of',
        values: [...ORDERS.filter((order) => order !== 'dismiss'), 'other'],
        required: true,
        about: 'what was agreed, in the words of the order it stands for',
      },
      agreedDueOn: { kind: 'day', about: 'the day that the parties agreed in writing instead (regulation 42(5))' },
      healthBodyOnly: { kind: 'yes-no', about: 'the council was not a party to the agreement' },
    },
  },
  'agreement-notified': { says: 'the health body told the council of the agreement' },
  'agreement-carried-out': { says: 'what was agreed was done' },
  'appeal-lodged': {
    says: 'the appeal was lodged with the tribunal',
    attributes: {
      appeal,
      sentToCouncilOn: { kind: 'day', about: 'the day the tribunal sent it to the council, if not the same day' },
    },
  },
  'appeal-responded': { says: 'the council sent its response to the tribunal' },
  'appeal-withdrawn': {
    says: 'the appeal was withdrawn or struck out',
    attributes: { appeal: { ...appeal, about: 'the appeal that came to nothing' } },
  },
  'appeal-conceded': {
    says: 'the council told the tribunal that it will not oppose the appeal',
    attributes: {
      appeal: { ...appeal, required: true },
      contentsToo: { kind: 'yes-no', about: 'the contents are to be changed as well as the school or college' },
      amendmentAgreed: { kind: 'yes-no', about: 'an amendment was agreed as well as keeping the plan' },
    },
  },
  'tribunal-ordered': {
    says: 'the tribunal made its order',
    attributes: {
      order: { kind: 'one-of', values: ORDERS, required: true, about: 'what the tribunal ordered' },
      appeal: { ...appeal, about: 'the appeal that the order decides' },
    },
  },
  'tribunal-recommended': {
    says: 'the tribunal made its recommendation',
    attributes: {
      body: {
        kind: 'one-of',
        values: ['health', 'social-care'],
        about: 'who must answer: the health body, or the council for social care',
      },
    },
  },
  'recommendation-answered': {
    says: 'the recommendation was answered in writing',
    attributes: { body: { kind: 'one-of', values: ['health', 'social-care'], about: 'who answered' } },
  },

  'plan-made': {
    says: 'the plan was first made',
    attributes: { underFive: { kind: 'yes-no', about: 'the child is under five' } },
  },
  'plan-transferred-in': { says: 'the plan was transferred to the new council' },
  'last-reviewed': {
    says: 'the plan was last reviewed',
    attributes: { underFive: { kind: 'yes-no', about: 'the child is under five' } },
  },
  'transfer-planned': {
    says: 'the child or young person is to transfer to another phase of education',
    attributes: {
      phase: {
        kind: 'one-of',
        values: TRANSFER_PHASES,
        required: true,
        about: 'from which phase to which',
      },
    },
  },
  'review-meeting-planned': { says: 'the review meeting is planned' },
  'review-meeting-held': {
    says: 'the review meeting was held',
    attributes: { yearNineOrLater: { kind: 'yes-no', about: 'the child or young person is in year 9 or above' } },
  },
  'invitations-sent': { says: 'the invitations to the review meeting were sent' },
  'advice-circulated': { says: 'the advice was sent to everyone invited' },
  'review-report-sent': { says: 'the report of the review meeting was sent' },
  'review-decision': {
    says: 'the council gave notice of its decision after the review',
    saysOf: {
      maintain: 'the council gave notice of its decision to maintain the plan',
      amend: 'the council gave notice of its decision to amend the plan',
      cease: 'the council gave notice of its decision to cease to maintain the plan',
    },
    attributes: {
      outcome: { kind: 'one-of', values: ['maintain', 'amend', 'cease'], required: true, about: 'what was decided' },
      underFive: { kind: 'yes-no', about: 'the child is under five' },
    },
  },
  'amendment-notice-sent': {
    says: 'the council sent the amendment notice',
    attributes: {
      servedOn: { kind: 'day', about: 'the day the family received it, if not the day it was sent' },
      withoutReview: { kind: 'yes-no', about: 'the amendment follows neither a review nor a reassessment' },
    },
  },
  'amended-plan-issued': {
    says: 'the council issued the amended plan',
    attributes: { phaseTransfer: { kind: 'yes-no', about: 'whether it names the setting of the next phase' } },
  },
  'decided-not-to-amend': { says: 'the council gave notice that it will not amend the plan after all' },
  'ceasing-proposed': { says: 'the council told the family that it is considering ceasing to maintain the plan' },
  'decision-to-cease': {
    says: 'the council gave notice, outside a review, of its decision to cease to maintain the plan',
  },
  'decided-not-to-cease': { says: 'the council told the family that it will keep the plan after all' },
  'plan-ceased': { says: 'the council ceased to maintain the plan' },
  'move-notified': {
    says: 'the council learned that the child or young person moves to another area',
    attributes: { movesOn: { kind: 'day', about: 'the day of the move' } },
  },
  'plan-transferred-out': { says: 'the plan was transferred to the new council' },
  'family-told-of-transfer': { says: 'the new council told the family of the transfer and what it will do' },
  'health-body-move-notified': {
    says: 'the health body learned that another health body becomes responsible',
    attributes: { movesOn: { kind: 'day', about: 'the day of the move' } },
  },
  'new-health-body-notified': { says: 'the old health body told the new one' },
  'health-body-became-responsible': { says: 'the new health body learned that it is responsible' },
  'health-body-asked-council': { says: 'the new health body asked the council to assess or review' },
  'term-starts': { says: 'the school term starts' },
  'list-of-reviews-sent': { says: 'the council sent the list of reviews due to heads' },
} as const satisfies Readonly<Record<string, MilestoneKind>>;

/** The name of a milestone. */
export type MilestoneName = keyof typeof MILESTONES;

/** Every milestone name, in the order of {@link MILESTONES}. */
export const MILESTONE_NAMES = Object.keys(MILESTONES) as readonly MilestoneName[];

type ValueOf<A> = A extends { kind: 'one-of' | 'number'; values: readonly (infer V)[] }
  ? V
  : A extends { kind: 'day' }
    ? CalendarDate
    : A extends { kind: 'yes-no' }
      ? boolean
      : A extends { kind: 'rules' }
        ? readonly string[]
        : string;

type Attributes<A> = { readonly [K in keyof A as A[K] extends { required: true } ? K : never]: ValueOf<A[K]> } & {
  readonly [K in keyof A as A[K] extends { required: true } ? never : K]?: ValueOf<A[K]>;
};

type AttributesOf<N extends MilestoneName> = (typeof MILESTONES)[N] extends { attributes: infer A }
  ? Attributes<A>
  : unknown;

/** A milestone of one kind: the day, and what else is known of it. */
export type MilestoneOf<N extends MilestoneName> = {
  readonly milestone: N;
  readonly on: CalendarDate;
} & AttributesOf<N>;

/** A live, corrected fact of a case: what happened, or is planned, and on which day. */
export type Milestone = { [N in MilestoneName]: MilestoneOf<N> }[MilestoneName];

/** What kind of milestone a name stands for. */
export function milestoneKind(name: MilestoneName): MilestoneKind {
  return MILESTONES[name];
}
