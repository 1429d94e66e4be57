import { barChart } from '../../platform/charts/bar-chart.js';
import { valueInWords, type ReferenceLine, type Series, type Unit } from '../../platform/charts/chart.js';
import { controlLimits, limitLines } from '../../platform/charts/control-limits.js';
import { lineChart } from '../../platform/charts/line-chart.js';
import type { Beside } from '../../benchmarks/application/beside.js';
import type { ProtectedAnswer } from '../application/protected-timeliness.js';
import type { SplitMeasure } from '../domain/measures.js';
import { HIDDEN } from '../domain/protected.js';
import { exceptionsInWords } from './board-rows.js';
import { knownOf, periodInWords } from './figure-words.js';
import { findingOf, type ToldBeside } from './finding.js';
import { mainValue, type Shown } from './measure-table.js';

/** A drawing and what it shows in words. */
export interface Drawn {
  readonly finding: string;
  readonly chart: string;
  /** What the lines across it mean. */
  readonly explanation?: string | undefined;
}

const unitOf = ({ measure }: ProtectedAnswer): Unit => (measure.kind === 'share' ? 'percent' : 'count');

/** What is measured, as a sentence begins. */
function subjectOf({ measure }: ProtectedAnswer, { basis, exceptions }: Shown): string {
  if (measure.kind !== 'share') return measure.name;
  const parts = [...(measure.bases.length > 1 ? [`${basis} basis`] : []), exceptionsInWords(exceptions).toLowerCase()];
  return `${measure.name} (${parts.join(', ')})`;
}

/** What is published of the periods that are calendar years: it is so on the issued basis alone. */
const publishedIn = (
  { by, periods, measure }: ProtectedAnswer,
  published: readonly Beside[],
  { basis, exceptions }: Shown,
  of: (beside: Beside) => Beside['england'] | undefined,
): readonly (number | null)[] =>
  periods.map(({ period }) => {
    if (by !== 'calendar-year' || (measure.bases.length > 1 && basis !== 'issued')) return null;
    const beside = published.find(({ year }) => String(year) === period);
    return (beside && of(beside)?.[exceptions]?.value) ?? null;
  });

const hasAny = (values: readonly (number | null)[]): boolean => values.some((value) => value !== null);

/** Limits of chance around shares by month. */
function linesOf(answer: ProtectedAnswer, values: readonly (number | null)[]): readonly ReferenceLine[] {
  if (answer.by !== 'month' || answer.measure.kind !== 'share') return [];
  const limits = controlLimits(values, { least: 0, most: 100 });
  return limits === undefined ? [] : limitLines(limits);
}

const CHANCE =
  'The limits of chance are 2.66 times the mean difference from month to month, above and below the mean. Months between them differ as they do by chance; one outside of them is worth asking about.';

/** Periods as the axis names them: months and quarters by what is short. */
function axisOf({ by, periods }: ProtectedAnswer): readonly string[] {
  const isLong = by === 'rolling-12-months' || by === 'month' || by === 'quarter';
  return periods.map((period) => (isLong ? period.period : periodInWords(by, period)));
}

/** The parts of a split over time, each in percent of all. */
function splitTrend(answer: ProtectedAnswer, parts: SplitMeasure['parts']): Drawn | undefined {
  const { measure, by, periods } = answer;
  const series = parts.map(({ id, name }) => ({
    name,
    values: periods.map((period) => knownOf(period.parts?.find((part) => part.id === id)?.percent)),
  }));
  const place = periods.findLastIndex(
    (period, one) => (period.complete || periods.length === 1) && series.some(({ values }) => values[one] !== null),
  );
  const last = periods[place];
  if (last === undefined) return undefined;
  const told = series.flatMap(({ name, values }) => {
    const value = values[place] ?? null;
    return value === null ? [] : [`${name.toLowerCase()} ${valueInWords(value, 'percent')}`];
  });
  const finding = `${measure.name} in ${periodInWords(by, last)}: ${told.join(', ')}.`;
  const title = `${measure.name} over time`;
  return {
    finding,
    chart: lineChart({ id: 'trend', title, description: finding, unit: 'percent', categories: axisOf(answer), series }),
  };
}

