import { longDate } from '../../statute/calendar.js';
import type { ByTracker, PlanMeasure, StatedValue, Target, Unit } from '../domain/send-plan.js';
import { statedInWords, type StatedDay } from '../domain/stated-day.js';
import type { Status } from '../domain/statuses.js';
import type { PeriodKind } from '../../timeliness/application/catalogue.js';
import { periodInWords } from '../../timeliness/application/period-words.js';
import { HIDDEN } from '../../timeliness/application/protected-timeliness.js';
import { countingOf, periodKindOf } from '../application/measured-by.js';
import { STATUS_WORDS, valueInWords } from '../application/outcome-words.js';
import type { ShownReading } from '../application/readings.js';

/** Where the plan says nothing. */
export const NOT_STATED = 'Not stated';
/** Of what is judged. */
export const NO_NUMBER = 'None';

/** A day, a month or a year that may not be stated. */
export const dayInWords = (on: StatedDay | undefined): string => (on === undefined ? NOT_STATED : statedInWords(on));

/** Whether a value is kept from whoever has not asked for every number. */
export const isKept = ({ isHidden }: ShownReading, seesAll: boolean): boolean => isHidden === true && !seesAll;

/** A value as people read it. */
export function shownValue(reading: ShownReading, unit: Unit, seesAll: boolean): string {
  return isKept(reading, seesAll) ? HIDDEN : valueInWords(reading.value, unit);
}

/** A stated value with its day: `40% (2020)`. */
export function statedValueInWords(value: StatedValue | undefined, unit: Unit | undefined): string {
  if (unit === undefined) return NO_NUMBER;
  if (value === undefined) return NOT_STATED;
  return `${valueInWords(value.value, unit)} (${statedInWords(value.on)})`;
}

/** The target. */
export function targetInWords(target: Target | undefined, unit: Unit | undefined): string {
  if (unit === undefined) return NO_NUMBER;
  return target === undefined ? NOT_STATED : valueInWords(target.value, unit);
}

/** What a value is of: its period, or the day that somebody recorded it for. */
export function readingInWords({ measuredBy }: PlanMeasure, { period, complete, on }: ShownReading): string {
  if (measuredBy.by !== 'tracker' || period === undefined) return longDate(on);
  return periodInWords(periodKindOf(measuredBy), { period, complete });
}

const KIND_WORDS: Readonly<Record<PeriodKind, string>> = {
  month: 'month',
  quarter: 'quarter',
  'calendar-year': 'calendar year',
  'financial-year': 'financial year',
  'academic-year': 'academic year',
  'rolling-12-months': 'the 12 months to the end of each month',
};

/** The kind of period that the values of a measure of the tracker are of. */
export const periodKindInWords = (measuredBy: ByTracker): string => KIND_WORDS[periodKindOf(measuredBy)];

/** How the cases of a measure of the tracker are counted, as people read it. */
export function countingInWords(measuredBy: ByTracker): string | undefined {
  const counting = countingOf(measuredBy);
  if (counting === undefined) return undefined;
  const basis = counting.basis === 'issued' ? 'when the work was completed' : 'when the limit fell due';
  return `Cases count ${basis}, ${counting.exceptions === 'included' ? 'with' : 'without'} those that an exception excuses.`;
}

/** The colours of the tags of GOV.UK Frontend. */
const COLOURS: Readonly<Record<Status, string>> = {
  'not-due-yet': 'govuk-tag--grey',
  red: 'govuk-tag--red',
  amber: 'govuk-tag--yellow',
  green: 'govuk-tag--green',
  purple: 'govuk-tag--purple',
};

/** A status in words, and the class of its tag. */
export interface StatusTag {
  readonly text: string;
  readonly colour: string;
}

/** A status as a tag. */
export const tagOf = (status: Status): StatusTag => ({ text: STATUS_WORDS[status], colour: COLOURS[status] });
