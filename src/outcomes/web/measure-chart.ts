import { periodInWords } from '../../timeliness/application/period-words.js';
import { lineChart } from '../../platform/charts/line-chart.js';
import { chartColumns, hasLine, type ChartColumn } from '../application/chart-columns.js';
import { STATUS_WORDS, valueInWords } from '../application/outcome-words.js';
import type { MeasureStanding } from '../application/outcomes.js';
import { statedInWords } from '../domain/stated-day.js';
import { findingOf } from './plan-finding.js';
import { isKept, shownValue } from './plan-words.js';
import { countInWords } from '../../timeliness/application/count-words.js';

/** The chart of a measure with its table. */
export interface MeasureChart {
  /** As markup. */
  readonly drawing: string;
  readonly caption: string;
  readonly hasReported: boolean;
  readonly rows: readonly object[];
}

const DASH = '–';

/** What stands below a column: its period, or the day of the baseline. */
const categoryOf = ({ period, baseline }: Pick<ChartColumn, 'period' | 'baseline'>): string =>
  period ?? (baseline === undefined ? '' : statedInWords(baseline.on));

function rowOf(column: ChartColumn, { unit = 'count' }: MeasureStanding, seesAll: boolean): object {
  const { reading, expected, reported, proposal, kind, period, complete } = column;
  const words = (value: number | undefined): string => (value === undefined ? DASH : valueInWords(value, unit));
  return {
    period:
      period === undefined
        ? `${categoryOf(column)}: baseline`
        : periodInWords(kind, { period, complete: complete || proposal === undefined }),
    value: reading === undefined ? DASH : shownValue(reading, unit, seesAll),
    of:
      reading?.of === undefined || isKept(reading, seesAll)
        ? undefined
        : `${countInWords(reading.of.numerator)} of ${countInWords(reading.of.denominator)}`,
    expected: words(expected),
    reported: words(reported),
    proposed: proposal?.status === undefined ? DASH : STATUS_WORDS[proposal.status],
  };
}

/** Whether a column is worth a row: it has a value, or is where a line begins or ends. */
const saysSomething = (
  { reading, reported, baseline, expected }: ChartColumn,
  place: number,
  columns: readonly ChartColumn[],
): boolean =>
  reading !== undefined ||
  reported !== undefined ||
  baseline !== undefined ||
  (expected !== undefined && (place === columns.length - 1 || columns[place - 1]?.expected === undefined));

/** The columns from the first that has a number. */
function withoutEmptyStart(columns: readonly ChartColumn[]): readonly ChartColumn[] {
  const first = columns.findIndex(
    ({ reading, expected, reported }) => reading !== undefined || expected !== undefined || reported !== undefined,
  );
  return columns.slice(Math.max(0, first));
}

/** The chart of a measure with its trajectory, and its table; nothing of what is judged, or where there is no number at all. */
export function measureChart(standing: MeasureStanding, seesAll: boolean): MeasureChart | undefined {
  const { measure, unit } = standing;
  const columns = withoutEmptyStart(chartColumns(standing));
  const reported = columns.map((column) => column.reported ?? null);
  const hasReported = reported.some((value) => value !== null);
  const hasValues = columns.some(({ reading, expected }) => reading !== undefined || expected !== undefined);
  if (unit === undefined || (!hasValues && !hasReported)) return undefined;
  const { target } = measure;
  const drawing = lineChart({
    id: 'measure',
    title: measure.name,
    description: findingOf(standing, seesAll),
    unit: unit === 'percent' ? 'percent' : 'count',
    categories: columns.map(categoryOf),
    series: [
      {
        name: 'Value',
        values: columns.map(({ reading }) =>
          reading === undefined || isKept(reading, seesAll) ? null : reading.value,
        ),
      },
      ...(hasLine(measure) ? [{ name: 'Trajectory', values: columns.map(({ expected }) => expected ?? null) }] : []),
      ...(hasReported ? [{ name: 'Reported in the plan', values: reported }] : []),
    ],
    lines: target === undefined ? [] : [{ name: `Target: ${valueInWords(target.value, unit)}`, value: target.value }],
  });
  return {
    drawing,
    caption: `${measure.name}: values and trajectory`,
    hasReported,
    rows: columns.filter(saysSomething).map((column) => rowOf(column, standing, seesAll)),
  };
}
