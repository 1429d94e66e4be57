import type { Beside } from '../../benchmarks/application/beside.js';
import { lineChart } from '../../platform/charts/line-chart.js';
import { HIDDEN } from '../domain/protected.js';
import { HEADLINE } from './board-headline.js';
import { shareFigure, withCounts, type Figure } from './board-rows.js';
import type { BoardFigures } from './board.js';
import { countInWords, knownOf, percentInWords, periodInWords } from './figure-words.js';
import { findingOf } from './finding.js';

const SUBJECT = 'New plans issued within 20 weeks, excluding exceptions,';
const percent = (value: number): string => percentInWords(value);

interface TrendRow {
  readonly year: string;
  readonly figure: Figure;
  readonly including: Figure;
  readonly beside?: Beside | undefined;
}

/** The years from the first in which any plan counts. */
function trendOf({ years, published }: BoardFigures): readonly TrendRow[] {
  const rows = years.periods.map((period) => ({
    year: periodInWords('calendar-year', period),
    figure: shareFigure(period, HEADLINE),
    including: shareFigure(period, 'including'),
    beside: published.find(({ year }) => String(year) === period.period),
  }));
  const first = rows.findIndex(({ including: { denominator } }) => denominator !== 0);
  return first < 0 ? [] : rows.slice(first);
}

const besideOf = (rows: readonly TrendRow[], of: (beside: Beside) => number | undefined): readonly (number | null)[] =>
  rows.map(({ beside }) => (beside === undefined ? null : (of(beside) ?? null)));

const englandOf = ({ england }: Beside): number | undefined => england[HEADLINE]?.value;
const neighboursOf = ({ neighbours }: Beside): number | undefined => neighbours?.mean[HEADLINE]?.value;

/** The years as a chart and a table, and what they show in words; nothing where no plan counts. */
export function trendView(figures: BoardFigures): object | undefined {
  const rows = trendOf(figures);
  if (rows.length === 0) return undefined;
  const complete = rows.filter(({ year }) => !year.endsWith('so far'));
  const compared = complete.findLast(({ figure, beside }) => knownOf(figure.value) !== null && beside !== undefined);
  const england = compared?.beside && englandOf(compared.beside);
  const finding = findingOf(
    SUBJECT,
    complete.map(({ year, figure }) => ({ period: year, value: figure.value })),
    percent,
    compared === undefined || england === undefined
      ? undefined
      : { name: 'England', period: compared.year, value: england },
  );
  const neighbours = besideOf(rows, neighboursOf);
  const hasNeighbours = neighbours.some((value) => value !== null);
  return {
    finding,
    chart: lineChart({
      id: 'trend',
      title: 'New plans issued within 20 weeks, by calendar year',
      description: finding,
      unit: 'percent',
      categories: rows.map(({ year }) => year),
      series: [
        { name: 'This council', values: rows.map(({ figure }) => knownOf(figure.value)) },
        { name: 'England', values: besideOf(rows, englandOf) },
        ...(hasNeighbours ? [{ name: 'Statistical neighbours', values: neighbours }] : []),
      ],
    }),
    hasNeighbours,
    rows: rows.map(({ year, figure, including, beside }) => ({
      year,
      numerator: countInWords(figure.numerator ?? HIDDEN),
      denominator: countInWords(figure.denominator ?? HIDDEN),
      share: percentInWords(figure.value),
      including: withCounts(including),
      england: publishedInWords(beside && englandOf(beside)),
      neighbours: publishedInWords(beside && neighboursOf(beside)),
    })),
    source: figures.published.at(-1)?.source,
  };
}

const publishedInWords = (value: number | undefined): string => (value === undefined ? '' : percent(value));
