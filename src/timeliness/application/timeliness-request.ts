import { plainToInstance } from 'class-transformer';
import { dayTest } from '../../platform/day-range.js';
import { choice, echo, Problems } from '../../platform/problem.js';
import { Holds, MayBeMissing, problemsIn, type Test } from '../../platform/validation.js';
import { parseCalendarDate, type CalendarDate } from '../../statute/calendar.js';
import { IsInstant, IsOneOf } from '../../streams/application/fields.js';
import { CUTS, type Cut } from '../domain/cuts.js';
import { measureOf, MEASURES, type Measure } from '../domain/measures.js';
import { parsePeriod, PERIOD_KINDS, type Period, type PeriodKind } from '../domain/periods.js';

/** The periods that figures are given for where nothing is said. */
export const USUAL_KIND: PeriodKind = 'calendar-year';

/** Which figures are asked for. */
export interface TimelinessRequest {
  readonly by: PeriodKind;
  /** A day of the first period. */
  readonly from?: CalendarDate | undefined;
  /** A day of the last period. */
  readonly to?: CalendarDate | undefined;
  readonly asAt?: CalendarDate | undefined;
  /** ISO 8601. */
  readonly knownOn?: string | undefined;
  /** What the figures are cut by. */
  readonly cut?: Cut | undefined;
}

/** Which annual reviews are asked for. */
export interface CensusRequest {
  readonly census?: CalendarDate | undefined;
  readonly knownOn?: string | undefined;
}

/** Periods that say by themselves which days they have; a year such as 2024/25 can be financial or academic. */
const CLEAR: readonly PeriodKind[] = ['calendar-year', 'quarter', 'month'];

/** A period as it is written where periods of a kind are asked for. */
function periodWritten(by: PeriodKind, text: string): Period | undefined {
  const kinds = by === 'financial-year' || by === 'academic-year' ? [by, ...CLEAR] : CLEAR;
  for (const kind of kinds) {
    const period = parsePeriod(kind, text);
    if (period !== undefined && dayTest.fault(period.from, {}) === undefined) return period;
  }
  return undefined;
}

const dayOrPeriod: Test = {
  accepted:
    'a day written YYYY-MM-DD, a month (2024-03), a quarter (2024-Q1) or a year (2024); by financial or academic year also 2024/25',
  fault: (value, { by }) => {
    const kind = PERIOD_KINDS.find((one) => one === by) ?? USUAL_KIND;
    if (typeof value !== 'string' || /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayTest.fault(value, {});
    return periodWritten(kind, value) === undefined ? `${echo(value)} is neither a day nor a period` : undefined;
  },
};

/** Which figures are asked for, as texts from an address or a command line. */
export class TimelinessFields {
  /** The kind of period. */
  @MayBeMissing()
  @IsOneOf(PERIOD_KINDS)
  by?: PeriodKind;

  /** The first period, or a day of it. */
  @MayBeMissing()
  @Holds(dayOrPeriod)
  from?: string;

  /** The last period, or a day of it. */
  @MayBeMissing()
  @Holds(dayOrPeriod)
  to?: string;

  /** The day that the figures are as at. */
  @MayBeMissing()
  @Holds(dayTest)
  asAt?: CalendarDate;

  /** Leaves out what was recorded after this instant. */
  @MayBeMissing()
  @IsInstant()
  knownOn?: string;

  /** What the figures are cut by. */
  @MayBeMissing()
  @IsOneOf(CUTS)
  cut?: Cut;
}

/** Which annual reviews are asked for, as texts. */
export class CensusFields {
  /** The day that plans and reviews are counted as at. */
  @MayBeMissing()
  @Holds(dayTest)
  census?: CalendarDate;

  /** Leaves out what was recorded after this instant. */
  @MayBeMissing()
  @IsInstant()
  knownOn?: string;
}

function checked<T extends object>(of: new () => T, given: Readonly<Record<string, unknown>>): T {
  const fields = plainToInstance(of, given);
  const problems = problemsIn(fields);
  if (problems.length > 0) throw new Problems(problems);
  return fields;
}

/**
 * Reads which figures are asked for: from the first day of a period, to the last of one.
 * @throws Problems with everything that is wrong
 */
export function readTimelinessRequest(texts: Readonly<Record<string, unknown>>): TimelinessRequest {
  const { by = USUAL_KIND, from, to, asAt, knownOn, cut } = checked(TimelinessFields, texts);
  return {
    by,
    from: from === undefined ? undefined : (periodWritten(by, from)?.from ?? parseCalendarDate(from)),
    to: to === undefined ? undefined : (periodWritten(by, to)?.to ?? parseCalendarDate(to)),
    asAt,
    knownOn,
    cut,
  };
}

/** Reads which annual reviews are asked for; @throws Problems with everything that is wrong */
export function readCensusRequest(texts: Readonly<Record<string, unknown>>): CensusRequest {
  const { census, knownOn } = checked(CensusFields, texts);
  return { census, knownOn };
}

/** The measure with an id; @throws Problems where there is none */
export function measureCalled(id: string): Measure {
  const measure = measureOf(id);
  if (measure !== undefined) return measure;
  const accepted = choice(MEASURES.map((one) => one.id));
  throw new Problems([{ place: 'measure', reason: `${echo(id)} is not a measure`, accepted }]);
}
