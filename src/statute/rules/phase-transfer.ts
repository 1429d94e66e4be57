import { day } from '../calendar.js';
import type { ClockRule, MarkRule, Met, Rule, Selector } from '../rule.js';
import { planOver, regulation } from './authorities.js';

/** Transfers on this day alone have the date of regulation 18(3); those before and after have regulation 18(1). */
const TRANSITIONAL_DAY = day('2015-09-01');
const AFTER_TRANSITION = day('2015-09-02');
const BEFORE_TRANSITION = { from: day('2014-09-01'), to: day('2015-08-31') } as const;

/** From the meeting: 4 weeks for the amendment notice and 8 for the amended plan. */
const lastSafeMeeting: MarkRule = {
  name: 'last safe meeting date',
  of: 'due',
  count: { count: 'weeks-before', weeks: 12 },
  why: 'A review meeting by this day leaves the whole 12 weeks for the notice and the amended plan.',
};

/** The Code, the DfE and the Ombudsman say "by" the date that regulation 18 says "before". */
const readAsBy: MarkRule = {
  name: 'the date itself',
  of: 'due',
  count: { count: 'days-of', days: 1 },
  why: 'The Code of Practice, the DfE and the Ombudsman say "by" this day; the regulation says "before" it.',
};

const REVIEWED: readonly Selector[] = [{ milestone: 'review-decision' }, { milestone: 'last-reviewed' }];

/**
 * A review, and after it the amended plan. One that says that it is for the transfer counts however early; one that
 * does not say so counts in the 12 months before the transfer, since it could be any year's.
 */
const reviewedAndAmended: Met = {
  anyOf: REVIEWED.flatMap((follows): readonly Selector[] => [
    { milestone: 'amended-plan-issued', where: { phaseTransfer: null }, follows },
    { milestone: 'amended-plan-issued', where: { phaseTransfer: true }, follows, evenBefore: true },
  ]),
};

const SCHOOL_PHASES = [
  'early-years-to-school',
  'infant-to-junior',
  'primary-to-middle',
  'primary-to-secondary',
  'middle-to-secondary',
];

const common = {
  dutyHolder: 'council',
  force: 'statutory',
  nature: 'duty',
  asSoonAsPracticable: false,
  confidence: 'V',
  met: 'the plan has been reviewed, and the amended plan that names the setting or its type is issued',
} as const;

const overlay = {
  metBy: reviewedAndAmended,
  endedBy: planOver,
  notes: ['This date comes on top of the annual review, which may not be held open to wait for it.'],
} as const satisfies Partial<ClockRule>;

const rules: readonly Rule[] = [
  {
    ...common,
    id: 'P1',
    name: 'Phase transfer from secondary school to post-16',
    duty: 'The council must review and amend the plan before 31 March of the year of transfer',
    basis: [regulation('18(1)(a)')],
    coronavirus: false,
    inForce: { from: AFTER_TRANSITION },
    clocks: [
      {
        startedBy: { each: [{ milestone: 'transfer-planned', where: { phase: 'secondary-to-post-16' } }] },
        limit: { count: 'before-date', month: 3, day: 31 },
        marks: [lastSafeMeeting, readAsBy],
        ...overlay,
      },
    ],
  },
  {
    ...common,
    id: 'P2',
    name: 'Phase transfer',
    duty: 'The council must review and amend the plan before 15 February of the year of transfer',
    basis: [regulation('18(1)(b)')],
    coronavirus: false,
    inForce: { from: AFTER_TRANSITION },
    clocks: [
      {
        startedBy: { each: [{ milestone: 'transfer-planned', where: { phase: SCHOOL_PHASES } }] },
        limit: { count: 'before-date', month: 2, day: 15 },
        marks: [lastSafeMeeting, readAsBy],
        ...overlay,
      },
    ],
  },
  {
    ...common,
    id: 'P3',
    name: 'Transfer between post-16 institutions',
    duty: 'The council must review and amend the plan at least 5 months before the transfer',
    basis: [regulation('18(2)')],
    coronavirus: true,
    inForce: { from: day('2014-09-01') },
    clocks: [
      {
        startedBy: { each: [{ milestone: 'transfer-planned', where: { phase: 'post-16-to-post-16' } }] },
        limit: { count: 'months-before', months: 5 },
        marks: [lastSafeMeeting],
        ...overlay,
      },
    ],
  },
  {
    ...common,
    id: 'P4',
    name: 'Phase transfer on 1 September 2015',
    duty: 'The council must review and amend the plan before 31 May 2015',
    basis: [regulation('18(3)')],
    coronavirus: false,
    inForce: { from: TRANSITIONAL_DAY, to: TRANSITIONAL_DAY },
    clocks: [
      {
        startedBy: {
          each: [{ milestone: 'transfer-planned', where: { phase: [...SCHOOL_PHASES, 'secondary-to-post-16'] } }],
        },
        limit: { count: 'before-date', month: 5, day: 31 },
        marks: [lastSafeMeeting],
        ...overlay,
      },
    ],
  },
];

/** Phase transfer, an overlay on the annual review: P1 to P4. */
export const phaseTransferRules: readonly Rule[] = rules.flatMap((rule) =>
  rule.inForce.from === AFTER_TRANSITION ? [{ ...rule, inForce: BEFORE_TRANSITION }, rule] : [rule],
);
