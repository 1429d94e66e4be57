import type { PublishedRow } from './benchmark.events.js';
import type { Counterpart, PublishedParts } from './counterparts.js';
import { VARIANTS, type PublishedFigure, type PublishedFigures, type Variant } from './published.js';

const PERCENT = 100;
const IN_ONE_DECIMAL = 10;

/** A part in percent of a whole, to one decimal place; nothing where there is no whole. */
export const shareOf = (part: number, whole: number): number | undefined =>
  whole <= 0 ? undefined : Math.round((part * PERCENT * IN_ONE_DECIMAL) / whole) / IN_ONE_DECIMAL;

/** What a row says by the name of a figure; a count below zero is none. */
type Cell = (name: string) => number | undefined;

/** What some figures add up to; nothing where one of them was not published. */
function sumOf(names: readonly string[], cell: Cell): number | undefined {
  const found = names.map(cell);
  return found.length > 0 && found.every((one) => one !== undefined)
    ? found.reduce((sum, one) => sum + one, 0)
    : undefined;
}

function shareIn({ count, of = [], percent }: PublishedParts, cell: Cell): PublishedFigure | undefined {
  const numerator = sumOf(count, cell);
  const denominator = sumOf(of, cell);
  const counts = numerator === undefined || !denominator ? {} : { numerator, denominator };
  const published = percent === undefined ? undefined : cell(percent);
  const value = published ?? (numerator === undefined ? undefined : shareOf(numerator, denominator ?? 0));
  return value === undefined ? undefined : { value, ...counts };
}

function countIn({ count }: PublishedParts, cell: Cell): PublishedFigure | undefined {
  const value = sumOf(count, cell);
  return value === undefined ? undefined : { value };
}

/** The figures of a row that stand beside a measure; those that were not published are missing. */
export function figuresOfRow(
  { unit, parts }: Counterpart,
  columns: readonly string[],
  row: PublishedRow | undefined,
): PublishedFigures {
  const cell: Cell = (name) => {
    const found = row?.cells[columns.indexOf(name)];
    return typeof found === 'number' && found >= 0 ? found : undefined;
  };
  const found = VARIANTS.flatMap((variant): readonly (readonly [Variant, PublishedFigure])[] => {
    const part = parts[variant];
    const figure = part === undefined ? undefined : (unit === 'percent' ? shareIn : countIn)(part, cell);
    return figure === undefined ? [] : [[variant, figure]];
  });
  return Object.fromEntries(found);
}

/** Some figures together: shares weighted by their denominators, counts as their mean to the nearest whole number; nothing where there is none. */
export function meanOf({ unit }: Counterpart, all: readonly PublishedFigures[]): PublishedFigures {
  const found = VARIANTS.flatMap((variant): readonly (readonly [Variant, PublishedFigure])[] => {
    const figures = all.flatMap((one) => one[variant] ?? []);
    if (figures.length === 0) return [];
    if (unit === 'count') {
      return [[variant, { value: Math.round(figures.reduce((sum, { value }) => sum + value, 0) / figures.length) }]];
    }
    const numerator = figures.reduce((sum, one) => sum + (one.numerator ?? 0), 0);
    const denominator = figures.reduce((sum, one) => sum + (one.denominator ?? 0), 0);
    const value = shareOf(numerator, denominator);
    return value === undefined ? [] : [[variant, { value, numerator, denominator }]];
  });
  return Object.fromEntries(found);
}
