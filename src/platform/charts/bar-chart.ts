import { scaleFor, tickInWords, valueInWords, type ChartWords, type ReferenceLine, type Series } from './chart.js';
import { draw, drawnOnce, WIDTHS, type Drawing, type Format } from './drawing.js';
import { keyOf, HALO, TEXT, textElement, widthOf, wrapped } from './key.js';
import { AXIS, dashesOf, GRID, referenceStyle, seriesStyle } from './line-styles.js';

/** A chart of bars from left to right, each below its name, so that names can be long. */
export interface BarChart extends ChartWords {
  /** What the bars are of, the first one uppermost. */
  readonly categories: readonly string[];
  /** A bar for each of them in every category; the first is the one that the chart is about. At most three. */
  readonly series: readonly Series[];
  /** Lines across all bars: a target, what is usual elsewhere. */
  readonly lines?: readonly ReferenceLine[];
  /** Stands where a bar would be that has no number. */
  readonly absent?: string;
}

const BAR = 20;
const NAME_ROW = 19;
const TOP = 2;
const BOTTOM = 30;
const GAP = 8;
/** Room for half of the zero below the axis. */
const LEFT = 11;

/** Filled, outlined, dark: bars are told apart without their colour. */
const FILLS = ['#1d70b8', '#ffffff', '#484949'];

const inWords = (value: number | null | undefined, unit: ChartWords['unit']): string =>
  value === null || value === undefined ? '' : valueInWords(value, unit);

function barSeries({ name, values }: Series, place: number, { unit, lines = [] }: BarChart): object {
  return {
    type: 'bar',
    name,
    silent: true,
    data: values.map((value) => value ?? '-'),
    barWidth: BAR,
    barGap: '0%',
    itemStyle: { color: FILLS[place % FILLS.length], borderColor: seriesStyle(place).colour, borderWidth: 2 },
    label: {
      ...TEXT,
      ...HALO,
      show: true,
      position: 'right',
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => inWords(values[dataIndex], unit),
    },
    ...(place > 0
      ? {}
      : {
          markLine: {
            silent: true,
            symbol: 'none',
            precision: -1,
            label: { show: false },
            data: lines.map(({ value }, line) => {
              const style = referenceStyle(line);
              return {
                xAxis: value,
                lineStyle: { color: style.colour, width: style.width, type: dashesOf(style) },
              };
            }),
          },
        }),
  };
}

/** The names above the bars, and what stands where there is no bar. */
function overlayOf({ categories, series, absent = '' }: BarChart, width: number, slot: number): string {
  const bars = series.length * BAR;
  return categories
    .flatMap((category, place) => {
      const above = TOP + place * slot + (slot - bars) / 2;
      const names = wrapped(category, width - LEFT);
      const missing = series.flatMap(({ values }, row) =>
        absent !== '' && (values[place] ?? null) === null
          ? [textElement(absent, LEFT + GAP, above + (row + 0.5) * BAR)]
          : [],
      );
      return [
        ...names.map((name, row) => textElement(name, LEFT, above - (names.length - row - 0.5) * NAME_ROW)),
        ...missing,
      ];
    })
    .join('');
}

function drawingOf(chart: BarChart, format: Format): Drawing {
  const { categories, series, lines = [], unit } = chart;
  const width = WIDTHS[format];
  const values = series.flatMap((one) => one.values);
  const scale = scaleFor([...values, ...lines.map(({ value }) => value)], unit);
  const right = Math.max(
    ...values.map((value) => widthOf(inWords(value, unit))),
    widthOf(tickInWords(scale.max, unit)),
  );
  const rows = Math.max(1, ...categories.map((category) => wrapped(category, width - LEFT).length));
  const slot = series.length * BAR + 2 * rows * NAME_ROW;
  const isAlone = series.length === 1 && lines.length === 0;
  return {
    height: TOP + categories.length * slot + BOTTOM,
    key: isAlone
      ? keyOf([], width)
      : keyOf(
          [
            ...series.map(({ name }, place) => ({
              name,
              style: { colour: seriesStyle(place).colour, fill: FILLS[place % FILLS.length] ?? '' },
            })),
            ...lines.map(({ name }, place) => ({ name, style: referenceStyle(place) })),
          ],
          width,
        ),
    overlay: overlayOf(chart, width, slot),
    option: {
      grid: { left: LEFT, right: right + GAP, top: TOP, bottom: BOTTOM, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value',
        min: 0,
        max: scale.max,
        interval: scale.step,
        splitLine: { lineStyle: { color: GRID } },
        axisLabel: { ...TEXT, formatter: (value: number) => tickInWords(value, unit) },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: [...categories],
        axisLine: { lineStyle: { color: AXIS } },
        axisTick: { show: false },
        axisLabel: { show: false },
      },
      series: series.map((one, place) => barSeries(one, place, chart)),
    },
  };
}

/** Draws bars as SVG: see {@link draw}. */
export function barChart(chart: BarChart): string {
  return drawnOnce('bar', chart, () => draw(chart, (format) => drawingOf(chart, format)));
}
