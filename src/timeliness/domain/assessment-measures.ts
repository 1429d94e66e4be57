import { DUE_BASIS, REGULATIONS, SEN2, type Measure, type ShareMeasure } from './measure.js';

const LEFT_OUT =
  'Plans are left out whose 20 weeks gave way to another limit, because a refusal was reversed or a tribunal, an agreement or a concession took its place.';

const ISSUED_BASIS = 'The issued basis is the published one, and improves when late cases are left unfinished.';

const SERIES =
  'The published denominator is smaller than the number of new plans, and the release does not say which plans it leaves out; here they are those whose 20 weeks gave way to another limit.';

const newPlans = {
  kind: 'share',
  of: 'assessment',
  rules: ['N7'],
  limit: '20 weeks (140 days) from the request',
  denominator: {
    issued: 'new plans issued in the period',
    due: 'assessments whose 20 weeks ended in the period, and that had not ended otherwise by then',
  },
  source: `Regulation 13(2) ${REGULATIONS}; ${SEN2}`,
} as const satisfies Partial<ShareMeasure>;

const YEAR = 'A year ends on the corresponding day of the next year, or on 28 February where there is none.';

const YEAR_DIFFERS = `The release speaks of 52 weeks (364 days); here a year has 365 or 366 days. ${SERIES}`;

/** What needs assessments are measured by, from the request to the plan, in the order of a case. */
export const ASSESSMENT_MEASURES: readonly Measure[] = [
  {
    kind: 'count',
    id: 'requests-received',
    name: 'Requests for a needs assessment received',
    of: 'assessment',
    bases: ['issued'],
    direction: 'neither',
    definition:
      'Requests for a first needs assessment, on the day that the council received them. Requests for a reassessment are left out.',
    source: SEN2,
  },
  {
    kind: 'share',
    id: 'decisions-within-6-weeks',
    name: 'Decisions whether to assess within 6 weeks',
    of: 'assessment',
    rules: ['N1'],
    limit: '6 weeks from the request',
    bases: ['issued', 'due'],
    numerator: 'decisions notified within 6 weeks of the request',
    denominator: {
      issued: 'decisions whether to assess notified in the period',
      due: 'requests whose 6 weeks ended in the period',
    },
    direction: 'up',
    definition: `Decisions to assess or to refuse, on the day of the notice. ${DUE_BASIS}`,
    source: `Regulation 5(1) ${REGULATIONS}; ${SEN2}`,
  },
  {
    kind: 'count',
    id: 'decisions-to-assess',
    name: 'Decisions to assess',
    of: 'assessment',
    bases: ['issued'],
    direction: 'neither',
    definition:
      'First decisions to carry out a needs assessment, on the day of the notice: the assessments that were begun. A refusal that the council or a tribunal reversed is none. Reassessments are left out.',
    source: `Section 36(3) of the Children and Families Act 2014; ${SEN2}`,
    differs:
      'The release counts the requests received in a year that led to an assessment; here a decision counts in the period in which it was made.',
  },
  {
    kind: 'share',
    id: 'drafts-within-16-weeks',
    name: 'Draft plans sent by week 16',
    of: 'assessment',
    rules: ['S1'],
    limit: '16 weeks from the request, or those that the council has set as its own standard (S1)',
    bases: ['issued', 'due'],
    numerator: 'first drafts sent within 16 weeks of the request',
    denominator: {
      issued: 'first drafts sent in the period',
      due: 'assessments whose 16 weeks ended in the period, and that had not ended otherwise by then',
    },
    direction: 'up',
    definition: `First drafts of a plan, on the day they were sent. The law sets no limit for the draft: the field works to week 16, which leaves 4 weeks for the reply of the family and the consultation of settings. A council that turned the standard off has no such figure. ${DUE_BASIS}`,
    source: "The field's practice; Tower Hamlets, SEND improvement plan 2021: marks that are hit inside the 20 weeks",
  },
  {
    kind: 'share',
    id: 'refusals-within-16-weeks',
    name: 'Refusals to issue a plan within 16 weeks',
    of: 'assessment',
    rules: ['N3'],
    limit: '16 weeks from the request',
    bases: ['issued'],
    numerator: 'refusals notified within 16 weeks of the request',
    denominator: { issued: 'refusals to issue a plan notified in the period' },
    direction: 'up',
    definition:
      'Refusals to issue a plan after an assessment, on the day of the notice. There is no due basis: until the council decides, nobody knows whether it will refuse, and a plan has 20 weeks.',
    source: `Regulation 10(1) ${REGULATIONS}; ${SEN2}`,
  },
  {
    kind: 'count',
    id: 'plans-issued',
    name: 'New plans issued',
    of: 'assessment',
    bases: ['issued'],
    direction: 'neither',
    definition:
      'First plans, on the day the final plan was issued, however the case came to it. Plans after a reassessment and plans from other councils are not new.',
    source: SEN2,
  },
  {
    ...newPlans,
    id: 'plans-within-20-weeks',
    name: 'New plans issued within 20 weeks',
    bases: ['issued', 'due'],
    numerator: 'plans issued at most 140 days after the request',
    direction: 'up',
    definition: `New plans, on the day the final plan was issued; day of issue minus day of request at most 140. ${LEFT_OUT} ${ISSUED_BASIS} ${DUE_BASIS}`,
    differs: SERIES,
  },
  {
    ...newPlans,
    id: 'plans-within-20-to-52-weeks',
    name: 'New plans issued after 20 weeks, within a year',
    bases: ['issued', 'due'],
    countsAs: ['plans-within-20-weeks'],
    counting: 'late',
    numerator: 'plans issued more than 140 days after the request, and within a year of it',
    direction: 'down',
    definition: `Of the new plans that count for the 20 weeks, those that were late by less than a year after the request. ${YEAR} ${LEFT_OUT} On the due basis a case counts on the day its 20 weeks were over, whenever its plan was issued after that.`,
    differs: YEAR_DIFFERS,
  },
  {
    ...newPlans,
    id: 'plans-over-a-year',
    name: 'New plans issued after more than a year',
    bases: ['issued', 'due'],
    countsAs: ['plans-within-20-weeks'],
    counting: 'late-over-a-year',
    numerator: 'plans issued more than a year after the request',
    direction: 'down',
    definition: `Of the new plans that count for the 20 weeks, those that were issued more than a year after the request. ${YEAR} ${LEFT_OUT} On the due basis a case counts on the day its 20 weeks were over, whenever its plan was issued after that.`,
    differs: YEAR_DIFFERS,
  },
];
