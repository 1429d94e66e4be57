import { describe, expect, it } from '@jest/globals';
import { barChart, type BarChart } from './bar-chart.js';
import { scaleFor } from './chart.js';
import { controlLimits, limitLines } from './control-limits.js';
import { lineChart, type LineChart } from './line-chart.js';

const LINES: LineChart = {
  id: 'trend',
  title: 'New plans within 20 weeks & "late" ones',
  description: 'It fell from 89.0% in 2019 to <5.8%> in 2024.',
  unit: 'percent',
  categories: ['2019', '2020', '2021', '2022', '2023', '2024'],
  series: [
    { name: 'Kingston upon Hull', values: [89, 87.4, 23.2, 27.1, null, 5.8] },
    { name: 'England', values: [60.4, 58, 59.9, 49.2, 50.3, 46.4] },
  ],
  lines: [{ name: 'Target', value: 60 }],
};

const BARS: BarChart = {
  id: 'needs',
  title: 'By need',
  description: 'Most have autism.',
  unit: 'percent',
  categories: ['Autistic spectrum disorder', 'Profound and multiple learning difficulty', 'Other'],
  series: [{ name: 'Here', values: [50.2, 100, null] }],
  lines: [{ name: 'All', value: 46.4 }],
  absent: 'hidden',
};

const CHARTS: readonly (readonly [string, () => string])[] = [
  ['lines', () => lineChart(LINES)],
  ['bars', () => barChart(BARS)],
];

