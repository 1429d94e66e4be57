import {
  scaleFor,
  tickInWords,
  valueInWords,
  type ChartWords,
  type ReferenceLine,
  type Series,
  type Unit,
} from './chart.js';
import { draw, drawnOnce, WIDTHS, type Drawing, type Format } from './drawing.js';
import { HALO, keyOf, TEXT, widthOf } from './key.js';
import { AXIS, dashesOf, GRID, referenceStyle, seriesStyle } from './line-styles.js';

/** A chart of lines over time. */
export interface LineChart extends ChartWords {
  /** The periods, the first one leftmost. */
  readonly categories: readonly string[];
  /** The first is the one that the chart is about, and has its numbers beside its points. */
  readonly series: readonly Series[];
  /** Lines across the whole chart: a target, limits. */
  readonly lines?: readonly ReferenceLine[];
}

const PLOT_HEIGHT: Readonly<Record<Format, number>> = { wide: 300, narrow: 250 };
/** At least. */
const RIGHT = 14;
/** Room for a number above a point at the upper end. */
const TOP = 28;
const BOTTOM = 34;
const BETWEEN_LABELS = 8;
const POINT = 9;

/** How many categories share one label, so that none touches the next. */
function labelStep(labels: readonly string[], slot: number): number {
  const widest = Math.max(0, ...labels.map(widthOf)) + BETWEEN_LABELS;
  return Math.max(1, Math.ceil(widest / slot));
}

/** Every so many of some things, counted from the last, which is always among them. */
const isEvery = (step: number, place: number, count: number): boolean => (count - 1 - place) % step === 0;

interface Labelled {
  readonly unit: Unit;
  readonly slot: number;
}

function lineSeries({ name, values }: Series, place: number, { unit, slot }: Labelled): object {
  const style = seriesStyle(place);
  const shown = values.map((value) => (value === null ? '' : valueInWords(value, unit)));
  const step = labelStep(shown, slot);
  // The numbers of the axis stand to the left of the first point.
  const fits = (point: number): boolean => widthOf(shown[point] ?? '') / 2 <= (point + 1 / 2) * slot;
  return {
    type: 'line',
    name,
    data: values.map((value) => value ?? '-'),
    silent: true,
    symbol: style.shape,
    symbolSize: POINT,
    showAllSymbol: true,
    itemStyle: { color: style.colour },
    lineStyle: { color: style.colour, width: style.width, type: dashesOf(style) },
    label: {
      ...TEXT,
      show: place === 0,
      position: 'top',
      fontWeight: 'bold',
      ...HALO,
      formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
        isEvery(step, dataIndex, values.length) && fits(dataIndex) ? (shown[dataIndex] ?? '') : '',
    },
  };
}

/** Lines across the chart hang on a series of their own, so that they are there where no number is. */
function referenceSeries(lines: readonly ReferenceLine[]): readonly object[] {
  return lines.map(({ value }, place) => {
    const style = referenceStyle(place);
    return {
      type: 'line',
      data: [],
      silent: true,
      markLine: {
        silent: true,
        symbol: 'none',
        precision: -1,
        label: { show: false },
        lineStyle: { color: style.colour, width: style.width, type: dashesOf(style) },
        data: [{ yAxis: value }],
      },
    };
  });
}

function drawingOf({ categories, series, lines = [], unit }: LineChart, format: Format): Drawing {
  const scale = scaleFor([...series.flatMap(({ values }) => values), ...lines.map(({ value }) => value)], unit);
  const left = widthOf(tickInWords(scale.max, unit)) + 2 * BETWEEN_LABELS;
  const right = Math.max(RIGHT, widthOf(categories.at(-1) ?? '') / 2);
  const slot = (WIDTHS[format] - left - right) / Math.max(1, categories.length);
  const step = labelStep(categories, slot);
  return {
    height: PLOT_HEIGHT[format],
    key: keyOf(
      [
        ...series.map(({ name }, place) => ({ name, style: seriesStyle(place) })),
        ...lines.map(({ name }, place) => ({ name, style: referenceStyle(place) })),
      ],
      WIDTHS[format],
    ),
    option: {
      grid: { left, right, top: TOP, bottom: BOTTOM, outerBoundsMode: 'none' },
      xAxis: {
        type: 'category',
        data: [...categories],
        axisLine: { lineStyle: { color: AXIS } },
        axisTick: { show: false },
        axisLabel: { ...TEXT, interval: (place: number) => isEvery(step, place, categories.length) },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: scale.max,
        interval: scale.step,
        splitLine: { lineStyle: { color: GRID } },
        axisLabel: { ...TEXT, formatter: (value: number) => tickInWords(value, unit) },
      },
      series: [...series.map((one, place) => lineSeries(one, place, { unit, slot })), ...referenceSeries(lines)],
    },
  };
}

/** Draws lines over time as SVG: see {@link draw}. */
export function lineChart(chart: LineChart): string {
  return drawnOnce('line', chart, () => draw(chart, (format) => drawingOf(chart, format)));
}
