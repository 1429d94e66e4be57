import { choiceSchema } from '../../platform/attribute-tests.js';
import type { Test } from '../../platform/validation.js';
import { wholeText } from '../../platform/whole-text.js';
import { parseCalendarDate } from '../../statute/calendar.js';
import { discreet } from '../../streams/application/fields.js';

/** The check letters of a UPN, by the remainder that they stand for. */
const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const UPN = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/;
const ULN = /^\d{10}$/;
const ETHNICITY = /^[A-Z]{4}$/;
const POSTCODE = /^(?:[A-Z]{1,2}\d[A-Z\d]?|GIR) ?\d[A-Z]{2}$/;
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,59}$/;
/** Control characters, further ends of a line, and marks that turn round the text after them, on the whole page. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const LONGEST_NAME = 100;

/** Why neither a UPN nor a ULN is known (SEN2 item UPNunknown). */
export const UPN_UNKNOWN_CODES = ['UN1', 'UN2', 'UN3', 'UN5', 'UN8', 'UN9', 'UN10'] as const;

/** Sex as on the birth or gender recognition certificate (SEN2 item Sex). */
export const SEXES = ['M', 'F'] as const;

/** The types of need, by the codes of the SEN2 return (item SENtype). */
export const NEEDS = [
  'SPLD',
  'MLD',
  'SLD',
  'PMLD',
  'SEMH',
  'SLCN',
  'HI',
  'VI',
  'MSI',
  'PD',
  'ASD',
  'DS',
  'OTH',
] as const;

const isText = (form: RegExp) => (value: unknown) => typeof value === 'string' && form.test(value);

/**
 * Whether a text is a unique pupil number whose check letter is right: the values of the other characters times their
 * places, summed, modulo 23. A temporary number ends in a letter, which counts as a check letter does.
 */
export function isUpn(value: unknown): boolean {
  if (typeof value !== 'string' || !UPN.test(value)) return false;
  const values = Array.from(value, (character) =>
    /\d/.test(character) ? Number(character) : CHECK_LETTERS.indexOf(character),
  );
  const sum = values.slice(1).reduce((total, one, index) => total + one * (index + 2), 0);
  return value.startsWith(CHECK_LETTERS.charAt(sum % CHECK_LETTERS.length));
}

function isDate(value: unknown): boolean {
  try {
    return typeof value === 'string' && parseCalendarDate(value) === value;
  } catch {
    return false;
  }
}

export const upnTest = discreet(
  'a unique pupil number: 13 characters of which the first is the right check letter',
  isUpn,
);
export const ulnTest = discreet('a unique learner number: 10 digits', isText(ULN));
export const ethnicityTest = discreet('an ethnicity code of four capital letters, such as WBRI', isText(ETHNICITY));
export const postcodeTest = discreet('a postcode in capital letters, such as SW1A 1AA', isText(POSTCODE));
export const referenceTest = discreet(
  'a reference of letters, digits, spaces, full stops, hyphens, underscores or slashes, at most 60 characters',
  isText(REFERENCE),
);
export const birthDateTest = discreet('a day written YYYY-MM-DD', isDate, { type: 'string', format: 'date' });
export const nameTest = wholeText(
  discreet(
    `1 to ${String(LONGEST_NAME)} characters in one line`,
    (value) => typeof value === 'string' && VISIBLE.test(value) && value.length <= LONGEST_NAME && !CONTROL.test(value),
  ),
);
export const yesOrNoTest = discreet('true or false', (value) => typeof value === 'boolean', { type: 'boolean' });

const unknownCode = discreet(
  `${UPN_UNKNOWN_CODES.join(', ')}; only where neither a UPN nor a ULN is given`,
  (value) => UPN_UNKNOWN_CODES.some((code) => code === value),
  choiceSchema(UPN_UNKNOWN_CODES),
);
export const upnUnknownTest: Test = {
  ...unknownCode,
  fault: (value, { upn, uln }) =>
    unknownCode.fault(value, {}) ??
    (upn === undefined && uln === undefined ? undefined : 'a UPN or a ULN is given as well'),
};
export const sexTest = discreet('M or F', (value) => SEXES.some((sex) => sex === value), choiceSchema(SEXES));
export const needTest = discreet(
  `a type of need as the SEN2 return codes it: ${NEEDS.join(', ')}`,
  (value) => NEEDS.some((need) => need === value),
  choiceSchema(NEEDS),
);