/** The tags of some markup, refusing any that does not close what was opened last, and attributes that are there twice. */
function assertWellFormed(markup: string): void {
  const open: string[] = [];
  const rest = markup.replace(/<(\/?)([\w-]+)((?: [\w:-]+="[^"<>]*")*)>/g, (tag, close: string, name: string) => {
    if (close === '') open.push(name);
    else if (open.pop() !== name) throw new Error(`${tag} closes nothing`);
    const names = [...tag.matchAll(/ ([\w:-]+)="/g)].map(([, attribute]) => attribute);
    if (new Set(names).size < names.length) throw new Error(`${tag} says something twice`);
    return '';
  });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#\d+);)/);
}

/** The texts of a drawing. */
const textsIn = (markup: string): readonly string[] =>
  [...markup.matchAll(/<text\b[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);

const wide = (markup: string): string => /<svg[^>]*class="tracker-chart__wide"[\s\S]*?<\/svg>/.exec(markup)?.[0] ?? '';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly text: string;
}

/** Where the texts of a chart are, as wide as they can be. */
function boxesIn(markup: string): readonly Box[] {
  return [...markup.matchAll(/<text\b([^>]*)>([^<]+)<\/text>/g)].map(([, attributes = '', text = '']) => {
    const of = (name: string): number => Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(attributes)?.[1] ?? 0);
    const [, x = 0, y = 0] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(attributes)?.map(Number) ?? [];
    const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start';
    const width = text.length * 8;
    const left = x + of('x') - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
    return { left, right: left + width, y: y + of('y'), text };
  });
}

describe.each(CHARTS)('A chart of %s', (_, draw) => {
  const markup = draw();

  it('is well-formed, and the same whenever it is drawn', () => {
    assertWellFormed(markup);
    expect(draw()).toBe(markup);
  });

  it('has nothing that the policy of pages stops: neither styles, nor scripts, nor what is loaded', () => {
    expect(markup).not.toMatch(/<style|<script| style=|class="zr|\bon\w+=|href|@import|ecmeta/);
  });

  it('is drawn for a desk and for a phone, each an image that says what it shows', () => {
    const images = [...markup.matchAll(/<svg\b[^>]*role="img"[^>]*aria-labelledby="(\S+) (\S+)"/g)];
    expect(images).toHaveLength(2);
    for (const [, title = '', description = ''] of images) {
      expect(markup).toMatch(new RegExp(`<title id="${title}">[^<]+</title>`));
      expect(markup).toMatch(new RegExp(`<desc id="${description}">[^<]+</desc>`));
    }
  });

  it('has each id once', () => {
    const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id = ''] of markup.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });
});

describe('Lines over time', () => {
  it('have the numbers of the first beside its points, and a gap where there is none', () => {
    const texts = textsIn(wide(lineChart(LINES)));
    for (const number of ['89.0%', '87.4%', '23.2%', '27.1%', '5.8%']) expect(texts).toContain(number);
    expect(texts.filter((text) => /\.\d%$/.test(text))).toHaveLength(5);
  });

  it('are told apart by dashes and shapes beside colours, and named above', () => {
    const drawing = wide(lineChart(LINES));
    for (const name of ['Kingston upon Hull', 'England', 'Target']) expect(textsIn(drawing)).toContain(name);
    const dashes = [...drawing.matchAll(/ stroke-dasharray="([^"]+)"/g)].map(([, one]) => one);
    expect(new Set(dashes).size).toBe(2);
  });

  it.each([
    [
      'months',
      Array.from({ length: 60 }, (_, month) => `20${String(20 + Math.floor(month / 12))}-${String((month % 12) + 1)}`),
    ],
    ['one year', ['2024/25']],
    ['quarters', Array.from({ length: 24 }, (_, quarter) => `20${String(10 + quarter)}-Q1`)],
  ])('have no two texts on each other with many numbers: %s', (_, categories) => {
    const values = categories.map((__, place) => (place * 37) % 101);
    const markup = lineChart({ ...LINES, categories, series: [{ name: 'Here', values }], lines: [] });
    for (const drawing of markup.split('<svg').slice(1)) {
      const below = boxesIn(drawing.slice(drawing.indexOf('<g transform="translate(0')));
      const width = Number(/viewBox="0 0 (\d+)/.exec(drawing)?.[1]);
      expect(below.filter(({ left, right }) => left < -1 || right > width + 1)).toEqual([]);
      const touching = below.flatMap((one, place) =>
        below
          .slice(place + 1)
          .filter(({ y, left, right }) => Math.abs(y - one.y) < 12 && left < one.right && right > one.left)
          .map(({ text }) => `${one.text} ${text}`),
      );
      expect(touching).toEqual([]);
    }
  });
});

describe('Bars', () => {
  it('have their names above and their numbers beside, and say where there is none', () => {
    const texts = textsIn(wide(barChart(BARS)));
    for (const text of [...BARS.categories, '50.2%', '100.0%', 'hidden']) expect(texts).toContain(text);
  });

  it('have long names in rows on a phone', () => {
    const narrow = barChart(BARS).split('<svg')[2] ?? '';
    expect(textsIn(narrow)).toEqual(expect.arrayContaining(['Profound and multiple learning', 'difficulty']));
  });
});

describe('An axis', () => {
  it.each([
    ['percent', [5.8], 100, 20],
    ['count', [3], 3, 1],
    ['count', [1250, 80], 1500, 500],
    ['count', [null], 1, 1],
    ['days', [382], 400, 100],
  ] as const)('of %s for %j ends at %d in steps of %d', (unit, values, max, step) => {
    expect(scaleFor(values, unit)).toEqual({ max, step });
  });
});

describe('The limits of chance', () => {
  const within = { least: 0, most: 100 };

  it('are 2.66 times the mean moving range around the mean', () => {
    const limits = controlLimits([40, 44, 40, 44, 40, 44, 40, 44], within);
    expect(limits?.mean).toBe(42);
    expect(limits?.upper).toBeCloseTo(42 + 2.66 * 4);
    expect(limits?.lower).toBeCloseTo(42 - 2.66 * 4);
  });

  it('stay within what shares can be', () => {
    expect(controlLimits([0, 100, 0, 100, 0, 100, 0, 100], within)).toEqual({ mean: 50, lower: 0, upper: 100 });
  });

  it.each([
    ['too few values', [1, 2, 3, null, 4, 5, 6, 7]],
    ['no two values side by side', [1, null, 1, null, 1, null, 1, null, 1, null, 1, null, 1, null, 1]],
  ])('are not there with %s', (_, values) => {
    expect(controlLimits(values, within)).toBeUndefined();
  });

  it('are drawn and named', () => {
    const lines = limitLines({ mean: 42, lower: 31.4, upper: 52.6 });
    const names = textsIn(wide(lineChart({ ...LINES, lines })));
    expect(names).toEqual(expect.arrayContaining(['Mean', 'Upper limit of chance', 'Lower limit of chance']));
  });
});
