import type { CalendarDate } from '../../statute/calendar.js';
import { longDate } from '../../statute/calendar.js';
import type { PersonId, SealedText } from '../../streams/domain/event.js';
import type { AnyMilestone } from './words.js';

type KeysOf<T> = T extends unknown ? keyof T : never;
type ValuesOf<T, K extends PropertyKey> = T extends unknown ? (K extends keyof T ? NonNullable<T[K]> : never) : never;

/** What is said of a milestone, beside whose case it is and which warnings were confirmed. */
export type AttributeName = Exclude<KeysOf<AnyMilestone['data']>, 'person' | 'confirmed'>;

/** Whether values are a choice of a few texts: no day, text or reference. */
type IsChoice<V> = [V] extends [string]
  ? [V] extends [CalendarDate | SealedText | PersonId]
    ? false
    : string extends V
      ? false
      : true
  : false;

/** The attributes that are a choice of a few values. */
export type ChoiceAttribute = {
  [K in AttributeName]: IsChoice<ValuesOf<AnyMilestone['data'], K>> extends true ? K : never;
}[AttributeName];

/** The attributes of milestones, to label a field or a value. */
export const ATTRIBUTES_IN_WORDS: Readonly<Record<AttributeName, string>> = {
  on: 'Day',
  kind: 'Kind',
  source: 'Who asked',
  becameResponsibleOn: 'Council became responsible on',
  lastAssessedOn: 'Last assessment finished on',
  inYouthAccommodation: 'In relevant youth accommodation',
  outcome: 'Outcome',
  ref: 'Reference',
  adviser: 'Adviser',
  receivedOn: 'Request reached the adviser on',
  why: 'Why',
  servedOn: 'Received by the family on',
  answer: 'Answer',
  stage: 'Refusal that was reversed',
  by: 'How',
  week: 'Week',
  message: 'Message',
  satisfaction: 'Satisfaction',
  comment: 'Comment',
  ground: 'Ground',
  from: 'First day',
  to: 'Last day',
  adviceRequestedOn: 'Setting asked for advice on',
  clocks: 'Rules that it is offered for',
  withdrawnOn: 'Withdrawn on',
  evidence: 'Evidence',
  approvedBy: 'Approved by',
  familyToldOn: 'Family told on',
  reason: 'Reason',
  note: 'Note',
  issues: 'Issues',
  order: 'What was agreed or ordered',
  agreedDueOn: 'Due date that was agreed',
  healthBodyOnly: 'Agreed by the health body alone',
  appeal: 'Appeal against',
  sentToCouncilOn: 'Sent to the council on',
  contentsToo: 'Contents to be changed too',
  amendmentAgreed: 'Amendment agreed too',
  body: 'Who must answer',
  underFive: 'Child is under five',
  assessment: 'Needs assessment',
  madeOn: 'Plan first made on',
  lastReviewedOn: 'Last reviewed on',
  fromAuthority: 'From council',
  review: 'Review',
  phaseTransfer: 'Names the setting of the next phase',
  phase: 'Phase',
  movesOn: 'Moves on',
  toAuthority: 'To council',
  plan: 'Plan under review',
  yearNineOrLater: 'Year 9 or above',
};

