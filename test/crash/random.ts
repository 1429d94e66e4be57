/** Random numbers that are the same for the same seed, so that a failure can be looked at again. */
export interface Random {
  /** A whole number from 0, below the bound. */
  below(bound: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
}

/** https://en.wikipedia.org/wiki/Xorshift, 32 bits. */
export function randomFrom(seed: number): Random {
  let state = seed | 0 || 1;
  const below = (bound: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
  return { below, pick: (choices) => choices[below(choices.length)] ?? choices[0] };
}