/** The figures over time as a chart; nothing where no number is shown. */
export function trendOf(answer: ProtectedAnswer, shown: Shown, published: readonly Beside[]): Drawn | undefined {
  const { measure, by, periods } = answer;
  if (measure.kind === 'split') return splitTrend(answer, measure.parts);
  const unit = unitOf(answer);
  const names = periods.map((period) => periodInWords(by, period));
  const values = periods.map((period) => mainValue(measure, period, shown));
  const ours = values.map(knownOf);
  if (!hasAny(ours)) return undefined;
  const isShare = measure.kind === 'share';
  const england = isShare ? publishedIn(answer, published, shown, (beside) => beside.england) : [];
  const neighbours = isShare ? publishedIn(answer, published, shown, ({ neighbours: all }) => all?.mean) : [];
  const inWords = (value: number): string => valueInWords(value, unit);
  const complete = names.flatMap((period, place) => {
    const value = values[place] ?? null;
    return periods[place]?.complete === true || periods.length === 1 ? [{ period, value }] : [];
  });
  const finding = findingOf(subjectOf(answer, shown), complete, inWords, lastCompared(names, ours, england));
  const lines = linesOf(answer, ours);
  return {
    finding,
    chart: lineChart({
      id: 'trend',
      title: `${measure.name} over time`,
      description: finding,
      unit,
      categories: axisOf(answer),
      series: [
        { name: 'This council', values: ours },
        ...(hasAny(england) ? [{ name: 'England', values: england }] : []),
        ...(hasAny(neighbours) ? [{ name: 'Statistical neighbours', values: neighbours }] : []),
      ],
      lines,
    }),
    explanation: lines.length > 0 ? CHANCE : undefined,
  };
}

/** England's figure of the last period of which ours is known too. */
function lastCompared(
  names: readonly string[],
  ours: readonly (number | null)[],
  england: readonly (number | null)[],
): ToldBeside | undefined {
  const place = names.findLastIndex((_, one) => (ours[one] ?? null) !== null && (england[one] ?? null) !== null);
  const value = england[place];
  const period = names[place];
  return value === null || value === undefined || period === undefined ? undefined : { name: 'England', period, value };
}

/** Most bars that a chart has: more are read in the table. */
const MOST_BARS = 30;

/** The figures by need, area, ... of the last complete period, as bars; nothing where no number is shown. */
export function cutChart(answer: ProtectedAnswer, shown: Shown, cutName: string): Drawn | undefined {
  const { measure, by, periods, cuts = [] } = answer;
  const place = Math.max(
    periods.findLastIndex(({ complete }) => complete),
    0,
  );
  const period = periods[place];
  if (period === undefined || cuts.length === 0 || cuts.length > MOST_BARS) return undefined;
  const values = cuts.map((line) => {
    const own = line.periods[place];
    return own === undefined ? null : mainValue(measure, own, shown);
  });
  const known = values.map(knownOf);
  if (!hasAny(known)) return undefined;
  const unit = unitOf(answer);
  const all = measure.kind === 'share' ? knownOf(mainValue(measure, period, shown)) : null;
  const series: Series = { name: 'This council', values: known };
  const finding = cutFinding(answer, known, unit, periodInWords(by, period));
  return {
    finding,
    chart: barChart({
      id: 'cut',
      title: `${measure.name} by ${cutName.toLowerCase()}, ${periodInWords(by, period)}`,
      description: finding,
      unit,
      categories: cuts.map(({ name }) => name),
      series: [series],
      ...(all === null ? {} : { lines: [{ name: 'All together', value: all }] }),
      absent: values.includes(HIDDEN) ? HIDDEN : 'none',
    }),
  };
}

function cutFinding(
  { measure, cuts = [] }: ProtectedAnswer,
  known: readonly (number | null)[],
  unit: Unit,
  period: string,
): string {
  const named = cuts.flatMap(({ name }, place) => {
    const value = known[place] ?? null;
    return value === null ? [] : [{ name, value }];
  });
  const sorted = named.toSorted((one, other) => other.value - one.value);
  const [most] = sorted;
  const least = sorted.at(-1);
  if (most === undefined || least === undefined) return '';
  const told = ({ name, value }: typeof most): string => `${name} (${valueInWords(value, unit)})`;
  return most === least
    ? `${measure.name} in ${period}: ${told(most)}.`
    : `${measure.name} in ${period}: most for ${told(most)}, least for ${told(least)}.`;
}
