import { init, use, type EChartsCoreOption } from 'echarts/core';
// Each by itself: the modules that hold all kinds of charts double the time that this takes when the server starts.
import 'echarts/lib/chart/bar.js';
import 'echarts/lib/chart/line.js';
import 'echarts/lib/component/gridSimple.js';
import 'echarts/lib/component/markLine.js';
import { SVGRenderer } from 'echarts/renderers';
import type { ChartWords } from './chart.js';
import type { Key } from './key.js';
import { element, escaped, plainDrawing } from './markup.js';

use([SVGRenderer]);

/** The screens that a chart is drawn for: texts keep their size, so that one drawing does not do for all. */
export const FORMATS = ['wide', 'narrow'] as const;
export type Format = (typeof FORMATS)[number];

/** How wide the drawing for each is, in pixels. */
export const WIDTHS: Readonly<Record<Format, number>> = { wide: 720, narrow: 290 };

/** A drawing for one of the formats. */
export interface Drawing {
  /** Of what is below the key, in pixels. */
  readonly height: number;
  readonly key: Key;
  /** Elements to be drawn over it. */
  readonly overlay?: string;
  readonly option: EChartsCoreOption;
}

/** What ECharts draws, below the key. */
function plotted({ height, option }: Drawing, width: number, id: string): string {
  const chart = init(null, null, { ssr: true, renderer: 'svg', width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return plainDrawing(chart.renderToSVGString(), id);
  } finally {
    chart.dispose();
  }
}

function drawn({ id: chart, title, description }: ChartWords, format: Format, drawing: Drawing): string {
  const id = `${chart}-${format}`;
  const width = WIDTHS[format];
  const { key } = drawing;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `tracker-chart__${format}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-description`,
      focusable: 'false',
      viewBox: `0 0 ${String(width)} ${String(key.height + drawing.height)}`,
    },
    [
      element('title', { id: `${id}-title` }, escaped(title)),
      element('desc', { id: `${id}-description` }, escaped(description)),
      element('g', {}, key.markup),
      element(
        'g',
        { transform: `translate(0 ${String(key.height)})` },
        plotted(drawing, width, id) + (drawing.overlay ?? ''),
      ),
    ].join('\n'),
  );
}

/** So many charts are kept: one takes some 20 ms to draw, and is asked for again with the same numbers. */
const MOST_KEPT = 100;
const drawnBefore = new Map<string, string>();

/**
 * What is drawn of a chart, which follows from the chart alone; drawn once as long as others do not crowd it out.
 * @param kind tells kinds of chart apart
 * @param chart plain data
 */
export function drawnOnce(kind: string, chart: object, drawIt: () => string): string {
  const key = `${kind}/${JSON.stringify(chart)}`;
  const known = drawnBefore.get(key);
  if (known !== undefined) return known;
  const made = drawIt();
  drawnBefore.set(key, made);
  const [oldest] = drawnBefore.keys();
  if (drawnBefore.size > MOST_KEPT && oldest !== undefined) drawnBefore.delete(oldest);
  return made;
}

/**
 * A chart as markup for a page: a drawing for a desk and for paper, and one for a phone. `tracker.css` shows one of them.
 * All that was said of the chart is escaped in it.
 */
export function draw(words: ChartWords, drawingFor: (format: Format) => Drawing): string {
  const drawings = FORMATS.map((format) => drawn(words, format, drawingFor(format)));
  return element('div', { class: 'tracker-chart' }, drawings.join('\n'));
}
