/**
 * The brief's own strategy, worked out a second time: plain arrays, textbook formulas, whole cents, and
 * none of the engine's code. Both have to agree on every trade to the last digit.
 */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Timeframe } from "../../engine/domain/mod.ts";
import { testWithData } from "../support/shared_data.ts";
import { type Bar, readBars, replayCore } from "./core_replay.ts";

const STRATEGY = fileURLToPath(new URL("../../lua-strategies/my_strategy.lua", import.meta.url));
const QUANTITY = 0.1;

interface NaiveTrade {
  entryTime: number;
  entryPrice: number;
  exitTime: number;
  exitPrice: number;
  fees: number;
  pnl: number;
  barsHeld: number;
}

/** EMA_t = c_t × 2/(n+1) + EMA_{t−1} × (1 − 2/(n+1)); the first is the mean of the first n closes. */
function ema(closes: number[], n: number): (number | null)[] {
  const k = 2 / (n + 1);
  const out: (number | null)[] = [];
  for (let t = 0; t < closes.length; t++) {
    if (t < n - 1) out.push(null);
    else if (t === n - 1) out.push(closes.slice(0, n).reduce((a, b) => a + b) / n);
    else out.push(closes[t]! * k + out[t - 1]! * (1 - k));
  }
  return out;
}

/** In when EMA 10 is above EMA 20, out when it is below; both at the next bar's open. */
function tradesByHand(bars: readonly Bar[]): { trades: NaiveTrade[]; open: boolean } {
  const closes = bars.map((bar) => bar[4]);
  const fast = ema(closes, 10);
  const slow = ema(closes, 20);
  const trades: NaiveTrade[] = [];
  let entered: number | null = null;
  for (let t = 0; t + 1 < bars.length; t++) {
    const [f, s] = [fast[t], slow[t]];
    if (typeof f !== "number" || typeof s !== "number") continue;
    if (entered === null && f > s) entered = t + 1;
    // The bar of the entry is the first that can end it.
    else if (entered !== null && t >= entered && f < s) {
      trades.push(trade(bars, entered, t + 1));
      entered = null;
    }
  }
  return { trades, open: entered !== null };
}

function trade(bars: readonly Bar[], entry: number, exit: number): NaiveTrade {
  const [entryTime, entryPrice] = bars[entry]!;
  const [exitTime, exitPrice] = bars[exit]!;
  const bought = Math.round(entryPrice * 100);
  const sold = Math.round(exitPrice * 100);
  // A tenth of a coin at c cents is worth c × 0.001, and a tenth of a per cent of that is c ÷ 1,000,000.
  const fees = bought + sold;
  const pnl = (sold - bought) * 1_000 - fees;
  return {
    entryTime,
    entryPrice,
    exitTime,
    exitPrice,
    fees: fees / 1_000_000,
    pnl: pnl / 1_000_000,
    barsHeld: exit - entry,
  };
}

async function compare(path: string, timeframe: Timeframe): Promise<number> {
  const bars = await readBars(path);
  const { runner, trades, events } = await replayCore(bars, timeframe, STRATEGY);
  const expected = tradesByHand(bars);
  assert.deepEqual(
    trades.map((found) => ({
      entryTime: found.entryTime,
      entryPrice: found.entryPrice,
      exitTime: found.exitTime,
      exitPrice: found.exitPrice,
      fees: found.fees,
      pnl: found.pnl,
      barsHeld: found.barsHeld,
    })),
    expected.trades,
  );
  assert.equal(runner.desk.books.position !== null, expected.open);
  assert.ok(trades.every(({ side, quantity }) => side === "LONG" && quantity === QUANTITY));
  assert.ok(trades.every(({ reason }) => reason === "Bearish crossover"));
  assert.deepEqual(events.filter((event) => event.type === "STRATEGY_ERROR"), []);
  return trades.length;
}

const HOURS = "klines/BTCUSDT-1h-spot-2017-2024.derived.csv.gz";
const MINUTES = "klines/BTCUSDT-1m-2023.derived.csv.gz";

testWithData("my_strategy on 6.7 years of hours, worked out twice", [HOURS], async (path) => {
  assert.ok(await compare(path, "1h") > 1_000);
});

testWithData("my_strategy on 46 days of minutes, worked out twice", [MINUTES], async (path) => {
  assert.ok(await compare(path, "1m") > 1_000);
});