/** The values of attributes that are a choice, by attribute. */
export const CHOICES_IN_WORDS: {
  readonly [A in ChoiceAttribute]: Readonly<Record<ValuesOf<AnyMilestone['data'], A>, string>>;
} = {
  kind: {
    initial: 'First assessment',
    reassessment: 'Reassessment that was asked for',
    'reassessment-by-council': 'Reassessment that the council decided on itself',
    annual: 'Annual review',
    early: 'Early review',
    'phase-transfer': 'Phase transfer review',
  },
  source: {
    family: 'Parent or young person',
    'education-setting': 'Education setting',
    health: 'Health',
    'social-care': 'Social care',
    other: 'Somebody else',
  },
  outcome: {
    assess: 'Assess',
    refuse: 'Refuse',
    issue: 'Issue a plan',
    maintain: 'Maintain the plan',
    amend: 'Amend the plan',
    cease: 'Cease to maintain the plan',
  },
  adviser: {
    'educational-psychologist': 'Educational psychologist',
    health: 'Health',
    'social-care': 'Social care',
    'education-setting': 'Education setting',
    'parent-or-young-person': 'Parent or young person',
    sensory: 'Sensory service',
    other: 'Other adviser',
  },
  answer: {
    'can-meet-needs': 'Can meet needs',
    'cannot-meet-needs': 'Cannot meet needs',
    'no-view': 'No view',
  },
  stage: { assess: 'Refusal to assess', issue: 'Refusal to issue a plan' },
  by: { letter: 'Letter', email: 'Email', telephone: 'Telephone', meeting: 'Meeting', portal: 'Portal' },
  ground: {
    'school-closure': 'Closure of the school or college',
    'early-years-closure': 'Closure of the early years provider',
    'personal-circumstances': 'Exceptional personal circumstances',
    absence: 'Absence from the area',
    'missed-appointment': 'Missed appointment',
    'late-representations': 'Late representations of the family',
    coronavirus: 'Coronavirus (1 May to 25 September 2020)',
  },
  reason: {
    withdrawn: 'Request withdrawn',
    moved: 'Moved to another area',
    left: 'Left education or training',
    died: 'The child or young person died',
    cancelled: 'Cancelled',
    'reached-maximum-age': 'Reached the maximum age',
    'needs-met-without-plan': 'Needs met without a plan',
    'higher-education': 'Went to higher education',
    'paid-employment': 'Went to paid employment',
    'no-longer-wishes-to-engage': 'No longer wishes to engage in education or training',
    'moved-outside-england': 'Moved outside England',
    deceased: 'The child or young person died',
    other: 'Other',
  },
  issues: { education: 'Education', health: 'Health', both: 'Education and health' },
  order: {
    assess: 'Assess',
    'make-plan': 'Make a plan',
    reconsider: 'Reconsider the refusal to issue a plan',
    'amend-contents': 'Amend the contents of the plan',
    'amend-setting': 'Amend the school or college in the plan',
    maintain: 'Maintain the plan',
    'maintain-and-amend': 'Maintain and amend the plan',
    dismiss: 'Dismiss the appeal',
    other: 'Other matters',
  },
  appeal: {
    'refusal-to-assess': 'Refusal to assess',
    'refusal-to-reassess': 'Refusal to reassess',
    'refusal-to-issue': 'Refusal to issue a plan',
    contents: 'Contents of the plan',
    setting: 'School or college in the plan',
    'refusal-to-amend': 'Refusal to amend the plan',
    cease: 'Decision to cease to maintain the plan',
  },
  body: { health: 'Health body', 'social-care': 'Council, for social care' },
  phase: {
    'early-years-to-school': 'Early years to school',
    'infant-to-junior': 'Infant to junior school',
    'primary-to-middle': 'Primary to middle school',
    'primary-to-secondary': 'Primary to secondary school',
    'middle-to-secondary': 'Middle to secondary school',
    'secondary-to-post-16': 'Secondary school to post-16',
    'post-16-to-post-16': 'One post-16 institution to another',
  },
};

/** Satisfaction of a family, from 1 to 5. */
export const SATISFACTION_IN_WORDS = [
  'Very dissatisfied',
  'Dissatisfied',
  'Neither satisfied nor dissatisfied',
  'Satisfied',
  'Very satisfied',
] as const;

/** What an adviser is called; as it was written where it is none of the usual ones. */
export function adviserInWords(adviser: string): string {
  return choiceInWords('adviser', adviser);
}

/** What an attribute is called; the name itself where a later version wrote one that is not known here. */
export function attributeInWords(name: string): string {
  return own(ATTRIBUTES_IN_WORDS, name) ?? name;
}

/** A value that was chosen, in words; as it is where it is none of those. */
export function choiceInWords(attribute: ChoiceAttribute, value: string): string {
  return own(CHOICES_IN_WORDS[attribute], value) ?? value;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The value of an attribute in words: a day, yes or no, a choice, a text as it was written. */
export function valueInWords(attribute: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map((one) => valueInWords(attribute, one)).join(', ');
  if (attribute === 'satisfaction' && typeof value === 'number') {
    return `${String(value)} of ${String(SATISFACTION_IN_WORDS.length)}: ${SATISFACTION_IN_WORDS[value - 1] ?? ''}`;
  }
  const text = String(value);
  if (DAY.test(text) && isDayAttribute(attribute)) return longDate(text as CalendarDate);
  return Object.hasOwn(CHOICES_IN_WORDS, attribute) ? choiceInWords(attribute as ChoiceAttribute, text) : text;
}

const isDayAttribute = (name: string): boolean =>
  name === 'on' || name === 'from' || name === 'to' || name.endsWith('On');

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
