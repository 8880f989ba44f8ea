import assert from "node:assert/strict";
import type { RunnerRow } from "../operations/operations.ts";
import {
  rowsById,
  shownRows,
  timeframeSeconds,
  totals,
  withoutRow,
  withRow,
} from "./runner_list.ts";

interface Given {
  readonly id: string;
  readonly code?: string;
  readonly strategy?: string;
  readonly status?: RunnerRow["status"];
  readonly timeframe?: string;
  readonly currency?: string;
  readonly unrealized?: number;
  readonly account?: string;
}

function row(given: Given): RunnerRow {
  const { id, code = "BTCUSDT", strategy = "ema_crossover", status = "RUNNING" } = given;
  return {
    id,
    timeframe: given.timeframe ?? "1m",
    feed: "SIMULATED",
    status,
    symbol: { code, name: code, quote: "USDT", priceStep: 0.01, quantityStep: 0.001 },
    strategy: { name: strategy },
    account: null,
    snapshot: {
      stale: false,
      state: "IDLE",
      candle: null,
      position: given.unrealized === undefined ? null : {
        side: "LONG",
        quantity: 1,
        entryPrice: 100,
        unrealizedPnl: given.unrealized,
      },
      account: {
        id: given.account ?? null,
        equity: 1_000 + (given.unrealized ?? 0),
        realizedPnl: 10,
        unrealizedPnl: given.unrealized ?? 0,
        currency: given.currency ?? "USDT",
      },
      stats: { trades: 0, winRate: null },
    },
    health: {
      healthy: true,
      lastTickAt: null,
      lastError: null,
      feedStatus: "LIVE",
      feedDetail: null,
      feedSince: 0,
    },
  };
}

const ROWS = rowsById([
  row({ id: "r1", code: "ETHUSDT", unrealized: 5, timeframe: "1h" }),
  row({ id: "r2", code: "BTCUSDT", unrealized: -5, status: "PAUSED", timeframe: "15m" }),
  row({ id: "r10", code: "AAPL", strategy: "range_breakout", currency: "USD", timeframe: "1d" }),
]);
const ALL = { text: "", status: null };
const ids = (rows: readonly RunnerRow[]) => rows.map((each) => each.id);

Deno.test("rows sort by text, by number and by length of timeframe", () => {
  assert.deepEqual(ids(shownRows(ROWS, ALL, { key: "symbol", isDescending: false })), [
    "r10",
    "r2",
    "r1",
  ]);
  assert.deepEqual(ids(shownRows(ROWS, ALL, { key: "unrealized", isDescending: true })), [
    "r1",
    "r10",
    "r2",
  ]);
  assert.deepEqual(ids(shownRows(ROWS, ALL, { key: "timeframe", isDescending: false })), [
    "r2",
    "r1",
    "r10",
  ]);
});

Deno.test("equal rows stay in the order of their making, r2 before r10", () => {
  for (const isDescending of [true, false]) {
    assert.deepEqual(ids(shownRows(ROWS, ALL, { key: "feed", isDescending })), [
      "r1",
      "r2",
      "r10",
    ]);
  }
});

Deno.test("the filter wants every word, and the status", () => {
  const sorting = { key: "symbol", isDescending: false } as const;
  assert.deepEqual(ids(shownRows(ROWS, { text: "usdt EMA", status: null }, sorting)), ["r2", "r1"]);
  assert.deepEqual(ids(shownRows(ROWS, { text: "", status: "PAUSED" }, sorting)), ["r2"]);
  assert.deepEqual(ids(shownRows(ROWS, { text: "nothing", status: null }, sorting)), []);
});

Deno.test("a change replaces its row, a removal takes it out", () => {
  const changed = withRow(ROWS, row({ id: "r2", status: "STOPPED" }));
  assert.equal(changed.get("r2")?.status, "STOPPED");
  assert.equal(ROWS.get("r2")?.status, "PAUSED");
  assert.deepEqual([...withoutRow(ROWS, "r1").keys()], ["r2", "r10"]);
});

Deno.test("totals never mix currencies", () => {
  assert.deepEqual(totals(ROWS), [
    { currency: "USDT", equity: 2_000, realizedPnl: 20, unrealizedPnl: 0 },
    { currency: "USD", equity: 1_000, realizedPnl: 10, unrealizedPnl: 0 },
  ]);
});

Deno.test("an account that runners share counts once", () => {
  const shared = { account: "a1", unrealized: 40 };
  const rows = rowsById([
    row({ id: "r1", ...shared }),
    row({ id: "r2", ...shared }),
    row({ id: "r3" }),
  ]);
  assert.deepEqual(totals(rows), [
    { currency: "USDT", equity: 2_040, realizedPnl: 20, unrealizedPnl: 40 },
  ]);
});

Deno.test("timeframes have a length", () => {
  assert.deepEqual(["1s", "15m", "4h", "1d", "1w", "x"].map(timeframeSeconds), [
    1,
    900,
    14_400,
    86_400,
    604_800,
    0,
  ]);
});
