import type { Prng } from "../../../kernel/mod.ts";
import { type Band, bandOf, shareUpTo } from "./bands.ts";

/** Fewer trades have hardly another order. */
export const MIN_SHUFFLED = 5;

/** The same trades in another order. All end where the run ended; on the way they differ. */
export interface TradeShuffle {
  readonly trades: number;
  readonly simulations: number;
  /** Of the run, trade by trade, and of the other orders. */
  readonly seenDrawdown: number;
  readonly maxDrawdown: Band;
  /** The part of the orders with a drawdown as deep as the run's, or deeper: small where it was unlucky. */
  readonly asDeep: number;
  /** Most losses in a row. */
  readonly lossStreak: Band;
}

/**
 * How deep the drawdown could as well have been: results of trades in money, put in any order. That is fair
 * where sizes do not follow the equity and trades know nothing of each other.
 *
 * @param results P&L of the trades in the order they were closed in
 * @returns null for fewer than {@link MIN_SHUFFLED} trades
 */
export function tradeShuffle(
  results: Float64Array,
  initialCash: number,
  simulations: number,
  random: Prng,
): TradeShuffle | null {
  if (results.length < MIN_SHUFFLED) return null;
  const order = results.slice();
  const drawdowns = new Float64Array(simulations);
  const streaks = new Float64Array(simulations);
  for (let k = 0; k < simulations; k++) {
    shuffleInPlace(order, random);
    drawdowns[k] = deepestDrawdown(order, initialCash);
    streaks[k] = longestLosses(order);
  }
  const seenDrawdown = deepestDrawdown(results, initialCash);
  return {
    trades: results.length,
    simulations,
    seenDrawdown,
    maxDrawdown: bandOf(drawdowns),
    asDeep: shareUpTo(drawdowns, seenDrawdown),
    lossStreak: bandOf(streaks),
  };
}

/** Every order as likely as any other (Fisher & Yates). */
function shuffleInPlace(values: Float64Array, random: Prng): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    const value = values[i]!;
    values[i] = values[j]!;
    values[j] = value;
  }
}

/** Below the highest so far, as a negative fraction; from trade to trade. */
function deepestDrawdown(results: Float64Array, initialCash: number): number {
  let equity = initialCash;
  let peak = initialCash;
  let deepest = 0;
  for (let i = 0; i < results.length; i++) {
    equity += results[i]!;
    if (equity > peak) peak = equity;
    else deepest = Math.min(deepest, equity / peak - 1);
  }
  return deepest;
}

function longestLosses(results: Float64Array): number {
  let longest = 0;
  let streak = 0;
  for (let i = 0; i < results.length; i++) {
    streak = results[i]! < 0 ? streak + 1 : 0;
    if (streak > longest) longest = streak;
  }
  return longest;
}
