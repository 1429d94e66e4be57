import type { ReferenceLine } from './chart.js';

/** What a process that is left alone stays within. */
export interface ControlLimits {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

/** Of the mean moving range, for a chart of individual values: 3 / 1.128 (Shewhart; NHS England, "Making data count"). */
const OF_THE_MOVING_RANGE = 2.66;
/** With fewer values the limits say little. */
const FEWEST = 8;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The limits of a chart of individual values and moving ranges (XmR). Values that are missing leave no range.
 * @param within what the limits cannot leave, such as 0 to 100 for shares in percent
 * @returns nothing where there are too few values
 */
export function controlLimits(
  values: readonly (number | null)[],
  within: { readonly least: number; readonly most: number },
): ControlLimits | undefined {
  const known = values.filter((value) => value !== null);
  const ranges = values.flatMap((value, place) => {
    const before = values[place - 1] ?? null;
    return value === null || before === null ? [] : [Math.abs(value - before)];
  });
  if (known.length < FEWEST || ranges.length === 0) return undefined;
  const mean = meanOf(known);
  const reach = OF_THE_MOVING_RANGE * meanOf(ranges);
  return { mean, lower: Math.max(within.least, mean - reach), upper: Math.min(within.most, mean + reach) };
}

/** The limits as lines across a chart of the values: what lies outside of them is more than chance. */
export const limitLines = ({ mean, lower, upper }: ControlLimits): readonly ReferenceLine[] => [
  { name: 'Mean', value: mean },
  { name: 'Upper limit of chance', value: upper },
  { name: 'Lower limit of chance', value: lower },
];
