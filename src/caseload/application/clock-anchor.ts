/** Where a case file shows a clock: the id of its row, for links that lead to it. */
export const clockAnchor = (rule: string, ref: string | undefined): string =>
  `clock-${ref === undefined ? rule : `${rule}-${ref.replaceAll(/\s/g, '_')}`}`;
