/** What the tests of figures share. */
import assert from "node:assert/strict";
import { type RunnerId, type Trade, tradeId } from "../../domain/mod.ts";
import { NO_MARKET_TIME, type WholeRecord } from "./run_record.ts";

export const DAY = 86_400_000;
const RUNNER = "r1" as RunnerId;

/** A run of `equity`, a day a bar from 2024-01-01 (a Monday) on, that was never in the market. */
export function recordOf(
  equity: readonly number[] | Float64Array,
  rest: Partial<Omit<WholeRecord, "columns">> & {
    readonly columns?: Partial<WholeRecord["columns"]>;
  } = {},
): WholeRecord {
  const { columns, ...others } = rest;
  const barMs = rest.barMs ?? DAY;
  const start = Date.UTC(2024, 0, 1);
  return {
    initialCash: equity[0] ?? 10_000,
    barMs,
    inMarket: NO_MARKET_TIME,
    trades: [],
    tradedNotional: 0,
    fees: 0,
    funding: 0,
    ...others,
    columns: {
      time: Float64Array.from(equity, (_, i) => start + (i + 1) * barMs),
      equity: Float64Array.from(equity),
      benchmark: null,
      ...columns,
    },
  };
}

/** A long trade of 1 unit at 100, a day long, that brought `pnl`. */
export function tradeOf(pnl: number, rest: Partial<Trade> = {}): Trade {
  return {
    id: tradeId(RUNNER, 1),
    runnerId: RUNNER,
    symbol: "BTCUSDT",
    side: "LONG",
    quantity: 1,
    entryTime: Date.UTC(2024, 0, 1),
    entryPrice: 100,
    exitTime: Date.UTC(2024, 0, 2),
    exitPrice: 100 + pnl,
    fees: 0,
    pnl,
    reason: "EXIT",
    barsHeld: 1,
    maxAdverse: 0,
    maxFavorable: 0,
    ...rest,
  };
}

/** Equity from 1 on that grows by these returns. */
export function equityOf(returns: readonly number[]): number[] {
  let value = 1;
  return returns.map((r) => value *= 1 + r);
}

export const column = (...values: number[]): Float64Array => Float64Array.from(values);

/** Equal but for a rounding of 1e-12 of the value, or for `tolerance`. */
export function near(
  actual: number | null | undefined,
  expected: number,
  tolerance?: number,
): void {
  const off = Math.abs((actual ?? NaN) - expected);
  assert.ok(
    off <= (tolerance ?? 1e-12 * Math.max(1, Math.abs(expected))),
    `${actual} is not ${expected}`,
  );
}

/** As a published figure is printed: equal once rounded to so many decimals. */
export function printed(actual: number | null | undefined, expected: number, decimals = 2): void {
  assert.equal((actual ?? NaN).toFixed(decimals), expected.toFixed(decimals));
}

/**
 * Monthly returns of a portfolio and its benchmark: Bacon, "Practical Portfolio Performance Measurement and
 * Attribution", 2nd edition, 2008, pages 65 and 66; `portfolio_bacon` of the R package PerformanceAnalytics,
 * whose results are what the tests expect.
 */
// deno-fmt-ignore
export const BACON = {
  returns: column(
    0.003, 0.026, 0.011, -0.010, 0.015, 0.025, 0.016, 0.067, -0.014, 0.040, -0.005, 0.081,
    0.040, -0.037, -0.061, 0.017, -0.049, -0.022, 0.070, 0.058, -0.065, 0.024, -0.005, -0.009,
  ),
  benchmark: column(
    0.002, 0.025, 0.018, -0.011, 0.014, 0.018, 0.014, 0.065, -0.015, 0.042, -0.006, 0.083,
    0.039, -0.038, -0.062, 0.015, -0.048, 0.021, 0.060, 0.056, -0.067, 0.019, -0.003, 0,
  ),
};
