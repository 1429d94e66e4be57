/** How many are answered at once where nothing is said, and at most. */
export const USUAL_PAGE = 50;
export const LARGEST_PAGE = 500;

/** A part of a list. */
export interface Page<Item, Place> {
  readonly items: readonly Item[];
  /** The place after which the list goes on; nothing at its end. */
  readonly next?: Place;
}

/** Which part of a list is asked for. */
export interface Part<Place> {
  /** How many at most, from 1 to {@link LARGEST_PAGE}; {@link USUAL_PAGE} where nothing is said. */
  readonly limit?: number | undefined;
  /** The place after which to go on. */
  readonly after?: Place | undefined;
}

/** How many are asked for. */
export function sizeOf({ limit = USUAL_PAGE }: Part<unknown>): number {
  return Math.min(Math.max(1, Math.floor(limit)), LARGEST_PAGE);
}

/** A page of rows, of which one more was asked for than it holds: that one tells whether the list goes on. */
export function pageOf<Row, Item, Place>(
  rows: readonly Row[],
  size: number,
  itemOf: (row: Row) => Item,
  placeOf: (row: Row) => Place,
): Page<Item, Place> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    ...(rows.length > size && last !== undefined ? { next: placeOf(last) } : {}),
  };
}
