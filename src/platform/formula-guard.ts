/** How a spreadsheet would take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/** Whether a spreadsheet would take a cell for a formula. */
export const isFormula = (cell: string): boolean => FORMULA.test(cell);

/** A cell that no spreadsheet takes for a formula. {@link unguarded} gives the cell back. */
export const guarded = (cell: string): string => (FORMULA.test(cell) || GUARDED.test(cell) ? `'${cell}` : cell);

/** A cell as it was before {@link guarded}; every other cell is left as it is. */
export const unguarded = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell);
