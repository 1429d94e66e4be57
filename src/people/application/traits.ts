import { yearOf } from '../../statute/calendar.js';
import type { Identity } from './identity.js';

/** What figures tell children and young people apart by: no finer than that needs, and nobody is found by it. */
export interface Traits {
  /** The year in which the school year began in which they were born: from 1 September to 31 August. */
  readonly bornFrom: number;
  readonly sex: string | null;
  /** The primary type of need (SEN2 item SENtype). */
  readonly need: string | null;
  /** The district of the postcode: what stands before its last three characters. */
  readonly area: string | null;
}

const SEPTEMBER = '09-01';
const AFTER_THE_YEAR = 'YYYY-'.length;
/** The sector and the unit of a postcode. */
const INWARD = 3;

/** What figures tell someone apart by. */
export function traitsOf({ dateOfBirth, sex, primaryNeed, postcode }: Identity): Traits {
  const year = yearOf(dateOfBirth);
  return {
    bornFrom: dateOfBirth.slice(AFTER_THE_YEAR) >= SEPTEMBER ? year : year - 1,
    sex: sex ?? null,
    need: primaryNeed ?? null,
    area: postcode?.slice(0, -INWARD).trim() ?? null,
  };
}
