/** Chance that can be repeated: a seeded generator (mulberry32) and what tests draw from it. */

export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  int(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  some<T>(items: readonly T[], n: number): T[];
  yes(odds?: number): boolean;
}

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(items: readonly T[]) => items[int(0, items.length - 1)] as T;
  const some = <T>(items: readonly T[], n: number) => {
    const left = [...items];
    return Array.from(
      { length: Math.min(n, left.length) },
      () => left.splice(int(0, left.length - 1), 1)[0] as T,
    );
  };
  return { next, int, pick, some, yes: (odds = 0.5) => next() < odds };
}
