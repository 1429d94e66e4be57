/** With these a spreadsheet program takes a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text as a cell of a table that a spreadsheet program opens: nothing in it is worked out as a formula. */
export function guardedCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
