import { hash } from 'node:crypto';

/** A number of 48 bits that stands for a case. */
export const caseHash = (kind: string, key: string): number =>
  hash('sha1', `${kind}/${key}`, 'buffer').readUIntBE(0, 6);

/** Where a row stands in the file. */
export interface RowPlace {
  /** The line where it begins, from 1. */
  readonly line: number;
  /** Its first byte and its length. */
  readonly offset: number;
  readonly length: number;
}

const FIRST_CAPACITY = 1024;

/**
 * Which rows belong to which case, in 28 bytes a row whatever the rows hold, so that a file of millions of rows can be
 * looked at case by case.
 */
export class RowIndex {
  #size = 0;
  #hashes = new Float64Array(FIRST_CAPACITY);
  #offsets = new Float64Array(FIRST_CAPACITY);
  #lengths = new Uint32Array(FIRST_CAPACITY);
  #lines = new Uint32Array(FIRST_CAPACITY);
  #order = new Uint32Array(0);

  get size(): number {
    return this.#size;
  }

  /** Adds a row of the case that a {@link caseHash} stands for. */
  add(hash: number, { line, offset, length }: RowPlace): void {
    if (this.#size === this.#hashes.length) this.#grow();
    this.#hashes[this.#size] = hash;
    this.#offsets[this.#size] = offset;
    this.#lengths[this.#size] = length;
    this.#lines[this.#size] = line;
    this.#size += 1;
  }

  /** The place of a row, by its number from 0 in the order of adding. */
  place(row: number): RowPlace {
    return { line: this.#lines[row] ?? 0, offset: this.#offsets[row] ?? 0, length: this.#lengths[row] ?? 0 };
  }

  /**
   * Brings the rows of each case together. No row can be added afterwards.
   * @returns the cases in the order of their first rows; each with the numbers of its rows in the order of the file
   */
  groups(): Groups {
    const hashes = this.#hashes;
    const order = Uint32Array.from({ length: this.#size }, (_, row) => row);
    order.sort((one, other) => (hashes[one] ?? 0) - (hashes[other] ?? 0) || one - other);
    this.#order = order;
    const starts: number[] = [];
    order.forEach((row, at) => {
      if (at === 0 || hashes[row] !== hashes[order[at - 1] ?? 0]) starts.push(at);
    });
    const byFirstRow = Uint32Array.from(starts).sort((one, other) => (order[one] ?? 0) - (order[other] ?? 0));
    const endOf = (start: number): number => {
      let end = start + 1;
      while (end < order.length && hashes[order[end] ?? 0] === hashes[order[start] ?? 0]) end += 1;
      return end;
    };
    return {
      count: byFirstRow.length,
      rowsOf: (group) => {
        const start = byFirstRow[group] ?? 0;
        return order.subarray(start, endOf(start));
      },
    };
  }

  /** Whether there is a row of the case that a {@link caseHash} stands for; after {@link groups}. */
  has(hash: number): boolean {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#hashes[this.#order[middle] ?? 0] ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    return low < this.#order.length && this.#hashes[this.#order[low] ?? 0] === hash;
  }

  #grow(): void {
    const wider = <A extends Float64Array | Uint32Array>(made: A, old: A): A => {
      made.set(old);
      return made;
    };
    const capacity = 2 * this.#hashes.length;
    this.#hashes = wider(new Float64Array(capacity), this.#hashes);
    this.#offsets = wider(new Float64Array(capacity), this.#offsets);
    this.#lengths = wider(new Uint32Array(capacity), this.#lengths);
    this.#lines = wider(new Uint32Array(capacity), this.#lines);
  }
}

/** Rows by their cases. */
export interface Groups {
  readonly count: number;
  rowsOf(group: number): Uint32Array;
}
