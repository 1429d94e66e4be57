/** What the numbers of a chart count. */
export type Unit = 'percent' | 'count' | 'days';

/** What every chart says of itself. */
export interface ChartWords {
  /** Begins every id in the drawing: letters, numbers and hyphens, and no other chart of the page has it. */
  readonly id: string;
  readonly title: string;
  /** What the chart shows, in words: the finding, not the looks. */
  readonly description: string;
  readonly unit: Unit;
}

/** A row of numbers, one for each category; nothing where there is none, or where it is hidden. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** A line across the whole chart, such as a target, or what is usual elsewhere. */
export interface ReferenceLine {
  readonly name: string;
  readonly value: number;
}

const DECIMALS: Readonly<Record<Unit, number>> = { percent: 1, count: 0, days: 0 };

/** A number of a chart as it is written beside its point. */
export function valueInWords(value: number, unit: Unit): string {
  const digits = DECIMALS[unit];
  const text = value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === 'percent' ? `${text}%` : text;
}

/** A number of the axis. */
export function tickInWords(value: number, unit: Unit): string {
  return unit === 'percent' ? `${String(value)}%` : value.toLocaleString('en-GB');
}

/** Where the axis ends and how far its numbers are apart. */
export interface Scale {
  readonly max: number;
  readonly step: number;
}

const PERCENT: Scale = { max: 100, step: 20 };
/** About as many numbers stand at the axis. */
const TICKS = 5;
const ROUND_STEPS = [1, 2, 5, 10];

/** The axis for some values, from zero: shares always end at 100%, so that charts can be compared. */
export function scaleFor(values: readonly (number | null)[], unit: Unit): Scale {
  const most = values.reduce<number>((max, value) => Math.max(max, value ?? 0), 0);
  if (unit === 'percent' && most <= PERCENT.max) return PERCENT;
  const rough = Math.max(most, 1) / TICKS;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (ROUND_STEPS.find((round) => round * size >= rough) ?? 10) * size);
  return { max: Math.ceil(Math.max(most, 1) / step) * step, step };
}
