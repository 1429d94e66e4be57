import { DUE_BASIS, REGULATIONS, SEN2, type Measure } from './measure.js';

const RIGHT_BEFORE = 'The regulation says "before" the date, so the day before it is the last in time.';

const TRANSFER_DEFINITION = `Transfers, on the last day in time, once it is over. In time are plans that were reviewed and then amended for the transfer by that day. ${RIGHT_BEFORE} A plan that ceased or went to another council by then does not count.`;

const TRANSFER_DIFFERS =
  'The Code of Practice and the SEN2 return say "by" the date; a plan that was issued on the date itself is late here.';

const MEETING = 'measured from the first meeting of the review';

/** What plans are measured by once they are made: annual reviews, what follows from them, and phase transfers. */
export const REVIEW_MEASURES: readonly Measure[] = [
  {
    kind: 'share',
    id: 'reviews-within-12-months',
    name: 'Annual reviews completed within 12 months',
    of: 'plan',
    rules: ['R1', 'R2', 'L3'],
    limit:
      '12 months starting with the day the plan was made or last reviewed; after a move also 3 months from the transfer',
    bases: ['issued', 'due'],
    numerator: 'reviews completed within the 12 months',
    denominator: {
      issued: 'annual reviews completed in the period',
      due: 'plans whose review fell due in the period, and that were still maintained then',
    },
    direction: 'up',
    definition: `Reviews, on the day the council gave notice of its decision, which completes the review: a meeting alone does not. An early review and one for a phase transfer count as well. After a transfer from another council the review is due 12 months after the last one or 3 months after the transfer, whichever is later. ${DUE_BASIS}`,
    source: `Section 44(1) of the Children and Families Act 2014; regulation 15(5) ${REGULATIONS}; Hackney, SEND strategy 2022 to 2025: every child reviewed yearly`,
    differs:
      'The release counts the plans on the census day that had a review meeting in the calendar year, whether or not it was in time and whether or not the council decided; the census of annual reviews gives that figure.',
  },
  {
    kind: 'share',
    id: 'review-decisions-within-4-weeks',
    name: 'Review decisions within 4 weeks of the meeting',
    of: 'review',
    rules: ['R6'],
    limit: '4 weeks from the review meeting',
    bases: ['issued', 'due'],
    numerator: 'decisions notified within 4 weeks of the meeting',
    denominator: {
      issued: 'review decisions notified in the period',
      due: 'review meetings whose 4 weeks ended in the period',
    },
    direction: 'up',
    definition: `Decisions to maintain, amend or cease to maintain a plan, on the day of the notice, ${MEETING}. ${DUE_BASIS}`,
    source: `Regulations 20(10) and 21(9) ${REGULATIONS}; ${SEN2}`,
    differs:
      'The release counts the last meeting of each plan that is maintained on the census day, once; here every review counts in the period of its decision, also of plans that ceased since.',
  },
  {
    kind: 'split',
    id: 'review-outcomes',
    name: 'Review decisions to maintain, amend or cease',
    of: 'review',
    bases: ['issued'],
    direction: 'neither',
    denominator: { issued: 'review decisions notified in the period' },
    parts: [
      { id: 'maintain', name: 'Maintain the plan as it is' },
      { id: 'amend', name: 'Amend the plan' },
      { id: 'cease', name: 'Cease to maintain the plan' },
    ],
    definition: 'First decisions after a review (MAC decisions), on the day of the notice, by what was decided.',
    source: `Regulations 20(10) and 21(9) ${REGULATIONS}; ${SEN2}; Kingston upon Hull, SEND strategic plan 2024 to 2027: monthly scorecard`,
    differs:
      'The release counts the last review of each plan that is maintained on the census day; here every review counts in the period of its decision.',
  },
  {
    kind: 'share',
    id: 'amendment-notices-within-4-weeks',
    name: 'Amendment notices within 4 weeks of the meeting',
    of: 'review',
    rules: ['R7'],
    limit: '4 weeks from the review meeting',
    bases: ['issued', 'due'],
    numerator: 'amendment notices sent within 4 weeks of the meeting',
    denominator: {
      issued: 'amendment notices after a review sent in the period',
      due: 'review meetings whose 4 weeks ended in the period, unless the plan was not to be amended',
    },
    direction: 'up',
    definition: `Notices of proposed amendments with the plan and the evidence, on the day they were sent, ${MEETING}. ${DUE_BASIS}`,
    source: `Regulation 22(2)(a) ${REGULATIONS}; R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)`,
  },
  {
    kind: 'share',
    id: 'amendment-notices-within-4-weeks-of-decision',
    name: 'Amendment notices within 4 weeks of the decision',
    of: 'review',
    rules: ['S2'],
    limit: '4 weeks from the decision to amend',
    bases: ['issued', 'due'],
    numerator: 'amendment notices sent within 4 weeks of the decision to amend',
    denominator: {
      issued: 'amendment notices after a decision to amend sent in the period',
      due: 'decisions to amend whose 4 weeks ended in the period',
    },
    direction: 'up',
    definition: `Notices of proposed amendments, on the day they were sent, measured from the decision to amend. It is a local standard and weaker than the law, which gives the notice 4 weeks from the meeting; it is counted whether or not the council has made it its own. ${DUE_BASIS}`,
    source: 'Kingston upon Hull, SEND strategic plan 2024 to 2027: internal standard',
  },
  {
    kind: 'share',
    id: 'amended-plans-within-8-weeks',
    name: 'Final amended plans within 8 weeks of the notice',
    of: 'review',
    rules: ['R9'],
    limit: '8 weeks from the amendment notice',
    bases: ['issued', 'due'],
    numerator: 'amended plans issued within 8 weeks of the notice',
    denominator: {
      issued: 'amended plans issued in the period after a review',
      due: 'amendment notices after a review whose 8 weeks ended in the period',
    },
    direction: 'up',
    definition: `Amended plans after a review, on the day of issue, measured from the day the notice was sent; where it was sent again before the plan, from the first. ${DUE_BASIS}`,
    source: `Regulation 22(3) ${REGULATIONS}`,
  },
  {
    kind: 'share',
    id: 'amended-plans-within-12-weeks',
    name: 'Final amended plans within 12 weeks of the meeting',
    of: 'review',
    rules: ['R9'],
    ref: 'outer-marker',
    limit: '12 weeks from the review meeting',
    bases: ['issued', 'due'],
    numerator: 'amended plans issued within 12 weeks of the meeting',
    denominator: {
      issued: 'amended plans issued in the period after a review meeting',
      due: 'review meetings whose 12 weeks ended in the period, unless the plan was not to be amended',
    },
    direction: 'up',
    definition: `Amended plans after a review, on the day of issue, measured from the first meeting. ${DUE_BASIS}`,
    source: `Regulation 22 ${REGULATIONS}; R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)`,
  },
  {
    kind: 'share',
    id: 'phase-transfers-by-15-february',
    name: 'Phase transfers by 15 February',
    of: 'plan',
    rules: ['P2'],
    limit: 'before 15 February of the year of transfer',
    bases: ['due'],
    numerator: 'plans reviewed and amended for the transfer before 15 February',
    denominator: {
      due: 'plans of children who change school in the year, other than from secondary school to a post-16 institution',
    },
    direction: 'up',
    definition: TRANSFER_DEFINITION,
    source: `Regulation 18(1)(b) ${REGULATIONS}; Herefordshire, progress report of February 2023: plans reviewed in time for admissions`,
    differs: TRANSFER_DIFFERS,
  },
  {
    kind: 'share',
    id: 'phase-transfers-by-31-march',
    name: 'Phase transfers to post-16 by 31 March',
    of: 'plan',
    rules: ['P1'],
    limit: 'before 31 March of the year of transfer',
    bases: ['due'],
    numerator: 'plans reviewed and amended for the transfer before 31 March',
    denominator: { due: 'plans of young people who go from secondary school to a post-16 institution in the year' },
    direction: 'up',
    definition: TRANSFER_DEFINITION,
    source: `Regulation 18(1)(a) ${REGULATIONS}`,
    differs: TRANSFER_DIFFERS,
  },
  {
    kind: 'count',
    id: 'plans-ceased',
    name: 'Plans ceased',
    of: 'plan',
    bases: ['issued'],
    direction: 'neither',
    definition:
      'Plans that the council ceased to maintain, on the day they ended, not on that of the decision. Plans that went to another council are left out.',
    source: `Section 45 of the Children and Families Act 2014; ${SEN2}`,
    differs: 'The release counts plans that went to another council in England as ceased; they are left out here.',
  },
];
