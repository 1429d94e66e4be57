/** Numbers that look random and are the same for the same seed, on every machine. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param seed any text */
  constructor(readonly seed: string) {
    [this.#a, this.#b, this.#c] = hashed(seed);
    for (let warming = 0; warming < 12; warming += 1) this.next();
  }

  /** Another source that depends on this one's seed and a name alone, not on what was drawn before. */
  fork(name: string): Random {
    return new Random(`${this.seed}/${name}`);
  }

  /** A number from 0 up to, not including, 1 (sfc32, Chris Doty-Humphrey's small fast counting generator). */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** Whether something happens that has this probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** A whole number from `least` to `most`, the likelier the nearer it is to `usual`. */
  around(least: number, usual: number, most: number): number {
    const at = (usual - least) / Math.max(1, most - least);
    const drawn = this.next();
    const share = drawn < at ? Math.sqrt(drawn * at) : 1 - Math.sqrt((1 - drawn) * (1 - at));
    return Math.round(least + share * (most - least));
  }

  /** One of some values. */
  pick<T>(values: readonly [T, ...T[]] | readonly T[]): T {
    const value = values[Math.floor(this.next() * values.length)];
    if (value === undefined) throw new Error('There is nothing to pick from.');
    return value;
  }

  /** One of some values, each as likely as its weight says. */
  weighted<T>(values: readonly (readonly [value: T, weight: number])[]): T {
    let left = this.next() * values.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of values) {
      left -= weight;
      if (left < 0) return value;
    }
    return this.pick(values)[0];
  }

  /** The values in another order. */
  shuffled<T>(values: readonly T[]): T[] {
    const result = [...values];
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = this.whole(0, last);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  }

  /**
   * An id in the form of a UUID of version 7.
   * @param days since 1 January 1970, of the day on which it would have been made
   */
  uuid(days: number): string {
    const milliseconds = days * 86_400_000 + this.whole(30_600_000, 61_200_000);
    const time = milliseconds.toString(16).padStart(12, '0');
    const hex = (digits: number): string =>
      this.whole(0, 16 ** digits - 1)
        .toString(16)
        .padStart(digits, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${this.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(6)}${hex(6)}`;
  }
}

/** Three whole numbers that follow from a text (FNV-1a with different beginnings). */
function hashed(text: string): [number, number, number] {
  const hash = (basis: number): number => {
    let value = basis;
    for (let index = 0; index < text.length; index += 1) {
      value = Math.imul(value ^ text.charCodeAt(index), 16_777_619);
    }
    return value | 0;
  };
  return [hash(0x811c9dc5), hash(0x01234567), hash(0x6b43a9b5)];
}
