/** After every place. */
const END = 2_147_483_647;

/** Memory in which threads tell each other how far they have come. */
export function turnsFor(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer(threads * Int32Array.BYTES_PER_ELEMENT);
}

/**
 * Has threads write one after the other, in the order of the places that they write to: rows are then added behind the
 * last, and no thread waits for the lock of the database. Each thread comes to its places in ascending order, and no two
 * to the same one, but that each may come to one of its own again. A thread that waits does nothing else meanwhile.
 */
export class WritingTurns {
  readonly #reached: Int32Array;
  readonly #own: number;

  /** @param own the number of this thread, from 0 */
  constructor(shared: SharedArrayBuffer, own: number) {
    this.#reached = new Int32Array(shared);
    this.#own = own;
  }

  /** Does something when nobody has anything left to do at an earlier place. `Infinity` comes after every place. */
  readonly at = async (place: number, work: () => Promise<void>): Promise<void> => {
    const own = Math.min(place, END);
    this.#reach(own);
    for (let other = 0; other < this.#reached.length; other += 1) if (other !== this.#own) this.#waitFor(other, own);
    await work();
    this.#reach(Math.min(own + 1, END));
  };

  #reach(place: number): void {
    Atomics.store(this.#reached, this.#own, place);
    Atomics.notify(this.#reached, this.#own);
  }

  #waitFor(other: number, place: number): void {
    for (;;) {
      const reached = Atomics.load(this.#reached, other);
      if (reached >= place) return;
      Atomics.wait(this.#reached, other, reached);
    }
  }
}
