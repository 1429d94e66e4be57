import { daysBetween, type CalendarDate } from '../../statute/calendar.js';
import { periodsBetween, type Period, type PeriodKind } from '../../timeliness/application/catalogue.js';
import type { PlanMeasure, StatedValue } from '../domain/send-plan.js';
import { lastDayOf } from '../domain/stated-day.js';
import { proposedStatus, type Proposal } from '../domain/status.js';
import { trajectoryOn } from '../domain/trajectory.js';
import { periodKindOf } from './measured-by.js';
import type { MeasureStanding } from './outcomes.js';
import { firstDayShown, type ShownReading } from './readings.js';

/** A column of the chart of a measure. */
export interface ChartColumn {
  /** How its period is written, such as `2024-Q1`; nothing of the baseline where it has a column of its own. */
  readonly period?: string;
  readonly baseline?: StatedValue;
  readonly kind: PeriodKind;
  readonly to: CalendarDate;
  /** Whether it is over as at the day of the page. */
  readonly complete: boolean;
  readonly reading?: ShownReading;
  /** What the trajectory asks for at its end. */
  readonly expected?: number;
  /** What the document itself reports. */
  readonly reported?: number;
  /** What the rules proposed at its end, or as at the day of the page; nothing of what is to come. */
  readonly proposal?: Proposal;
}

/** Values that a person records are shown by month, over a longer time than this by quarter. */
const MOST_DAYS_BY_MONTH = 1_500;
const MONTH = 'YYYY-MM'.length;

function kindOf({ measuredBy }: PlanMeasure, from: CalendarDate, to: CalendarDate): PeriodKind {
  if (measuredBy.by === 'tracker') return periodKindOf(measuredBy);
  return daysBetween(from, to) > MOST_DAYS_BY_MONTH ? 'quarter' : 'month';
}

/** The last value that belongs to a column. */
function readingIn(
  readings: readonly ShownReading[],
  period: string,
  from: CalendarDate,
  to: CalendarDate,
): ShownReading | undefined {
  return readings.findLast((one) =>
    one.period === undefined ? one.on >= from && one.on <= to : one.period === period,
  );
}

/** Whether a measure has a trajectory that is drawn: a line to a target on its day. */
export const hasLine = ({ target, due }: PlanMeasure): boolean => target !== undefined && due !== undefined;

/** What the document reports: with the baseline, where no line begins with it. */
const reportedOf = (measure: PlanMeasure): readonly StatedValue[] => [
  ...(measure.baseline === undefined || hasLine(measure) ? [] : [measure.baseline]),
  ...measure.reported,
];

/** What a column shows, beside the values of the measure. */
interface Framed {
  readonly from: CalendarDate;
  readonly period: Period;
}

function columnOf({ measure, unit = 'count', readings, asAt }: MeasureStanding, { from, period }: Framed): ChartColumn {
  const { kind, label, to } = period;
  const reading = readingIn(readings, label, from, to);
  const begins = measure.baseline === undefined ? undefined : lastDayOf(measure.baseline.on);
  const expected = begins !== undefined && to < begins ? undefined : trajectoryOn(measure, to);
  const reported = reportedOf(measure).findLast(({ on }) => lastDayOf(on) >= from && lastDayOf(on) <= to);
  const upTo = readings.filter(({ on }) => on <= to);
  return {
    period: label,
    kind,
    to,
    complete: to < asAt,
    ...(reading === undefined ? {} : { reading }),
    ...(expected === undefined ? {} : { expected }),
    ...(reported === undefined ? {} : { reported: reported.value }),
    ...(from > asAt ? {} : { proposal: proposedStatus(measure, unit, upTo, to < asAt ? to : asAt) }),
  };
}

/** The baseline in a column of its own, where no other column ends with its day. */
function withBaseline(measure: PlanMeasure, columns: readonly ChartColumn[]): readonly ChartColumn[] {
  const { baseline } = measure;
  if (baseline === undefined) return columns;
  const on = lastDayOf(baseline.on);
  const place = columns.findIndex(({ to }) => to >= on);
  const next = columns[place];
  if (next === undefined || next.to === on) return columns;
  const said = hasLine(measure) ? { expected: baseline.value } : { reported: baseline.value };
  const own: ChartColumn = { baseline, kind: next.kind, to: on, complete: true, ...said };
  return columns.toSpliced(place, 0, own);
}

/** The columns of the chart of a measure: from the plan's first day or the baseline to today or the day of the target. */
export function chartColumns(standing: MeasureStanding): readonly ChartColumn[] {
  const { plan, measure, unit, asAt } = standing;
  if (unit === undefined) return [];
  const first = firstDayShown(plan, measure);
  const due = measure.due === undefined ? asAt : lastDayOf(measure.due);
  const last = due > asAt ? due : asAt;
  const kind = kindOf(measure, first, last);
  const columns = periodsBetween(kind, first, last).map((period) => {
    // Of rolling periods the last month alone is the column's own.
    const from = kind === 'rolling-12-months' ? (`${period.to.slice(0, MONTH)}-01` as CalendarDate) : period.from;
    return columnOf(standing, { from, period });
  });
  return withBaseline(measure, columns);
}
