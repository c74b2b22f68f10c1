/** A reproducible source of chance: equal seeds give equal simulations. */
export interface Random {
  /** A whole number from 0 to below `bound`. */
  readonly below: (bound: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  /** `length` hexadecimal digits. */
  readonly hex: (length: number) => string;
}

/** mulberry32: 32 bits of state, which is plenty for a story. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (bound: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
  return {
    below,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    hex: (length) => Array.from({ length }, () => below(16).toString(16)).join(""),
  };
}
