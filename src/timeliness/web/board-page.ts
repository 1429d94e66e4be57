import { statusCounts } from '../../outcomes/application/status-shown.js';
import { momentInWords, momentQuery, type ReadMoment } from '../../platform/web/moment.js';
import type { PageView } from '../../platform/web/pages.js';
import { longDate, yearOf } from '../../statute/calendar.js';
import type { Disclosed } from '../../platform/access/disclosed.js';
import { cardsOf } from './board-headline.js';
import { backlogOf, tablesOf } from './board-measures.js';
import { trendView } from './board-trend.js';
import { TWENTY_WEEKS, type BoardFigures } from './board.js';

/** What the page of the board is made of. */
export interface BoardParts {
  readonly figures: BoardFigures;
  readonly moment: ReadMoment;
  readonly disclosed: Disclosed;
  /** Whether whoever looks may see every number. */
  readonly mayBePlain: boolean;
}

/** How many years can be chosen. */
const YEARS_TO_CHOOSE = 10;

/** The query that keeps what a page was asked for, with its question mark; empty where nothing was. */
export function boardQuery({ asked }: Pick<ReadMoment, 'asked'>, more: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams([
    ...new URLSearchParams(momentQuery(asked).slice(1)),
    ...Object.entries(more),
  ]).toString();
  return query === '' ? '' : `?${query}`;
}

/** What the page of the board shows. */
export function boardPage({ figures, moment, disclosed, mayBePlain }: BoardParts): PageView {
  const { asAt, year, isEmpty, stoppedAt } = figures;
  const plain = disclosed === 'plain' ? { plain: '1' } : {};
  const isLast = year === yearOf(asAt) - 1;
  const own = { ...(isLast ? {} : { year: String(year) }), ...plain };
  const query = boardQuery(moment, plain);
  return {
    title: 'Timeliness',
    asAt: longDate(asAt),
    year: String(year),
    yearBefore: String(year - 1),
    isEmpty,
    stoppedAt: stoppedAt ?? null,
    moment: momentInWords(moment.asked),
    typed: moment.typed,
    errors: moment.errors,
    isRefused: !moment.errors.isEmpty,
    now: `/timeliness${boardQuery({ asked: {} }, own)}`,
    isPlain: disclosed === 'plain',
    mayBePlain,
    plainHref: `/timeliness${boardQuery(moment, { ...own, plain: '1' })}`,
    protectedHref: `/timeliness${boardQuery(moment, isLast ? {} : { year: String(year) })}`,
    cards: cardsOf(figures),
    trend: trendView(figures),
    tables: tablesOf(figures, query),
    backlog: backlogOf(figures).map((row) => ({ ...row, href: `/timeliness/${row.id}${query}` })),
    plan: figures.plan && {
      title: figures.plan.plan.title,
      counts: statusCounts(figures.plan),
      href: `/plan${momentQuery(moment.asked)}`,
    },
    measureHref: `/timeliness/${TWENTY_WEEKS}${query}`,
    exports: ['csv', 'xlsx'].map((type) => ({
      text: type === 'csv' ? 'CSV' : 'Excel',
      href: `/timeliness/export.${type}${boardQuery(moment, own)}`,
    })),
    years: Array.from({ length: YEARS_TO_CHOOSE }, (_, before) => yearOf(asAt) - 1 - before).map((one) => ({
      value: String(one),
      selected: one === year,
    })),
  };
}
