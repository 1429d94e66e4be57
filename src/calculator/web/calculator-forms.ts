import type { CalendarDate } from '../../statute/calendar.js';
import type { Ground } from '../../statute/exceptions.js';
import type { MilestoneName } from '../../statute/milestones.js';

/** One of several answers to a question. */
export interface Option {
  readonly value: string;
  readonly text: string;
}

/** What else is asked of a milestone. */
export type Question =
  | {
      readonly kind: 'choice';
      readonly attribute: string;
      readonly label: string;
      readonly options: readonly Option[];
      /** What is said where nothing was chosen. */
      readonly missing: string;
    }
  | { readonly kind: 'day'; readonly attribute: string; readonly label: string; readonly hint: string };

/** A part of the form: something that happened or will, its day, and what else is asked of it. */
export interface Block {
  /** The name of its fields. */
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly required?: true;
  /** Whether its day can be still to come; what has happened lies in the past. */
  readonly canBePlanned?: true;
  readonly milestone: MilestoneName | ((on: CalendarDate, today: CalendarDate, chosen: string) => MilestoneName);
  readonly questions?: readonly Question[];
  /** What is known without asking. */
  readonly attributes?: Readonly<Record<string, string | boolean>>;
}

/** One of the calculators. */
export interface CalculatorForm {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly blocks: readonly Block[];
}

const option = (value: string, text: string): Option => ({ value, text });

const PHASES: readonly Option[] = [
  option('early-years-to-school', 'Early years to school'),
  option('infant-to-junior', 'Infant to junior school'),
  option('primary-to-middle', 'Primary to middle school'),
  option('primary-to-secondary', 'Primary to secondary school'),
  option('middle-to-secondary', 'Middle to secondary school'),
  option('secondary-to-post-16', 'Secondary school to a post-16 institution'),
  option('post-16-to-post-16', 'One post-16 institution to another'),
];

const GROUND_TEXTS: Readonly<Partial<Record<Ground, string>>> = {
  'school-closure': 'Closure of a school or college for at least 4 weeks',
  'early-years-closure': 'Closure of an early years provider for at least 4 weeks',
  'personal-circumstances': 'Exceptional personal circumstances of the child, a parent or the young person',
  absence: "Absence from the council's area",
  'missed-appointment': 'A missed appointment for an examination or test',
};

const meeting: Block = {
  name: 'meeting',
  legend: 'Review meeting',
  hint: 'The day it was held, or the day it is planned for.',
  canBePlanned: true,
  milestone: (on, today) => (on > today ? 'review-meeting-planned' : 'review-meeting-held'),
};

/** The calculators that anyone can use. */
export const CALCULATORS: readonly CalculatorForm[] = [
  {
    id: 'assessment',
    title: 'Needs assessment and plan',
    lead: 'From the request for an assessment to the final plan: 6, 16 and 20 weeks.',
    blocks: [
      {
        name: 'request',
        legend: 'Request received',
        hint: 'The day the council received the request for an assessment, from the family, a school or college, or somebody else.',
        required: true,
        milestone: 'request-received',
      },
      {
        name: 'assess',
        legend: 'Decision whether to assess',
        hint: 'The day the family was told. Leave it empty if there is none yet.',
        milestone: 'decision-to-assess',
        questions: [
          {
            kind: 'choice',
            attribute: 'outcome',
            label: 'What was decided?',
            missing: 'Say whether the council decided to assess',
            options: [option('assess', 'To assess'), option('refuse', 'Not to assess')],
          },
        ],
      },
      {
        name: 'advice',
        legend: 'Advice asked for',
        hint: 'The day the educational psychologist, or another adviser, was asked for advice.',
        milestone: 'advice-requested',
        attributes: { adviser: 'educational-psychologist' },
      },
      {
        name: 'issue',
        legend: 'Decision whether to issue a plan',
        milestone: 'decision-to-issue',
        questions: [
          {
            kind: 'choice',
            attribute: 'outcome',
            label: 'What was decided?',
            missing: 'Say whether the council decided to issue a plan',
            options: [option('issue', 'To issue a plan'), option('refuse', 'Not to issue a plan')],
          },
        ],
      },
      { name: 'draft', legend: 'Draft plan sent', milestone: 'draft-plan-sent' },
      { name: 'final', legend: 'Final plan issued', milestone: 'final-plan-issued' },
      {
        name: 'exception',
        legend: 'Exception',
        hint: 'The first day of a closure, an absence or exceptional circumstances. No exception adds days: it excuses a limit that was missed because of it.',
        milestone: 'exception',
        questions: [
          {
            kind: 'choice',
            attribute: 'ground',
            label: 'On what ground?',
            missing: 'Say on what ground',
            options: Object.entries(GROUND_TEXTS).map(([value, text]) => option(value, text)),
          },
          { kind: 'day', attribute: 'to', label: 'Last day of it', hint: 'Leave it empty if it goes on.' },
          {
            kind: 'day',
            attribute: 'adviceRequestedOn',
            label: 'Day the head or SEN lead was asked for advice',
            hint: 'For a closure: it counts only if they were asked in the week before it, or during it.',
          },
        ],
      },
    ],
  },
  {
    id: 'review',
    title: 'Annual review',
    lead: 'From the last review to the next, and from the meeting to the amended plan: 12 months, 4, 8 and 12 weeks.',
    blocks: [
      {
        name: 'anchor',
        legend: 'Plan made, or last reviewed',
        hint: 'A review is complete on the day the family is told of the decision after it.',
        required: true,
        milestone: (_on, _today, chosen) => (chosen === 'made' ? 'plan-made' : 'last-reviewed'),
        questions: [
          {
            kind: 'choice',
            attribute: '',
            label: 'What is that the day of?',
            missing: 'Say whether the plan was made or reviewed on that day',
            options: [option('made', 'The first plan was made'), option('reviewed', 'The plan was last reviewed')],
          },
        ],
      },
      meeting,
      {
        name: 'decision',
        legend: 'Decision after the review',
        milestone: 'review-decision',
        questions: [
          {
            kind: 'choice',
            attribute: 'outcome',
            label: 'What was decided?',
            missing: 'Say what was decided after the review',
            options: [
              option('maintain', 'To maintain the plan as it is'),
              option('amend', 'To amend the plan'),
              option('cease', 'To cease to maintain the plan'),
            ],
          },
        ],
      },
      { name: 'notice', legend: 'Amendment notice sent', milestone: 'amendment-notice-sent' },
      { name: 'amended', legend: 'Final amended plan issued', milestone: 'amended-plan-issued' },
    ],
  },
  {
    id: 'phase-transfer',
    title: 'Phase transfer',
    lead: 'When a plan has to name the next school or college: 15 February, 31 March, or 5 months before.',
    blocks: [
      {
        name: 'transfer',
        legend: 'Transfer',
        hint: 'The day the child or young person moves on, as a rule 1 September.',
        required: true,
        canBePlanned: true,
        milestone: 'transfer-planned',
        questions: [
          {
            kind: 'choice',
            attribute: 'phase',
            label: 'From which phase to which?',
            missing: 'Say from which phase to which',
            options: PHASES,
          },
        ],
      },
      { name: 'anchor', legend: 'Plan last reviewed', milestone: 'last-reviewed' },
      meeting,
      {
        name: 'amended',
        legend: 'Amended plan issued that names the next setting',
        milestone: 'amended-plan-issued',
        attributes: { phaseTransfer: true },
      },
    ],
  },
];
