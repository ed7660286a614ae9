/** Numbers that look random and are the same everywhere for the same seed. */
export interface Random {
  /** From 0, included, to 1, not included. */
  next(): number;
  /** A whole number from `lo` to `hi`, both included. */
  integer(lo: number, hi: number): number;
  pick<T>(from: readonly T[]): T;
  chance(share: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
}

/** xoshiro128** (Blackman & Vigna 2018), its state filled from the seed by splitmix32. */
export function randomFrom(seed: number): Random {
  let fill = seed >>> 0;
  const splitmix = (): number => {
    fill = (fill + 0x9e3779b9) >>> 0;
    const a = Math.imul(fill ^ (fill >>> 16), 0x21f0aaad);
    const b = Math.imul(a ^ (a >>> 15), 0x735a2d97);
    return (b ^ (b >>> 15)) >>> 0;
  };
  const s = [splitmix(), splitmix(), splitmix(), splitmix()] as [number, number, number, number];
  const rotate = (x: number, k: number): number => ((x << k) | (x >>> (32 - k))) >>> 0;
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = (s[1] << 9) >>> 0;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11);
    return result / 2 ** 32;
  };
  const integer = (lo: number, hi: number): number => lo + Math.floor(next() * (hi - lo + 1));
  const pick = <T>(from: readonly T[]): T => from[integer(0, from.length - 1)] as T;
  const shuffled = <T>(items: readonly T[]): T[] => {
    const all = [...items];
    for (let k = all.length - 1; k > 0; k--) {
      const j = integer(0, k);
      [all[k], all[j]] = [all[j] as T, all[k] as T];
    }
    return all;
  };
  return { next, integer, pick, chance: (share) => next() < share, shuffled };
}
