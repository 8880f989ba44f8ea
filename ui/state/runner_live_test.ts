import assert from "node:assert/strict";
import type { FeedStatus, RunnerEvent } from "../operations/operations.ts";
import { logEntry } from "./log_entry.ts";
import { MAX_ROWS } from "./order_list.ts";
import { RunnerFeed } from "./runner_feed.ts";
import { afterEvents, afterSnapshot, type LiveRunner } from "./runner_live.ts";
import { FILLED, LIMIT, ORDER, STOP, TRADE } from "./sample_orders.ts";

function live(): LiveRunner {
  return {
    snapshot: {
      asOf: 0,
      stale: false,
      status: "RUNNING",
      state: "IDLE",
      candle: null,
      position: null,
      account: {
        id: null,
        initialCash: 1,
        cash: 1,
        equity: 1,
        realizedPnl: 0,
        unrealizedPnl: 0,
        fees: 0,
        funding: 0,
        currency: "USDT",
        leverage: 1,
        marginUsed: 0,
        marginAvailable: 1,
      },
      context: {},
      indicators: {},
      stats: {
        bars: 0,
        ticks: 0,
        opportunities: 0,
        trades: 0,
        wins: 0,
        losses: 0,
        winRate: null,
        orders: 0,
        rejected: 0,
        errors: 0,
        droppedLogs: 0,
      },
      orders: [],
      risk: [],
    },
    health: {
      healthy: true,
      uptimeMs: 0,
      lastTickAt: null,
      errors: 0,
      lastError: null,
      restarts: 0,
      shard: 0,
      feedStatus: "LIVE",
      feedDetail: null,
      feedSince: 0,
      latency: { p50: null, p99: null, samples: 0 },
    },
    orders: [],
    parts: [],
    trades: [],
    transitions: [],
    log: [],
  };
}

const at = (sequence: number) => ({ sequence, time: sequence * 1_000 });
const submitted: RunnerEvent = { __typename: "OrderSubmittedEvent", ...at(1), order: ORDER };
const filled: RunnerEvent = { __typename: "OrderFilledEvent", ...at(2), order: FILLED };
const logged = (sequence: number): RunnerEvent => ({
  __typename: "StrategyLogEvent",
  ...at(sequence),
  level: "WARN",
  message: "thin",
});

Deno.test("an order's fill takes the place of its submission, and a late submission changes nothing", () => {
  assert.deepEqual(afterEvents(live(), [submitted, filled]).orders, [FILLED]);
  assert.deepEqual(afterEvents(live(), [filled, submitted]).orders, [FILLED]);
});

Deno.test("a part of an order is kept, beside the order with what was filled so far", () => {
  const order = { ...LIMIT, status: "PARTIALLY_FILLED", filledQuantity: 0.2 } as const;
  const fill = {
    time: 3_000,
    side: "BUY",
    quantity: 0.2,
    price: 95,
    fee: 0.01,
    liquidity: "MAKER",
  } as const;
  const part: RunnerEvent = { __typename: "OrderPartiallyFilledEvent", ...at(3), order, fill };
  const { orders, parts } = afterEvents(live(), [part, part]);
  assert.deepEqual(orders, [order]);
  assert.deepEqual(parts, [{ id: "r1-o2", purpose: "ENTRY", fill }]);
});

Deno.test("a trailing stop moves with the snapshot; without news the list stays the same one", () => {
  const trailing = { ...STOP, type: "TRAILING_STOP", trailBy: 5 } as const;
  const known = { ...live(), orders: [trailing, FILLED] };
  const next = { ...known.snapshot, orders: [{ ...trailing, stopPrice: 92 }] };
  const moved = afterSnapshot(known, next);
  assert.deepEqual(moved.orders.map(({ stopPrice }) => stopPrice), [92, null]);
  assert.equal(afterSnapshot(moved, { ...next, asOf: 5 }).orders, moved.orders);
});

