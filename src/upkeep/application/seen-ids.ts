/** How many ids fit at first. */
const FIRST_SIZE = 1 << 16;
/** Beyond this share of places that are taken, looking becomes slow. */
const FULLEST = 0.6;

/**
 * Remembers which event ids were seen, in 8 bytes each: of two ids that look the same, one has to make sure. Of ten
 * million ids there are two that look the same once in a few hundred thousand times.
 */
export class SeenIds {
  #places = new Uint32Array(2 * FIRST_SIZE);
  #size = FIRST_SIZE;
  #count = 0;

  /**
   * Adds an id.
   * @param id a UUID
   * @returns whether it, or one that looks the same, was there
   */
  add(id: string): boolean {
    const digits = id.replaceAll('-', '');
    const part = (from: number): number => Number.parseInt(digits.slice(from, from + 8), 16);
    // Two zeros mean an empty place.
    const high = (part(0) ^ part(16)) >>> 0 || 1;
    const low = (part(8) ^ part(24)) >>> 0;
    if (this.#count >= this.#size * FULLEST) this.#grow();
    return this.#put(high, low);
  }

  #put(high: number, low: number): boolean {
    const places = this.#places;
    for (let place = (high ^ low) & (this.#size - 1); ; place = (place + 1) & (this.#size - 1)) {
      const there = places[2 * place];
      if (there === 0) {
        places[2 * place] = high;
        places[2 * place + 1] = low;
        this.#count += 1;
        return false;
      }
      if (there === high && places[2 * place + 1] === low) return true;
    }
  }

  #grow(): void {
    const before = this.#places;
    this.#size *= 2;
    this.#places = new Uint32Array(2 * this.#size);
    this.#count = 0;
    for (let at = 0; at < before.length; at += 2) {
      const high = before[at] ?? 0;
      if (high !== 0) this.#put(high, before[at + 1] ?? 0);
    }
  }
}
