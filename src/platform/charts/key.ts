import type { Shape } from './line-styles.js';
import { element, escaped } from './markup.js';

/** What a line of the chart is called, and how it is drawn. */
export interface KeyEntry {
  readonly name: string;
  readonly style: KeyStyle;
}

/** How it is drawn: a line, with points where they have a shape; or a bar, where it is filled. */
interface KeyStyle {
  readonly colour: string;
  readonly dashes?: readonly number[];
  readonly width?: number;
  readonly shape?: Shape;
  readonly fill?: string;
}

/** The names of the lines above a chart. */
export interface Key {
  /** In pixels. */
  readonly height: number;
  /** As elements of a drawing. */
  readonly markup: string;
}

/** Of texts, in pixels: large enough to be read on a phone. */
const FONT_SIZE = 14;
const FONT = 'system-ui, sans-serif';
const INK = '#0b0c0c';

/** Texts, as ECharts takes them. */
export const TEXT = { fontFamily: FONT, fontSize: FONT_SIZE, color: INK } as const;
/** What keeps texts apart from lines behind them. */
export const HALO = { textBorderColor: '#ffffff', textBorderWidth: 3 } as const;
const HALO_ATTRIBUTES = { stroke: '#ffffff', 'stroke-width': 3, 'paint-order': 'stroke' };

/** No letter of the fonts in use is wider on the average of a word. */
const LETTER = FONT_SIZE * 0.65;
const ROW = 22;
const SAMPLE = 34;
const GAP = 8;
const BETWEEN = 24;
/** Half of the size of a point. */
const POINT = 4.5;

/** How wide a text is at most, in pixels. */
export const widthOf = (text: string): number => text.length * LETTER;

/** The words of a text in rows that are not wider than allowed. */
export function wrapped(text: string, width: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(' ')) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (row !== '' && widthOf(longer) > width) {
      rows.push(row);
      row = word;
    } else {
      row = longer;
    }
  }
  return [...rows, row];
}

const SHAPES: Readonly<Record<Shape, (x: number, y: number) => string>> = {
  circle: (x, y) => `M${String(x - POINT)} ${String(y)}a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0Z`,
  rect: (x, y) => `M${String(x - POINT)} ${String(y - POINT)}h9v9h-9Z`,
  triangle: (x, y) => `M${String(x)} ${String(y - POINT)}l4.5 9h-9Z`,
  diamond: (x, y) => `M${String(x)} ${String(y - POINT)}l4.5 4.5l-4.5 4.5l-4.5 -4.5Z`,
};

function sample({ colour, dashes, width = 2, shape, fill }: KeyStyle, x: number, y: number): string {
  if (fill !== undefined) {
    const bar = { x: x + 1, y: y - 6, width: SAMPLE - 2, height: 12 };
    return element('rect', { ...bar, fill, stroke: colour, 'stroke-width': width });
  }
  const line = element('path', {
    d: `M${String(x)} ${String(y)}h${String(SAMPLE)}`,
    fill: 'none',
    stroke: colour,
    'stroke-width': width,
    ...(dashes === undefined ? {} : { 'stroke-dasharray': dashes.join(',') }),
  });
  if (shape === undefined) return line;
  return line + element('path', { d: SHAPES[shape](x + SAMPLE / 2, y), fill: colour });
}

/** A text whose middle is at a height. */
export function textElement(text: string, x: number, y: number): string {
  const attributes = { x, y, 'font-size': FONT_SIZE, 'font-family': FONT, fill: INK, ...HALO_ATTRIBUTES };
  return element('text', { 'dominant-baseline': 'central', ...attributes }, escaped(text));
}

/** Names the lines of a chart, side by side as far as there is room. */
export function keyOf(entries: readonly KeyEntry[], width: number): Key {
  const parts: string[] = [];
  let x = 0;
  let y = 0;
  for (const { name: text, style } of entries) {
    const room = width - SAMPLE - GAP;
    const rows = wrapped(text, room);
    const wide = SAMPLE + GAP + Math.ceil(Math.min(room, Math.max(...rows.map(widthOf))));
    if (x > 0 && (x + wide > width || rows.length > 1)) {
      x = 0;
      y += ROW;
    }
    parts.push(sample(style, x, y + ROW / 2));
    rows.forEach((row, index) => parts.push(textElement(row, x + SAMPLE + GAP, y + index * ROW + ROW / 2)));
    if (rows.length > 1) y += rows.length * ROW;
    else x += wide + BETWEEN;
  }
  return { height: x > 0 ? y + ROW : y, markup: parts.join('') };
}
