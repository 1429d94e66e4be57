import { addDays, addMonths, day, toDayNumber, yearOf, type CalendarDate } from '../../statute/calendar.js';
import type { InventedPerson } from './acts.js';
import { ETHNICITIES, FORENAMES, LANGUAGES, SURNAMES } from './names.js';
import { needAndHome } from './needs-and-homes.js';
import type { Random } from './random.js';

const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/**
 * A unique pupil number with its check letter.
 * @param code the council's code of three digits
 * @param year the year in which it was given
 */
export function inventedUpn(code: string, year: number, random: Random): string {
  const school = String(random.whole(2000, 7999));
  const digits = `${code}${school}${String(year % 100).padStart(2, '0')}${String(random.whole(1, 899)).padStart(3, '0')}`;
  const sum = Array.from(digits, Number).reduce((total, digit, index) => total + digit * (index + 2), 0);
  return `${CHECK_LETTERS.charAt(sum % CHECK_LETTERS.length)}${digits}`;
}

/**
 * A date of birth.
 * @param years the age that is reached by a day
 */
export function bornFor(years: number, on: CalendarDate, random: Random): CalendarDate {
  return addDays(addMonths(on, -12 * years), -random.whole(0, 364));
}

/** The day of a child's last birthday, in whole years of age. */
export function ageOn(dateOfBirth: CalendarDate, on: CalendarDate): number {
  const years = yearOf(on) - yearOf(dateOfBirth);
  return on.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}

/** The school year that a child is in on a day: 0 for Reception, 1 to 13; below zero before school. */
export function schoolYearOn(dateOfBirth: CalendarDate, on: CalendarDate): number {
  const start = on.slice(5) >= '09-01' ? yearOf(on) : yearOf(on) - 1;
  const cohort = dateOfBirth.slice(5) >= '09-01' ? yearOf(dateOfBirth) + 1 : yearOf(dateOfBirth);
  return start - cohort - 4;
}

/** Somebody who is in a school year on a day; years above 13 are those of college and training. */
export function bornForSchoolYear(schoolYear: number, on: CalendarDate, random: Random): CalendarDate {
  const start = on.slice(5) >= '09-01' ? yearOf(on) : yearOf(on) - 1;
  return addDays(day(`${String(start - schoolYear - 5)}-09-01`), random.whole(0, 364));
}

/** An age at which a needs assessment is asked for: mostly at the start of school and before secondary school. */
export function drawAgeAtRequest(random: Random): number {
  return random.weighted([
    [2, 4],
    [3, 11],
    [4, 12],
    [5, 10],
    [6, 9],
    [7, 8],
    [8, 8],
    [9, 8],
    [10, 8],
    [11, 6],
    [12, 5],
    [13, 5],
    [14, 4],
    [15, 3],
    [16, 2],
    [17, 1],
    [18, 1],
  ]);
}

/**
 * Someone with a date of birth.
 * @param since the day on which the council first hears of them
 */
export function inventPerson(
  dateOfBirth: CalendarDate,
  { code, since }: { readonly code: string; readonly since: CalendarDate },
  random: Random,
): InventedPerson {
  const sex = random.chance(0.71) ? 'M' : 'F';
  const schoolYear = schoolYearOn(dateOfBirth, since);
  const hasUpn = schoolYear >= 0 ? random.chance(0.97) : random.chance(0.35);
  const started = yearOf(addMonths(dateOfBirth, 54));
  const speaks = random.chance(0.16) ? random.pick(LANGUAGES) : undefined;
  const forename = random.pick(FORENAMES[sex]);
  const isCalledOtherwise = random.chance(0.03);
  const surname = random.chance(0.06) ? `${random.pick(SURNAMES)}-${random.pick(SURNAMES)}` : random.pick(SURNAMES);
  return {
    surname,
    forename,
    dateOfBirth,
    sex,
    ethnicity: random.weighted(ETHNICITIES),
    ...needAndHome(code, random.fork(`${surname} ${dateOfBirth}`)),
    ...(hasUpn
      ? { upn: inventedUpn(code, Math.min(started, yearOf(since)), random) }
      : { upnUnknown: schoolYear < 0 ? ('UN1' as const) : ('UN9' as const) }),
    ...(isCalledOtherwise ? { preferredName: forename.slice(0, 3) } : {}),
    ...(speaks === undefined ? {} : { language: speaks, interpreterNeeded: random.chance(0.4) }),
  };
}

/** An opaque id for a person whom the council first hears of on a day. */
export const personId = (since: CalendarDate, random: Random): string => random.uuid(toDayNumber(since));
