import { lineChart } from '../../platform/charts/line-chart.js';
import { chartColumns, type ChartColumn } from '../application/chart-columns.js';
import { STATUS_WORDS, valueInWords } from '../application/outcome-words.js';
import type { MeasureStanding } from '../application/outcomes.js';
import { statedInWords } from '../domain/stated-day.js';
import { findingOf } from './plan-finding.js';
import { HIDDEN, periodOfKind } from './plan-words.js';

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
        : periodOfKind(kind, period, complete || proposal === undefined),
    value: reading?.isSmall === true && !seesAll ? HIDDEN : words(reading?.value),
    of:
      reading?.of === undefined || (reading.isSmall === true && !seesAll)
        ? undefined
        : `${reading.of.numerator.toLocaleString('en-GB')} of ${reading.of.denominator.toLocaleString('en-GB')}`,
    expected: words(expected),
    reported: words(reported),
    proposed: proposal?.status === undefined ? DASH : STATUS_WORDS[proposal.status],
  };
}

/** The chart of a measure with its trajectory, and its table; nothing of what is judged, or where there is no number at all. */
export function measureChart(standing: MeasureStanding, seesAll: boolean): MeasureChart | undefined {
  const { measure, unit } = standing;
  const columns = chartColumns(standing);
  const reported = columns.map((column) => column.reported ?? null);
  const hasReported = reported.some((value) => value !== null);
  const hasValues = columns.some(({ reading, expected }) => reading !== undefined || expected !== undefined);
  if (unit === undefined || (!hasValues && !hasReported)) return undefined;
  const { target, due } = measure;
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
          reading === undefined || (reading.isSmall === true && !seesAll) ? null : reading.value,
        ),
      },
      ...(target === undefined || due === undefined
        ? []
        : [{ name: 'Trajectory', values: columns.map(({ expected }) => expected ?? null) }]),
      ...(hasReported ? [{ name: 'Reported in the plan', values: reported }] : []),
    ],
    lines: target === undefined ? [] : [{ name: `Target: ${valueInWords(target.value, unit)}`, value: target.value }],
  });
  return {
    drawing,
    caption: `${measure.name}: values and trajectory`,
    hasReported,
    rows: columns.map((column) => rowOf(column, standing, seesAll)),
  };
}
