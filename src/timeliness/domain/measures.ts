/** On which day a case counts: when the work was completed, or when its limit fell due. */
export const BASES = ['issued', 'due'] as const;

/** On which day a case counts. */
export type Basis = (typeof BASES)[number];

/**
 * How a limit was kept. `open`: nobody has done it, nor has the case taken another road. `ended-late`: the case took
 * another road after the limit had passed.
 */
export const TIMED_BANDS = ['in-time', 'late', 'late-over-a-year', 'open', 'ended-late'] as const;

/** How a limit was kept. */
export type TimedBand = (typeof TIMED_BANDS)[number];

/** What a count of days counts in. */
export type Band = TimedBand | 'counted';

interface Described {
  readonly id: string;
  readonly name: string;
  /** What is counted, in words. */
  readonly definition: string;
  /** Where the definition comes from. */
  readonly source: string;
}

/** A share: of the cases that count, those in time. */
export interface ShareMeasure extends Described {
  readonly kind: 'share';
  readonly of: 'assessment' | 'review';
  /** The rule of the rulebook whose clocks count, and the ref that tells them from others of that rule. */
  readonly rule: string;
  readonly ref?: string;
  readonly limit: string;
  readonly bases: readonly Basis[];
  readonly numerator: string;
  readonly denominator: Readonly<Partial<Record<Basis, string>>>;
  /** More is better for every share. */
  readonly direction: 'up';
}

/** A plain number of what happened in a period. */
export interface CountMeasure extends Described {
  readonly kind: 'count';
  readonly of: 'assessment';
  readonly bases: readonly ['issued'];
}

/** What the council is measured by. */
export type Measure = ShareMeasure | CountMeasure;

const SEN2 = 'Department for Education, "Education, health and care plans", guidance to the published data';

const DUE_BASIS =
  'On the due basis a case counts on the day its limit fell due, once that day is over. It is in time if the work was done by then; what was done later, is still to be done, or came to another end after the limit is not. A case that took another road by the limit does not count.';

/** Every measure, in the order of a case. */
export const MEASURES: readonly Measure[] = [
  {
    kind: 'count',
    id: 'requests-received',
    name: 'Requests for a needs assessment received',
    of: 'assessment',
    bases: ['issued'],
    definition:
      'Requests for a first needs assessment, on the day that the council received them. Requests for a reassessment are left out.',
    source: SEN2,
  },
  {
    kind: 'share',
    id: 'decisions-within-6-weeks',
    name: 'Decisions whether to assess within 6 weeks',
    of: 'assessment',
    rule: 'N1',
    limit: '6 weeks from the request',
    bases: ['issued', 'due'],
    numerator: 'decisions notified within 6 weeks of the request',
    denominator: {
      issued: 'decisions whether to assess notified in the period',
      due: 'requests whose 6 weeks ended in the period',
    },
    direction: 'up',
    definition: `Decisions to assess or to refuse, on the day of the notice. ${DUE_BASIS}`,
    source: `Regulation 5(1) of the SEND Regulations 2014; ${SEN2}`,
  },
  {
    kind: 'share',
    id: 'refusals-within-16-weeks',
    name: 'Refusals to issue a plan within 16 weeks',
    of: 'assessment',
    rule: 'N3',
    limit: '16 weeks from the request',
    bases: ['issued'],
    numerator: 'refusals notified within 16 weeks of the request',
    denominator: { issued: 'refusals to issue a plan notified in the period' },
    direction: 'up',
    definition:
      'Refusals to issue a plan after an assessment, on the day of the notice. There is no due basis: until the council decides, nobody knows whether it will refuse, and a plan has 20 weeks.',
    source: `Regulation 10(1) of the SEND Regulations 2014; ${SEN2}`,
  },
  {
    kind: 'count',
    id: 'plans-issued',
    name: 'New plans issued',
    of: 'assessment',
    bases: ['issued'],
    definition:
      'First plans, on the day the final plan was issued, however the case came to it. Plans after a reassessment and plans from other councils are not new.',
    source: SEN2,
  },
  {
    kind: 'share',
    id: 'plans-within-20-weeks',
    name: 'New plans issued within 20 weeks',
    of: 'assessment',
    rule: 'N7',
    limit: '20 weeks (140 days) from the request',
    bases: ['issued', 'due'],
    numerator: 'plans issued at most 140 days after the request',
    denominator: {
      issued: 'new plans issued in the period',
      due: 'assessments whose 20 weeks ended in the period, and that had not ended otherwise by then',
    },
    direction: 'up',
    definition: `New plans, on the day the final plan was issued; day of issue minus day of request at most 140. Plans are left out whose 20 weeks gave way to another limit, because a refusal was reversed or a tribunal, an agreement or a concession took its place. The issued basis is the published one, and improves when late cases are left unfinished. ${DUE_BASIS}`,
    source: `Regulation 13(2) of the SEND Regulations 2014; ${SEN2}`,
  },
  {
    kind: 'share',
    id: 'review-decisions-within-4-weeks',
    name: 'Review decisions within 4 weeks of the meeting',
    of: 'review',
    rule: 'R6',
    limit: '4 weeks from the review meeting',
    bases: ['issued', 'due'],
    numerator: 'decisions notified within 4 weeks of the meeting',
    denominator: {
      issued: 'review decisions notified in the period',
      due: 'review meetings whose 4 weeks ended in the period',
    },
    direction: 'up',
    definition: `Decisions to maintain, amend or cease to maintain a plan, on the day of the notice, measured from the first meeting of the review. ${DUE_BASIS}`,
    source: `Regulations 20(10) and 21(9) of the SEND Regulations 2014; ${SEN2}`,
  },
  {
    kind: 'share',
    id: 'amended-plans-within-8-weeks',
    name: 'Final amended plans within 8 weeks of the notice',
    of: 'review',
    rule: 'R9',
    limit: '8 weeks from the amendment notice',
    bases: ['issued', 'due'],
    numerator: 'amended plans issued within 8 weeks of the notice',
    denominator: {
      issued: 'amended plans issued in the period after a review',
      due: 'amendment notices after a review whose 8 weeks ended in the period',
    },
    direction: 'up',
    definition: `Amended plans after a review, on the day of issue, measured from the day the notice was sent; where it was sent again before the plan, from the first. ${DUE_BASIS}`,
    source: 'Regulation 22(3) of the SEND Regulations 2014',
  },
  {
    kind: 'share',
    id: 'amended-plans-within-12-weeks',
    name: 'Final amended plans within 12 weeks of the meeting',
    of: 'review',
    rule: 'R9',
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
    source: 'Regulation 22 of the SEND Regulations 2014; R (L, M and P) v Devon County Council [2022] EWHC 493 (Admin)',
  },
];

/** The measure with an id; nothing where there is none. */
export function measureOf(id: string): Measure | undefined {
  return MEASURES.find((measure) => measure.id === id);
}
