const british = new Intl.NumberFormat('en-GB');

/** A number as people read it: 12,345. */
export function numberInWords(value: number): string {
  return british.format(value);
}
