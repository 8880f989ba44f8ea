import type { CandleColumns, Trade } from "../../../domain/mod.ts";
import { type GiveWay, GO_ON, Prng } from "../../../kernel/mod.ts";
import { rowAt } from "../../evaluation/mod.ts";

/** Fewer trades prove nothing. */
export const MIN_TRADES = 5;
const SIMULATIONS = 1_000;
/** Sums of the same profits in another order may differ by so much. */
const ROUNDING = 1e-9;

export interface RandomEntriesOptions {
  readonly seed: string;
  /** 1,000 unless given. */
  readonly simulations?: number;
  /** Called after each simulation. */
  readonly giveWay?: GiveWay;
}

/** A run held against the same trades at random times. */
export interface RandomEntriesReport {
  readonly trades: number;
  readonly simulations: number;
  /** What the trades brought after fees, in the quote currency, and what they bring at random on average. */
  readonly netProfit: number;
  readonly randomMean: number;
  /** Random runs, the worst first, at 5, 50 and 95 % of them. */
  readonly randomQuantiles: readonly [number, number, number];
  /**
   * Probability of so much or more at random: `(1 + #{random ≥ seen}) / (1 + simulations)` (Phipson & Smyth,
   * "Permutation P-values Should Never Be Zero", 2010).
   */
  readonly pValue: number;
}

/** A trade as it is moved about. */
interface Moved {
  /** Worth at entry, negative for a short. */
  readonly notional: number;
  readonly fees: number;
  /** Candles held, 1 at least. */
  readonly held: number;
}

/**
 * Whether the times of entries are worth anything: the same trades (sides, sizes, holding times, fees, for
 * each symbol) are made at random times, from one open to another, so often. Trades that do not overlap do
 * not overlap at random either. Random ones pay no spread and no slippage, which is against the strategy.
 *
 * @param markets candles by symbol
 * @returns null for fewer than {@link MIN_TRADES} trades
 */
export function randomEntries(
  trades: readonly Trade[],
  markets: ReadonlyMap<string, CandleColumns>,
  options: RandomEntriesOptions,
): RandomEntriesReport | null {
  if (trades.length < MIN_TRADES) return null;
  const { seed, simulations = SIMULATIONS, giveWay = GO_ON } = options;
  const random = Prng.from(`random entries ${seed}`);
  const symbols = [...markets].map(([symbol, { open, time }]) => {
    const own = trades.filter((trade) => trade.symbol === symbol);
    return { open, moved: own.map((trade) => movedTrade(trade, time)) };
  });
  const profits = new Float64Array(simulations);
  for (let k = 0; k < simulations; k++) {
    for (const { open, moved } of symbols) profits[k]! += randomProfit(open, moved, random);
    giveWay();
  }
  const netProfit = trades.reduce((sum, { pnl }) => sum + pnl, 0);
  const enough = netProfit - ROUNDING * Math.abs(netProfit);
  const asGood = profits.reduce((count, profit) => profit >= enough ? count + 1 : count, 0);
  const sorted = profits.toSorted();
  const at = (share: number) => sorted[Math.round(share * (simulations - 1))]!;
  return {
    trades: trades.length,
    simulations,
    netProfit,
    randomMean: profits.reduce((sum, profit) => sum + profit, 0) / simulations,
    randomQuantiles: [at(0.05), at(0.5), at(0.95)],
    pValue: (1 + asGood) / (1 + simulations),
  };
}

function movedTrade(trade: Trade, times: Float64Array): Moved {
  const { side, quantity, entryPrice, entryTime, exitTime, fees } = trade;
  const notional = quantity * entryPrice * (side === "LONG" ? 1 : -1);
  const last = times.length - 1;
  const held = Math.min(rowAt(times, exitTime), last) - Math.min(rowAt(times, entryTime), last);
  return { notional, fees, held: Math.max(1, held) };
}

function randomProfit(open: Float64Array, trades: readonly Moved[], random: Prng): number {
  const shuffled = shuffle([...trades], random);
  const starts = randomStarts(open.length, shuffled, random);
  let profit = 0;
  for (const [i, { notional, fees, held }] of shuffled.entries()) {
    const from = open[starts[i]!]!;
    const to = open[Math.min(open.length - 1, starts[i]! + held)]!;
    profit += notional * (to / from - 1) - fees;
  }
  return profit;
}

/**
 * Where each begins: one after another, with the free time spread at random between them; where they do not
 * fit in a row, each anywhere.
 */
function randomStarts(rows: number, trades: readonly Moved[], random: Prng): number[] {
  const held = trades.reduce((sum, trade) => sum + trade.held, 0);
  const free = rows - 1 - held;
  if (free < 0) {
    return trades.map((trade) => Math.floor(random.uniform() * Math.max(1, rows - trade.held)));
  }
  const gaps = Float64Array.from(trades, () => Math.floor(random.uniform() * (free + 1))).sort();
  let before = 0;
  return trades.map((trade, i) => {
    const start = gaps[i]! + before;
    before += trade.held;
    return start;
  });
}

/** Every order as likely as any other (Fisher & Yates). */
export function shuffle<T>(items: T[], random: Prng): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
