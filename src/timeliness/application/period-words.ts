import { longDate, type CalendarDate } from '../../statute/calendar.js';
import type { PeriodKind } from '../domain/periods.js';

const monthName = (month: string): string => longDate(`${month}-01` as CalendarDate).replace(/^1 /, '');

/** The last month of each quarter. */
const QUARTERS: Readonly<Record<string, string>> = {
  Q1: 'January to March',
  Q2: 'April to June',
  Q3: 'July to September',
  Q4: 'October to December',
};

/** A period as figures name it. */
export interface WrittenPeriod {
  /** Such as `2024-Q1`. */
  readonly period: string;
  /** Whether its last day is over. */
  readonly complete: boolean;
}

/** A period as people read it. */
export function periodInWords(by: PeriodKind, { period, complete }: WrittenPeriod): string {
  const soFar = complete ? '' : ' so far';
  switch (by) {
    case 'month':
      return `${monthName(period)}${soFar}`;
    case 'quarter': {
      const [year = '', quarter = ''] = period.split('-');
      return `${QUARTERS[quarter] ?? quarter} ${year}${soFar}`;
    }
    case 'rolling-12-months':
      return `12 months to ${monthName(period)}${soFar}`;
    case 'calendar-year':
    case 'financial-year':
    case 'academic-year':
      return `${period}${soFar}`;
  }
}
