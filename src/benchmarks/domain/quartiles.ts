import type { Quarter, QuartileMarks } from './published.js';

/** Fewer authorities have no quarters that mean anything. */
const FEWEST = 4;

function middleOf(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? NaN) + (sorted[Math.floor(half)] ?? NaN)) / 2;
}

/**
 * The quartiles of the figures of authorities: the median, and the medians of the lower and of the upper half. Where the
 * number is odd, the one in the middle belongs to neither half.
 * @returns nothing where there are fewer than four
 */
export function quartilesOf(figures: readonly number[]): Required<QuartileMarks> | undefined {
  if (figures.length < FEWEST) return undefined;
  const sorted = figures.toSorted((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  return {
    lower: middleOf(sorted.slice(0, half)),
    median: middleOf(sorted),
    upper: middleOf(sorted.slice(-half)),
    authorities: sorted.length,
  };
}

/**
 * The quarter that a figure is in, 1 the lowest. A figure on a mark belongs to the quarter above it.
 */
export function quarterOf(figure: number, { lower, median, upper }: QuartileMarks): Quarter {
  if (figure < lower) return 1;
  if (figure < median) return 2;
  return figure < upper ? 3 : 4;
}
