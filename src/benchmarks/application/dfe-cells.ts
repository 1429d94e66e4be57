/** What the symbols say that stand in the files of the Department for Education in place of a figure. */
const SYMBOLS: Readonly<Record<string, string>> = {
  x: 'not available',
  z: 'not applicable',
  c: 'withheld to protect people',
  k: 'rounded to nothing',
  low: 'rounded to nothing',
  ':': 'not available',
  '..': 'not available',
  '-': 'left out',
  '': 'left out',
};

/** Why there is no figure, where a symbol stands in its place; nothing where there is something else. */
export const symbolIn = (written: string): string | undefined => SYMBOLS[written.trim().toLowerCase()];

/** A count as it is written, also with its thousands separated; nothing where it is none. */
export function countIn(written: string): number | undefined {
  const digits = written.trim().replace(/,(?=\d{3}\b)/g, '');
  return /^-?\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** Whether a breakdown is of everybody, not of boys or girls, or of an age. */
export const isTotal = (breakdown: string): boolean => /^(?:all\b|total$|$)/i.test(breakdown.trim());

/** A share in percent as it is written, with or without its sign; nothing where it is none. */
export function percentIn(written: string): number | undefined {
  const digits = written.trim().replace(/\s*%$/, '');
  return /^\d{1,3}(?:\.\d{1,15})?$/.test(digits) && Number(digits) <= 100 ? Number(digits) : undefined;
}
