import { day, type CalendarDate } from '../../statute/calendar.js';
import { schoolYearOn } from './people.js';

/** A child's transfer to another phase of education. */
export interface Transfer {
  readonly on: CalendarDate;
  readonly phase: 'early-years-to-school' | 'primary-to-secondary' | 'secondary-to-post-16';
  /** The day by which the plan has to name the next setting (regulation 18). */
  readonly deadline: CalendarDate;
  /** When its review meeting is usually held. */
  readonly meetFrom: CalendarDate;
  readonly meetBy: CalendarDate;
}

const PHASES = new Map([
  [0, 'early-years-to-school'],
  [7, 'primary-to-secondary'],
  [12, 'secondary-to-post-16'],
] as const);

/** The transfers of a child in some Septembers. */
export function transfersOf(dateOfBirth: CalendarDate, firstYear: number, lastYear: number): readonly Transfer[] {
  const transfers: Transfer[] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    const on = day(`${String(year)}-09-01`);
    const schoolYear = schoolYearOn(dateOfBirth, on);
    const phase = PHASES.get(schoolYear as 0 | 7 | 12);
    if (phase === undefined) continue;
    const isPostSixteen = phase === 'secondary-to-post-16';
    transfers.push({
      on,
      phase,
      deadline: day(`${String(year)}-${isPostSixteen ? '03-31' : '02-15'}`),
      meetFrom: day(`${String(year - 1)}-${phase === 'primary-to-secondary' ? '06-01' : '09-08'}`),
      meetBy: day(`${String(year - 1)}-${isPostSixteen ? '12-12' : '11-28'}`),
    });
  }
  return transfers;
}
