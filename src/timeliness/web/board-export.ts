import type { ExportColumn, RowExport } from '../../platform/web/row-export.js';
import type { Disclosed } from '../../platform/access/disclosed.js';
import type { Figures } from '../domain/figures.js';
import type { Hideable, Protected } from '../domain/protected.js';
import { rowsOf } from './board-measures.js';
import { EXCEPTIONS, exceptionsInWords, shareFigure } from './board-rows.js';
import type { BoardFigures } from './board.js';

/** A line of the page as a file has it. */
interface ExportedRow {
  readonly part: string;
  readonly measure: string;
  readonly detail?: string | undefined;
  readonly period: string;
  readonly numerator?: Hideable | undefined;
  readonly denominator?: Hideable | undefined;
  readonly percent?: Hideable | null | undefined;
  readonly count?: Hideable | null | undefined;
  readonly longest?: Hideable | null | undefined;
  readonly median?: Hideable | null | undefined;
  readonly england?: number | undefined;
  readonly neighbours?: number | undefined;
  readonly quarter?: string | undefined;
}

const COLUMNS: readonly ExportColumn<ExportedRow>[] = [
  { heading: 'Part of the page', width: 24, of: ({ part }) => part },
  { heading: 'Measure', width: 46, of: ({ measure }) => measure },
  { heading: 'Of it', width: 24, of: ({ detail }) => detail },
  { heading: 'Period', width: 26, of: ({ period }) => period },
  { heading: 'Numerator', width: 12, of: ({ numerator }) => numerator },
  { heading: 'Denominator', width: 12, of: ({ denominator }) => denominator },
  { heading: 'Percent', width: 10, of: ({ percent }) => percent ?? undefined },
  { heading: 'Count', width: 10, of: ({ count }) => count ?? undefined },
  { heading: 'Longest wait in days', width: 12, of: ({ longest }) => longest ?? undefined },
  { heading: 'Median wait in days', width: 12, of: ({ median }) => median ?? undefined },
  { heading: 'England', width: 10, of: ({ england }) => england },
  { heading: 'Statistical neighbours', width: 10, of: ({ neighbours }) => neighbours },
  { heading: 'Among authorities', width: 24, of: ({ quarter }) => quarter },
];

const TWENTY_WEEKS_NAME = 'New plans issued within 20 weeks';

const shares = (part: string, period: string, figures: Protected<Figures>): readonly ExportedRow[] =>
  EXCEPTIONS.toReversed().map((exceptions) => {
    const { numerator, denominator, value } = shareFigure(figures, exceptions);
    const detail = exceptionsInWords(exceptions);
    return { part, measure: TWENTY_WEEKS_NAME, detail, period, numerator, denominator, percent: value };
  });

function trendRows({ years, financial, published }: BoardFigures): readonly ExportedRow[] {
  const calendar = years.periods.flatMap((period) => {
    const beside = published.find(({ year }) => String(year) === period.period);
    const soFar = period.complete ? '' : ' so far';
    return shares('Calendar years', `${period.period}${soFar}`, period).map((row, place) => {
      const exceptions = EXCEPTIONS.toReversed()[place] ?? 'including';
      return {
        ...row,
        england: beside?.england[exceptions]?.value,
        neighbours: beside?.neighbours?.mean[exceptions]?.value,
      };
    });
  });
  const last = financial.periods.at(-1);
  return [...calendar, ...(last === undefined ? [] : shares('Financial year', last.period, last))];
}

function monthRows({ months, monthsBefore }: BoardFigures): readonly ExportedRow[] {
  return [months, monthsBefore].flatMap((answer) => {
    const [first] = answer?.periods ?? [];
    const last = answer?.periods.at(-1);
    if (answer?.total === undefined || first === undefined || last === undefined) return [];
    return shares('This year so far, in whole months', `${first.period} to ${last.period}`, answer.total);
  });
}

function measureRows(figures: BoardFigures): readonly ExportedRow[] {
  return rowsOf(figures).map(({ measure, detail, unit, now, england, neighbours, quarter }) => ({
    part: 'Measures',
    measure: measure.name,
    detail,
    period: String(figures.year),
    numerator: now.numerator,
    denominator: now.denominator,
    ...(unit === 'percent' ? { percent: now.value } : { count: now.value }),
    england,
    neighbours,
    quarter,
  }));
}

function backlogRows({ backlog, asAt }: BoardFigures): readonly ExportedRow[] {
  return backlog.flatMap(({ measure, periods }) => {
    const wait = periods.at(-1)?.wait;
    if (wait === undefined) return [];
    return [
      {
        part: 'Waiting beyond the limit',
        measure: measure.name,
        period: `on ${asAt}`,
        count: wait.waiting,
        longest: wait.longestDays,
        median: wait.medianDays,
      },
    ];
  });
}

/** The figures of the board's page as a file: what is hidden there is hidden here. */
export function boardExport(figures: BoardFigures, disclosed: Disclosed): RowExport<ExportedRow> {
  const rows = [...trendRows(figures), ...monthRows(figures), ...measureRows(figures), ...backlogRows(figures)];
  return {
    name: `timeliness-${String(figures.year)}-as-at-${figures.asAt}${disclosed === 'plain' ? '-all-numbers' : ''}`,
    sheet: 'Timeliness',
    columns: COLUMNS,
    rows: inOneBatch(rows),
  };
}

/** Rows that are all there, as a table is given away. */
// eslint-disable-next-line @typescript-eslint/require-await -- what takes it waits for batches
export async function* inOneBatch<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}
