import { addMonths, yearOf } from '../../statute/calendar.js';
import type { ProtectedAnswer } from '../application/protected-timeliness.js';
import { periodOf, shifted } from '../domain/periods.js';
import { countsInWords, shareFigure, withCounts, type Exceptions, type Figure } from './board-rows.js';
import type { BoardFigures } from './board.js';
import { changeInWords, judgedInWords, NONE, percentInWords, periodInWords } from './figure-words.js';

/** The published headline leaves out the plans to which an exception applies. */
export const HEADLINE: Exceptions = 'excluding';

/** A figure that leads the page. */
export interface Card {
  readonly heading: string;
  readonly figure: string;
  readonly counts: string;
  readonly change: string;
  readonly including: string;
}

interface CardParts {
  readonly heading: string;
  readonly now: (exceptions: Exceptions) => Figure;
  readonly before: (exceptions: Exceptions) => Figure;
  /** What it is compared with, as a sentence goes on. */
  readonly than: string;
}

function card({ heading, now, before, than }: CardParts): Card {
  const [is, was] = [now(HEADLINE), before(HEADLINE)];
  const change = changeInWords(is.value, was.value, 'up', 'percent');
  const including = now('including');
  if (including.denominator === 0) {
    return { heading, figure: NONE, counts: 'No new plan counts yet.', change: '', including: '' };
  }
  return {
    heading,
    figure: percentInWords(is.value),
    counts: `${countsInWords(is) ?? 'Of'} new plans, excluding exceptions`,
    change:
      change === undefined
        ? `No figure of ${than} to compare with`
        : `${judgedInWords(change)}, from ${percentInWords(was.value)} in ${than}`,
    including: `Including exceptions: ${withCounts(including)}`,
  };
}

const periodWritten = ({ periods }: ProtectedAnswer, label: string): ProtectedAnswer['periods'][number] | undefined =>
  periods.find(({ period }) => period === label);

/** The headline: the year, the financial year, and what of this year can be compared. */
export function cardsOf({ year, years, financial, months, monthsBefore, asAt }: BoardFigures): readonly Card[] {
  const label = String(year);
  const [financialBefore, financialYear] = financial.periods;
  const cards: Card[] = [
    card({
      heading: `Calendar year ${label}`,
      now: (one) => shareFigure(periodWritten(years, label), one),
      before: (one) => shareFigure(periodWritten(years, String(year - 1)), one),
      than: String(year - 1),
    }),
  ];
  if (financialYear !== undefined) {
    cards.push(
      card({
        heading: `Financial year ${financialYear.period}`,
        now: (one) => shareFigure(financialYear, one),
        before: (one) => shareFigure(financialBefore, one),
        than: financialBefore?.period ?? '',
      }),
    );
  }
  if (months !== undefined) {
    const lastMonth = shifted(periodOf('month', asAt), -1);
    const span = periodInWords('month', { period: lastMonth.label, complete: true });
    const isOne = lastMonth.label.endsWith('-01');
    cards.push(
      card({
        heading: isOne ? span : `January to ${span}`,
        now: (one) => shareFigure(months.total, one),
        before: (one) => shareFigure(monthsBefore?.total, one),
        than: `the same months of ${String(yearOf(addMonths(lastMonth.to, -12)))}`,
      }),
    );
  }
  return cards;
}
