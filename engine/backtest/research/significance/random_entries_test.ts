import { deepEqual, equal, ok } from "node:assert/strict";
import { type CandleColumns, emptyColumns, type Trade } from "../../../domain/mod.ts";
import { near, tradeOf } from "../../statistics/testing.ts";
import { randomEntries } from "./random_entries.ts";

const MINUTE = 60_000;

function market(opens: readonly number[]): CandleColumns {
  const columns = emptyColumns(opens.length);
  for (const [i, open] of opens.entries()) {
    columns.time[i] = i * MINUTE;
    columns.open[i] = open;
  }
  return columns;
}

/** Bought at the open of row `from` and sold at that of row `to`. */
function trade(
  opens: readonly number[],
  from: number,
  to: number,
  rest: Partial<Trade> = {},
): Trade {
  const quantity = 1;
  const sign = rest.side === "SHORT" ? -1 : 1;
  return tradeOf(sign * (opens[to]! - opens[from]!) - (rest.fees ?? 0), {
    symbol: "BTCUSDT",
    quantity,
    entryPrice: opens[from]!,
    entryTime: from * MINUTE,
    exitTime: to * MINUTE,
    ...rest,
  });
}

/** Up and down by 10 every other minute. */
const SAW = Array.from({ length: 400 }, (_, i) => i % 2 === 0 ? 100 : 110);
const at = (columns: CandleColumns) => new Map([["BTCUSDT", columns]]);

Deno.test("one who buys every low is no accident", () => {
  const trades = Array.from({ length: 20 }, (_, i) => trade(SAW, 10 + i * 12, 11 + i * 12));
  const report = randomEntries(trades, at(market(SAW)), { seed: "1" })!;
  // 20 times 10. At random each brings 10 % or −1/11 of its 100: 0.45 on average, 9 in all.
  equal(report.netProfit, 200);
  ok(Math.abs(report.randomMean - 9) < 4, `${report.randomMean}`);
  // All 20 at a low have a chance of one in a million: no simulation gets there.
  equal(report.pValue, 1 / 1_001);
});

Deno.test("one who enters anywhere is as good as any", () => {
  const rising = Array.from({ length: 400 }, (_, i) => 100 * 1.001 ** i);
  const trades = Array.from({ length: 10 }, (_, i) => trade(rising, i * 30, i * 30 + 10));
  const { pValue, netProfit, randomMean } = randomEntries(trades, at(market(rising)), {
    seed: "1",
    simulations: 200,
  })!;
  // Every ten minutes bring the same share, and the notionals stay: the mean is what was seen.
  near(randomMean, netProfit, 1e-9);
  equal(pValue, 1);
});

Deno.test("shorts fall and fees are paid at random, too", () => {
  const rising = Array.from({ length: 100 }, (_, i) => 100 * 1.01 ** i);
  const terms = { side: "SHORT" as const, fees: 2 };
  const trades = Array.from({ length: 5 }, (_, i) => trade(rising, i * 10, i * 10 + 1, terms));
  const { netProfit, randomMean } = randomEntries(trades, at(market(rising)), { seed: "1" })!;
  near(randomMean, netProfit, 1e-9);
  const notional = trades.reduce((sum, { entryPrice }) => sum + entryPrice, 0);
  near(netProfit, -0.01 * notional - 10, 1e-9);
});

Deno.test("trades longer than the market in a row are put anywhere; few trades say nothing", () => {
  const overlapping = Array.from({ length: 8 }, () => trade(SAW, 0, 399));
  equal(randomEntries(overlapping, at(market(SAW)), { seed: "1", simulations: 50 })!.trades, 8);
  equal(randomEntries(overlapping.slice(0, 4), at(market(SAW)), { seed: "1" }), null);
});

Deno.test("a seed gives the same again, another one does not", () => {
  const trades = Array.from({ length: 9 }, (_, i) => trade(SAW, i * 20, i * 20 + 3));
  const run = (seed: string) => randomEntries(trades, at(market(SAW)), { seed, simulations: 100 });
  deepEqual(run("a"), run("a"));
  ok(run("a")!.randomMean !== run("b")!.randomMean);
});
