import type { ReleaseFile } from './benchmark.events.js';
import type { Unit, Variant } from './published.js';

/** The published counts that a figure is made of, by their names among the columns of the release. */
export interface PublishedParts {
  /** What the count itself, or the numerator of a share, adds up to. */
  readonly count: readonly string[];
  /** What the denominator of a share adds up to. */
  readonly of?: readonly string[];
  /** The share as it was published. */
  readonly percent?: string;
}

/** What the Department for Education publishes that a measure of ours can be put beside. */
export interface Counterpart {
  /** The id of our measure. */
  readonly measure: string;
  /** The id of the part of it, where it is split. */
  readonly part?: string;
  /** Which of the files of the release has it; nothing where England's figure alone is known. */
  readonly file?: ReleaseFile;
  readonly unit: Unit;
  readonly parts: Readonly<Partial<Record<Variant, PublishedParts>>>;
  /** What differs from our definition, in sentences. */
  readonly difference: string;
}

const ISSUED_YEARS =
  'The Department publishes calendar years alone, on the issued basis: what was completed in the year.';
const RETURNED = 'Councils return them once a year, so what a council corrected later is not in them.';

const DENOMINATOR =
  'Fewer plans count than were newly issued (in England 90,392 of 97,747 in 2024), and the release does not say which are left out, so never divide by new plans.';

const LAST_REVIEWS =
  'The Department counts the last review meeting of each plan that was maintained on the census day in January, whenever it was held, under the calendar year before; the census of annual reviews here counts in the same way.';

const OUTCOMES = { maintain: 'reviews.maintained', amend: 'reviews.amended', cease: 'reviews.ceased' } as const;

/** Every measure of ours that has a published counterpart. */
export const COUNTERPARTS: readonly Counterpart[] = [
  {
    measure: 'requests-received',
    file: 'requests',
    unit: 'count',
    parts: { including: { count: ['requests.received'] } },
    difference: `${ISSUED_YEARS} ${RETURNED} A larger authority has more requests: the numbers are no measure of how well it does.`,
  },
  {
    measure: 'decisions-within-6-weeks',
    file: 'requests',
    unit: 'percent',
    parts: {
      including: {
        count: ['requests.decidedWithin6Weeks'],
        of: ['requests.decidedWithin6Weeks', 'requests.decidedLater'],
        percent: 'requests.percentWithin6Weeks',
      },
    },
    difference: `${ISSUED_YEARS} ${RETURNED} It leaves no exceptions out of this share.`,
  },
  {
    measure: 'refusals-within-16-weeks',
    file: 'assessments',
    unit: 'percent',
    parts: {
      including: {
        count: ['assessments.refusedWithin16Weeks'],
        of: ['assessments.refusedWithin16Weeks', 'assessments.refusedLater'],
        percent: 'assessments.percentWithin16Weeks',
      },
    },
    difference: `${ISSUED_YEARS} ${RETURNED} Many authorities refuse only a few plans a year, so that one case can move their share a long way.`,
  },
  {
    measure: 'decisions-to-assess',
    file: 'requests',
    unit: 'count',
    parts: { including: { count: ['requests.toAssess'] } },
    difference: `The Department publishes calendar years alone, and counts the requests received in the year that had led to an assessment by the census day; here a decision counts on its own day. ${RETURNED} It is published for 2023 and later.`,
  },
  {
    measure: 'plans-issued',
    unit: 'count',
    parts: {},
    difference: `${ISSUED_YEARS} The files of the release that are imported have no number of new plans by authority.`,
  },
  {
    measure: 'plans-within-20-weeks',
    file: 'plans',
    unit: 'percent',
    parts: {
      including: {
        count: ['plans.within20Weeks.all'],
        of: ['plans.issued.all'],
        percent: 'plans.percentWithin20Weeks.all',
      },
      excluding: {
        count: ['plans.within20Weeks.withoutExceptions'],
        of: ['plans.issued.withoutExceptions'],
        percent: 'plans.percentWithin20Weeks.withoutExceptions',
      },
    },
    difference: `${ISSUED_YEARS} ${DENOMINATOR} Its headline figure excludes the plans to which an exception applies, as each council recorded them.`,
  },
  {
    measure: 'plans-within-20-to-52-weeks',
    file: 'plans',
    unit: 'percent',
    parts: {
      including: {
        count: ['plans.withinAYear.all'],
        of: ['plans.issued.all'],
        percent: 'plans.percentWithinAYear.all',
      },
      excluding: {
        count: ['plans.withinAYear.withoutExceptions'],
        of: ['plans.issued.withoutExceptions'],
        percent: 'plans.percentWithinAYear.withoutExceptions',
      },
    },
    difference: `${ISSUED_YEARS} ${DENOMINATOR} It is published for 2023 and later.`,
  },
  {
    measure: 'plans-over-a-year',
    file: 'plans',
    unit: 'percent',
    parts: {
      including: { count: ['plans.overAYear.all'], of: ['plans.issued.all'], percent: 'plans.percentOverAYear.all' },
      excluding: {
        count: ['plans.overAYear.withoutExceptions'],
        of: ['plans.issued.withoutExceptions'],
        percent: 'plans.percentOverAYear.withoutExceptions',
      },
    },
    difference: `${ISSUED_YEARS} ${DENOMINATOR} It is published for 2023 and later.`,
  },
  {
    measure: 'review-decisions-within-4-weeks',
    file: 'reviews',
    unit: 'percent',
    parts: {
      including: {
        count: ['reviews.decidedWithin4Weeks'],
        of: ['reviews.decidedWithin4Weeks', 'reviews.decidedLater'],
        percent: 'reviews.percentWithin4Weeks',
      },
    },
    difference: `${LAST_REVIEWS} Our share counts every decision of the year.`,
  },
  ...(['maintain', 'amend', 'cease'] as const).map((part): Counterpart => ({
    measure: 'review-outcomes',
    part,
    file: 'reviews',
    unit: 'percent',
    parts: { including: { count: [OUTCOMES[part]], of: Object.values(OUTCOMES) } },
    difference: `${LAST_REVIEWS} Our share counts every decision of the year.`,
  })),
];

/** What is published beside a measure, or beside each part of one that is split; none where there is no counterpart. */
export function counterpartsOf(measure: string): readonly Counterpart[] {
  return COUNTERPARTS.filter((one) => one.measure === measure);
}
