import type { ExportedTable } from '../../platform/web/table-export.js';
import type { AnnualReviewsDue } from '../application/annual-reviews.js';
import { REVIEW_COUNTS, reviewCounts, type DueReview } from '../domain/due-reviews.js';
import type { ReviewYear } from '../domain/review-year.js';
import { byMonth } from './annual-reviews-page.js';
import { REVIEW_COUNT_NAMES } from './annual-reviews-words.js';

/** The annual reviews of a year by the month in which they were due, as a table. */
export function annualReviewsTable({ reviews }: AnnualReviewsDue, { months }: ReviewYear): ExportedTable {
  const cells = (some: readonly DueReview[]): readonly number[] => {
    const counts = reviewCounts(some);
    return REVIEW_COUNTS.map((count) => counts[count]);
  };
  return {
    name: 'Annual reviews',
    columns: [
      { heading: 'Month due', width: 12 },
      ...REVIEW_COUNTS.map((count) => ({ heading: REVIEW_COUNT_NAMES[count].column, width: 22 })),
    ],
    rows: [
      ...byMonth(reviews, months).map(({ month, reviews: own }) => [month.id, ...cells(own)]),
      ['Year', ...cells(reviews)],
    ],
  };
}
