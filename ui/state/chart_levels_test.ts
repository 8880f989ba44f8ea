import assert from "node:assert/strict";
import type { OrderFields, PositionFields } from "../operations/operations.ts";
import { chartLevels } from "./chart_levels.ts";
import { BTC, LIMIT, ORDER, STOP, TARGET } from "./sample_orders.ts";

const POSITION: PositionFields = {
  side: "LONG",
  quantity: 0.5,
  entryPrice: 100,
  entryTime: 0,
  lastPrice: 101,
  stopLoss: 90,
  takeProfit: 110,
  unrealizedPnl: 0.5,
  realizedPnl: 0,
  fees: 0,
  funding: 0,
  barsHeld: 1,
  notional: 50.5,
  liquidationPrice: null,
};

const lines = (position: PositionFields | null, ...orders: readonly OrderFields[]) =>
  chartLevels({ position, orders }, BTC).map(({ kind, name, text }) => `${kind} ${text} ${name}`);

Deno.test("a bracket is three lines: what was paid, the stop and the target", () => {
  assert.deepEqual(lines(POSITION, STOP, TARGET), [
    "position 100.00 Entry average",
    "stop 90.00 Stop loss: sell 0.5 @ 90.00",
    "target 110.00 Take profit: sell 0.5 @ 110.00",
  ]);
});

Deno.test("an entry that rests has its line, one for the market has none", () => {
  assert.deepEqual(lines(null, LIMIT, ORDER), ["entry 95.00 Entry: buy 0.5 @ 95.00"]);
  const part = { ...LIMIT, filledQuantity: 0.2 };
  assert.deepEqual(lines(null, part), ["entry 95.00 Entry: buy 0.3 @ 95.00"]);
});

Deno.test("a stop-limit has a line for its trigger and one for its limit", () => {
  const order = { ...LIMIT, type: "STOP_LIMIT", stopPrice: 105, limitPrice: 106 } as const;
  assert.deepEqual(lines(null, order), [
    "entry 105.00 Entry: buy 0.5 @ 105.00 stop",
    "entry 106.00 Entry: buy 0.5 @ 106.00 limit",
  ]);
});

Deno.test("a trailing stop is told apart, and so is the price of a liquidation", () => {
  const trailing = { ...STOP, type: "TRAILING_STOP", trailBy: 10 } as const;
  assert.deepEqual(lines({ ...POSITION, liquidationPrice: 82.5 }, trailing, TARGET), [
    "position 100.00 Entry average",
    "trail 90.00 Stop loss: sell 0.5 @ 90.00 trailing",
    "target 110.00 Take profit: sell 0.5 @ 110.00",
    "liquidation 82.50 Liquidation",
  ]);
});

Deno.test("levels that are remembered but not in the market say so", () => {
  assert.deepEqual(lines(POSITION), [
    "position 100.00 Entry average",
    "stop 90.00 Stop loss, not in the market",
    "target 110.00 Take profit, not in the market",
  ]);
});
