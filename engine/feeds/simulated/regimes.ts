import type { Prng } from "../../kernel/mod.ts";

/** A Markov chain of market moods; each multiplies the volatility. */
export interface Regimes {
  readonly multipliers: readonly [calm: number, normal: number, wild: number];
  /** Row: the mood now; columns: chance of each mood next. */
  readonly next: readonly (readonly [number, number, number])[];
  /** Share of time spent in each mood. */
  readonly usual: readonly [number, number, number];
}

/** From day to day. The mean square of the multipliers is 1, so a year keeps its volatility. */
export const DAY_REGIMES: Regimes = {
  multipliers: [0.7, 1, 1.7],
  next: [[0.9, 0.09, 0.01], [0.08, 0.86, 0.06], [0.02, 0.28, 0.7]],
  usual: [0.408, 0.482, 0.11],
};

/** From hour to hour within a day: how a day's movement is spread over it. */
export const HOUR_REGIMES: Regimes = {
  multipliers: [0.6, 1, 2],
  next: [[0.85, 0.13, 0.02], [0.12, 0.78, 0.1], [0.05, 0.35, 0.6]],
  usual: [0.4, 0.45, 0.15],
};

/** The index of a mood, drawn with the given chances. */
export function drawMood(chances: readonly [number, number, number], random: Prng): number {
  const u = random.uniform();
  if (u < chances[0]) return 0;
  return u < chances[0] + chances[1] ? 1 : 2;
}
