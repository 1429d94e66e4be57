import type { Kysely } from 'kysely';
import type { Tables } from '../../read-model/schema.js';
import type { CalendarDate } from '../../statute/calendar.js';
import { inOrderOf, type CutDefinition, type CutValue } from '../domain/cuts.js';
import { countedIn, figuresOf, waitOn, type Figures, type MonthCount, type Waiting } from '../domain/figures.js';
import { countedUnder, type Measure } from '../domain/measures.js';
import type { Period, PeriodKind } from '../domain/periods.js';
import { CutReading } from './cut-counts.js';
import { monthCounts, type Days } from './measure-counts.js';
import { waitingOn } from './waiting.js';

/** The figures of one period. */
export interface PeriodFigures extends Figures {
  /** How the period is written, such as `2024-Q1`; rolling 12 months by the month that they end with. */
  readonly period: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Whether its last day is over, so that no more days will count; corrections can still change the figures. */
  readonly complete: boolean;
}

/** The figures of those children and young people who are alike in what figures are cut by. */
export interface CutFigures extends CutValue {
  /** What they are alike in, such as `SEMH` or `5-to-10`; `not-recorded` where it is not known. */
  readonly value: string;
  /** The same as people read it. */
  readonly name: string;
  /** The same periods as of all, in the same order. */
  readonly periods: readonly PeriodFigures[];
  readonly total?: Figures;
}

/** Which figures are asked for, and of which tables. */
export interface Asked {
  readonly db: Kysely<Tables>;
  readonly asAt: CalendarDate;
  readonly measure: Measure;
  readonly by: PeriodKind;
  /** At least one, in order. */
  readonly periods: readonly Period[];
}

/** The figures of some periods, and of all of them together where that says something. */
interface Told {
  readonly periods: readonly PeriodFigures[];
  readonly total?: Figures;
}

const NOBODY: Waiting = { waiting: 0, first: undefined, middle: undefined };

function told({ periods, asAt }: Asked, figures: (period: Period, place: number) => Figures): readonly PeriodFigures[] {
  return periods.map((period, place) => ({
    period: period.label,
    from: period.from,
    to: period.to,
    complete: period.to < asAt,
    ...figures(period, place),
  }));
}

function daysOf({ periods, asAt }: Asked): Days {
  return { from: periods[0]?.from ?? asAt, to: periods.at(-1)?.to ?? asAt, asAt };
}

/** The figures from what counts in months; rolling 12 months overlap and have no total. */
function fromCounts(asked: Asked, counts: readonly MonthCount[]): Told {
  const { measure, by, periods } = asked;
  const counted = countedIn(periods, counts);
  return {
    periods: told(asked, (_, place) => figuresOf(measure, counted[place] ?? [])),
    ...(by === 'rolling-12-months' ? {} : { total: figuresOf(measure, counts) }),
  };
}

/** The day that the waits of a period are as at. */
const waitDay = ({ to }: Period, { asAt }: Asked): CalendarDate => (to < asAt ? to : asAt);

/** The figures of a measure, for all children together. */
export async function wholeFigures(asked: Asked): Promise<Told> {
  const { db, asAt, measure } = asked;
  const under = countedUnder(measure);
  if (measure.kind !== 'wait') return fromCounts(asked, await monthCounts(db, under, daysOf(asked)));
  const waits: Waiting[] = [];
  for (const period of asked.periods) {
    const on = waitDay(period, asked);
    waits.push(await waitingOn(db, { measures: under, on, isNow: on === asAt }));
  }
  return {
    periods: told(asked, (period, place) => ({ wait: waitOn(waitDay(period, asked), waits[place] ?? NOBODY) })),
  };
}

/**
 * The figures of a measure for the children of each value that there is of a cut.
 * @param today the tables of today, which say what is known of children
 */
export async function cutFigures(
  asked: Asked,
  cut: CutDefinition,
  today: Kysely<Tables>,
): Promise<readonly CutFigures[]> {
  const { measure, db } = asked;
  const reading = new CutReading(db, today, cut);
  const under = countedUnder(measure);
  if (measure.kind === 'wait') return cutWaits(asked, cut, reading, under);
  const counts = [];
  for (const basis of measure.bases) counts.push(...(await reading.counts(under, basis, daysOf(asked))));
  const byValue = Map.groupBy(counts, ({ value }) => value);
  return inOrderOf(cut, byValue.keys()).map((one) => ({ ...one, ...fromCounts(asked, byValue.get(one.value) ?? []) }));
}

async function cutWaits(
  asked: Asked,
  cut: CutDefinition,
  reading: CutReading,
  under: readonly string[],
): Promise<readonly CutFigures[]> {
  const waits: ReadonlyMap<string, Waiting>[] = [];
  for (const period of asked.periods) {
    const on = waitDay(period, asked);
    waits.push(await reading.waiting({ measures: under, on, isNow: on === asked.asAt }));
  }
  const values = waits.flatMap((byValue) => [...byValue.keys()]);
  return inOrderOf(cut, values).map((one) => ({
    ...one,
    periods: told(asked, (period, place) => ({
      wait: waitOn(waitDay(period, asked), waits[place]?.get(one.value) ?? NOBODY),
    })),
  }));
}
