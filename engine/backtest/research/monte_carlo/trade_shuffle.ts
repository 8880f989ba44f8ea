import { type GiveWay, GO_ON, type Prng } from "../../../kernel/mod.ts";
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

export interface ShuffleOptions {
  readonly initialCash: number;
  readonly simulations: number;
  /** Called after each simulation. */
  readonly giveWay?: GiveWay;
}

/** Sums and products in another order may differ by so much. */
const ROUNDING = 1e-12;

/**
 * How deep the drawdown could as well have been: each trade's result as a share of the equity that it found,
 * compounded in any order. That is fair where trades know nothing of each other; where sizes do not follow the
 * equity it is so as long as results are small beside it.
 *
 * @param results P&L of the trades in the order they were closed in
 * @returns null for fewer than {@link MIN_SHUFFLED} trades
 */
export function tradeShuffle(
  results: Float64Array,
  { initialCash, simulations, giveWay = GO_ON }: ShuffleOptions,
  random: Prng,
): TradeShuffle | null {
  if (results.length < MIN_SHUFFLED) return null;
  const shares = sharesOf(results, initialCash);
  const order = shares.slice();
  const drawdowns = new Float64Array(simulations);
  const streaks = new Float64Array(simulations);
  for (let k = 0; k < simulations; k++) {
    shuffleInPlace(order, random);
    drawdowns[k] = deepestDrawdown(order);
    streaks[k] = longestLosses(order);
    giveWay();
  }
  const seenDrawdown = deepestDrawdown(shares);
  return {
    trades: results.length,
    simulations,
    seenDrawdown,
    maxDrawdown: bandOf(drawdowns),
    asDeep: shareUpTo(drawdowns, seenDrawdown + ROUNDING),
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

/** What each trade made of the equity before it; nothing can be made of nothing. */
function sharesOf(results: Float64Array, initialCash: number): Float64Array {
  let equity = initialCash;
  return results.map((result) => {
    const share = equity > 0 ? Math.max(-1, result / equity) : 0;
    equity += result;
    return share;
  });
}

/** Below the highest so far, as a negative fraction; from trade to trade. */
function deepestDrawdown(shares: Float64Array): number {
  let equity = 1;
  let peak = 1;
  let deepest = 0;
  for (let i = 0; i < shares.length; i++) {
    equity *= 1 + shares[i]!;
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
