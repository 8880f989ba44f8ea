import assert from "node:assert/strict";
import { DAY, near, tradeOf } from "./testing.ts";
import { tradeColumns } from "./trade_columns.ts";
import { sideFigures, tradeFigures } from "./trade_figures.ts";

const start = Date.UTC(2024, 0, 1);
const long = tradeOf(20, { quantity: 2, entryPrice: 50, exitTime: start + 3 * DAY, fees: 0.5 });
const short = tradeOf(-3, { side: "SHORT", exitTime: start + DAY, fees: 0.25 });

Deno.test("trades by hand", () => {
  const figures = tradeFigures(tradeColumns([long, short]));
  assert.equal(figures.trades, 2);
  assert.equal(figures.netProfit, 17);
  // 20 of 100 and −3 of 100.
  near(figures.averageTradeReturn, 0.085);
  assert.equal(figures.averageTradeMs, 2 * DAY);
  assert.equal(figures.longestTradeMs, 3 * DAY);
  assert.equal(figures.winRate, 0.5);
});

Deno.test("each side has its own", () => {
  const longs = sideFigures(tradeColumns([long, short, long]), "LONG");
  assert.deepEqual([longs.trades, longs.netProfit, longs.fees, longs.winRate], [2, 40, 1, 1]);
  const shorts = sideFigures(tradeColumns([long, short, long]), "SHORT");
  assert.deepEqual([shorts.trades, shorts.netProfit, shorts.fees, shorts.winRate], [
    1,
    -3,
    0.25,
    0,
  ]);
});

Deno.test("no trades have no averages", () => {
  const { trades, netProfit, averageTradeMs, longestTradeMs, averageTradeReturn } = tradeFigures(
    tradeColumns([]),
  );
  assert.deepEqual([trades, netProfit], [0, 0]);
  assert.deepEqual([averageTradeMs, longestTradeMs, averageTradeReturn], [null, null, null]);
});