Deno.test("a snapshot from before an order's end does not bring it back", () => {
  const known = afterEvents(live(), [
    { __typename: "OrderAcceptedEvent", ...at(1), order: LIMIT },
    {
      __typename: "OrderCanceledEvent",
      ...at(2),
      order: { ...LIMIT, status: "CANCELED", cancelCode: "USER", cancelReason: "By you" },
      code: "USER",
      reason: "By you",
    },
  ]);
  const late = afterSnapshot(known, { ...known.snapshot, orders: [LIMIT] });
  assert.equal(late.orders[0]?.status, "CANCELED");
});

Deno.test("events that come twice count once", () => {
  const closed: RunnerEvent = { __typename: "PositionClosedEvent", ...at(3), trade: TRADE };
  const state = afterEvents(live(), [closed, closed, logged(4), logged(4), logged(5)]);
  assert.equal(state.trades.length, 1);
  assert.deepEqual(state.log.map(({ time }) => time), [5_000, 4_000]);
});

Deno.test("the log keeps its newest entries only", () => {
  const many = Array.from({ length: MAX_ROWS + 10 }, (_, index) => logged(index));
  const { log } = afterEvents(live(), many);
  assert.equal(log.length, MAX_ROWS);
  assert.equal(log[0]?.time, (MAX_ROWS + 9) * 1_000);
});

Deno.test("an error's log entry carries its traceback", () => {
  const entry = logEntry({
    __typename: "StrategyErrorEvent",
    ...at(1),
    code: "TIME_LIMIT",
    message: "a.lua:3: too slow",
    file: "a.lua",
    line: 3,
    traceback: "stack traceback: …",
  });
  assert.deepEqual([entry?.level, entry?.source, entry?.detail], [
    "error",
    "Time limit",
    "stack traceback: …",
  ]);
  assert.equal(logEntry(submitted), null);
});

const fed = (time: number, status: FeedStatus, detail: string | null = null): RunnerEvent => ({
  __typename: "FeedStatusChangedEvent",
  sequence: time,
  time,
  feed: "BINANCE",
  timeframe: "1m",
  status,
  detail,
});

Deno.test("a runner's health knows at once what its feed says, and since when", () => {
  const feedOf = (...events: readonly RunnerEvent[]) => {
    const { feedStatus, feedSince, feedDetail } = afterEvents(live(), events).health;
    return [feedStatus, feedSince, feedDetail];
  };
  assert.deepEqual(feedOf(fed(5, "DOWN", "no route")), ["DOWN", 5, "no route"]);
  assert.deepEqual(feedOf(fed(5, "DOWN", "no route"), fed(7, "DOWN", "refused")), [
    "DOWN",
    5,
    "refused",
  ]);
  assert.deepEqual(feedOf(fed(5, "DOWN", "no route"), fed(9, "LIVE")), ["LIVE", 9, null]);
});

Deno.test("a feed that is cut off, and what it cost, is in the log in words", () => {
  const lines = [
    fed(1, "RECONNECTING", "Lost the connection to Binance: it broke off"),
    fed(2, "LIVE"),
    {
      __typename: "RiskTriggeredEvent",
      ...at(3),
      rule: "stale_data",
      code: "FEED_STALE",
      reason: "The feed was cut off: bars from 2024-01-15T12:00:00.000Z on came too late, " +
        "the strategy was not asked",
    } as const,
  ].map(logEntry);
  assert.deepEqual(lines.map((entry) => `${entry?.level} ${entry?.source}: ${entry?.text}`), [
    "warn Feed: Binance reconnecting: Lost the connection to Binance: it broke off",
    "info Feed: Binance live",
    "warn Risk: Stale data: The feed was cut off: bars from 15 Jan 2024 12:00:00 UTC on came " +
    "too late, the strategy was not asked",
  ]);
});

Deno.test("a chart that took a history gets the candles again that came meanwhile", () => {
  const feed = new RunnerFeed();
  const candle = (time: number, close: number) => ({
    time,
    open: 1,
    high: 1,
    low: 1,
    close,
    volume: 1,
    closed: false,
  });
  feed.candle(candle(1, 10));
  feed.candle(candle(1, 11));
  feed.candle(candle(2, 12));
  feed.candle(candle(1, 99));
  const seen: number[] = [];
  feed.listen({ candle: ({ close }) => seen.push(close), snapshot: () => {} });
  feed.repeat();
  assert.deepEqual(seen, [11, 12]);
});
