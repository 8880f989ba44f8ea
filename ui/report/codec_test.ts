import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import type { ResultTrade } from "../charts/result/mod.ts";
import {
  packCandles,
  packSeries,
  packTrades,
  unpackCandles,
  unpackSeries,
  unpackTrades,
} from "./codec.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);
const near = (a: number, b: number, part = 1e-6) =>
  Math.abs(a - b) <= part * Math.max(1, Math.abs(b));

Deno.test("candles come back as they were, to the price step", () => {
  const candles = {
    time: [START, START + HOUR, START + 5 * HOUR],
    open: [100.25, 101, 99.5],
    high: [101.5, 101, 100],
    low: [100, 99.25, 99.5],
    close: [101, 99.5, 100],
    volume: [1234.56, 0, 3],
  };
  const packed = packCandles("BTCUSDT", 0.25, HOUR, candles);
  deepEqual(packed.time, [START, 1, 4]);
  deepEqual(packed.open, [401, 0, 0]);
  deepEqual([...unpackCandles(packed)], [
    { time: START, open: 100.25, high: 101.5, low: 100, close: 101, volume: 1235 },
    { time: START + HOUR, open: 101, high: 101, low: 99.25, close: 99.5, volume: 0 },
    { time: START + 5 * HOUR, open: 99.5, high: 100, low: 99.5, close: 100, volume: 3 },
  ]);
});

const MARKETS = [
  { symbol: "BTCUSDT", priceStep: 0.01, quantityStep: 0.00001 },
  { symbol: "DOGEUSDT", priceStep: 0.00001, quantityStep: 1 },
];

/** A trade in whole steps of its market. */
const TRADES = fc.record({
  market: fc.nat(1),
  side: fc.constantFrom("LONG" as const, "SHORT" as const),
  lots: fc.integer({ min: 1, max: 1e6 }),
  entryTime: fc.integer({ min: 0, max: 1e12 }),
  lasted: fc.nat(1e9),
  entry: fc.integer({ min: 1, max: 1e7 }),
  exit: fc.integer({ min: 1, max: 1e7 }),
  fees: fc.double({ min: 0, max: 1e5, noNaN: true }),
  reason: fc.string(),
}).map(({ market, lots, lasted, entry, exit, ...rest }): ResultTrade => {
  const { symbol, priceStep, quantityStep } = MARKETS[market]!;
  const quantity = lots * quantityStep;
  const gain = (exit - entry) * priceStep * quantity * (rest.side === "LONG" ? 1 : -1);
  return {
    ...rest,
    symbol,
    quantity,
    exitTime: rest.entryTime + lasted,
    entryPrice: entry * priceStep,
    exitPrice: exit * priceStep,
    pnl: gain - rest.fees,
    maxAdverse: rest.fees / 3,
    maxFavorable: rest.fees * 7,
  };
});

Deno.test("trades come back as they were, money to seven digits", () => {
  fc.assert(fc.property(fc.array(TRADES, { maxLength: 30 }), (trades) => {
    const text = JSON.stringify(packTrades(trades, MARKETS));
    const back = unpackTrades(JSON.parse(text));
    equal(back.length, trades.length);
    trades.forEach((trade, i) => {
      const { pnl, fees, maxAdverse, maxFavorable, ...exact } = back[i]!;
      const prices = ["quantity", "entryPrice", "exitPrice"] as const;
      for (const name of prices) ok(near(exact[name], trade[name], 1e-9), name);
      for (const name of ["symbol", "side", "entryTime", "exitTime", "reason"] as const) {
        equal(exact[name], trade[name]);
      }
      ok(near(fees, trade.fees) && near(maxAdverse, trade.maxAdverse));
      ok(near(maxFavorable, trade.maxFavorable));
      // The largest of its parts says how exact a difference can be.
      ok(near(pnl, trade.pnl, 1e-6 * Math.max(1, trade.fees)), `${pnl} ${trade.pnl}`);
    });
  }));
});

Deno.test("lines come back to seven digits, drawdowns to four", () => {
  const back = unpackSeries(packSeries({
    time: [START, START + HOUR],
    equity: [10_000, 10_123.456789],
    benchmark: [10_000, 9_999.99999],
    drawdown: [0, -0.1234567],
  }));
  deepEqual(back, {
    time: Float64Array.of(START, START + HOUR),
    equity: Float64Array.of(10_000, 10_123.46),
    benchmark: Float64Array.of(10_000, 10_000),
    drawdown: Float64Array.of(0, -0.1235),
  });
});
