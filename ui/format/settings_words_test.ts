import assert from "node:assert/strict";
import type { ExecutionFields, LimitStatus } from "../operations/operations.ts";
import { executionWords } from "./execution_words.ts";
import {
  isLossLock,
  limitFigures,
  limitUsed,
  lockWords,
  orderLimits,
  sizingWords,
} from "./risk_words.ts";
import { resultWords } from "./trading_words.ts";

const PLAIN: ExecutionFields = {
  fees: { makerBps: 10, takerBps: 10, tiers: [] },
  spreadBps: 0,
  slippage: { model: "NONE", bps: null, impact: null, coefficient: null },
  latency: { model: "NONE", ms: null, minMs: null, maxMs: null, medianMs: null, sigma: null },
  volumeShare: null,
  limitFill: "TOUCH",
  leverage: 1,
  maintenanceMargin: 0.005,
  liquidationFeeBps: 0,
  fundingBps: 0,
  fundingHours: 8,
};

const words = (given: Partial<ExecutionFields>) =>
  executionWords({ ...PLAIN, ...given }).map(({ name, text }) => `${name}: ${text}`);

Deno.test("execution by default, in words", () => {
  assert.deepEqual(words({}), [
    "Fees: 10 bps",
    "Spread: none",
    "Slippage: none",
    "Latency: none",
    "Volume: no limit",
    "Limit orders: trade when touched",
    "Leverage: none",
  ]);
});

Deno.test("execution with everything, in words", () => {
  assert.deepEqual(
    words({
      fees: { makerBps: 1, takerBps: 5, tiers: [{ volume: 1e6, makerBps: 0, takerBps: 4 }] },
      spreadBps: 2,
      slippage: { model: "SQUARE_ROOT", bps: null, impact: null, coefficient: 1 },
      latency: { ...PLAIN.latency, model: "UNIFORM", minMs: 50, maxMs: 250 },
      volumeShare: 0.1,
      limitFill: "THROUGH",
      leverage: 10,
      liquidationFeeBps: 50,
      fundingBps: 1,
    }),
    [
      "Fees: by volume, 1 tier",
      "from 1,000,000: maker 0, taker 4 bps",
      "Spread: 2 bps",
      "Slippage: square root × 1",
      "Latency: 50 to 250 ms",
      "Volume: 10 % of a candle's",
      "Limit orders: trade when passed",
      "Leverage: up to 10×",
      "Liquidation: at 0.5 %, fee 50 bps",
      "Funding: 1 bps every 8 h",
    ],
  );
  assert.equal(
    words({ fees: { makerBps: 1, takerBps: 5, tiers: [] } })[0],
    "Fees: maker 1, taker 5 bps",
  );
});

const status = (rule: string, value: number, limit: number): LimitStatus => ({
  rule,
  value,
  limit,
  triggered: false,
  until: null,
  wording: "",
});

Deno.test("a limit says how far it is used, in its own unit", () => {
  const figures = [
    status("daily_loss", 0.0123, 0.03),
    status("losing_streak", 2, 3),
    status("order_rate", 7, 120),
    status("cooldown", 4, 5),
    status("position_size", 0.5, 1),
  ].map(limitFigures);
  assert.deepEqual(figures, [
    "1.23 % of 3 %",
    "2 of 3",
    "7 of 120",
    "4 of 5 bars left",
    "50 % of 100 %",
  ]);
  assert.deepEqual(
    [status("drawdown", 0.1, 0.2), status("drawdown", -0.1, 0.2), status("drawdown", 1, 0.2)]
      .map(limitUsed),
    [0.5, 0, 1],
  );
});

Deno.test("a limit that was reached says until when, and whether a user may let go of it", () => {
  const reached = (rule: string, value: number, until: number | null = null) => ({
    ...status(rule, value, 5),
    triggered: true,
    until,
  });
  const words = [
    reached("daily_loss", 5, Date.UTC(2024, 4, 4)),
    reached("losing_streak", 5),
    reached("cooldown", 1),
    reached("open_positions", 5),
  ].map((each) => lockWords(each, Date.UTC(2024, 4, 3)));
  assert.deepEqual(words, [
    "No entries until 4 May 00:00:00 UTC",
    "No entries until released",
    "No entries for 1 bar",
    "No entries for now",
  ]);
  assert.deepEqual([reached("drawdown", 5), reached("cooldown", 5)].map(isLossLock), [true, false]);
});

Deno.test("sizes and limits on orders, in words", () => {
  const none = {
    fraction: null,
    quantity: null,
    annual: null,
    bars: null,
    cap: null,
    minTrades: null,
  };
  const symbol = { base: "BTC", quantityStep: 0.001 };
  assert.deepEqual(
    [
      sizingWords({ ...none, method: "EQUITY", fraction: 0.25 }, symbol),
      sizingWords({ ...none, method: "RISK", fraction: 0.01 }, symbol),
      sizingWords({ ...none, method: "FIXED", quantity: 0.5 }, symbol),
      sizingWords({ ...none, method: "VOLATILITY", annual: 0.2, bars: 50 }, symbol),
      sizingWords({ ...none, method: "KELLY", cap: 0.1, minTrades: 30 }, symbol),
    ],
    [
      "25 % of the equity",
      "1 % lost at the stop",
      "0.5 BTC",
      "20 % a year, 50 bars",
      "Kelly, at most 10 %",
    ],
  );
  const limits = { maxPosition: 0.5, maxExposure: null, maxOpenPositions: 3, priceCollar: 0.5 };
  const lines = (...shown: readonly LimitStatus[]) =>
    orderLimits(limits, shown).map(({ name, text }) => `${name}: ${text}`);
  assert.deepEqual(lines(), [
    "Position at most: 50 % of equity",
    "Open positions at most: 3",
    "Prices off the market: 50 % at most",
  ]);
  assert.equal(lines(status("open_positions", 1, 3)).length, 2, "its bar says so");
});

Deno.test("what a change of the trading state did", () => {
  const result = { state: "HALTED", since: 0, reason: null, leftOpen: [], unanswered: [] } as const;
  assert.equal(
    resultWords({ ...result, canceledOrders: 3, closedPositions: 1 }),
    "3 orders canceled, 1 position closed.",
  );
  assert.equal(
    resultWords({ ...result, canceledOrders: 0, closedPositions: 0 }),
    "No orders canceled, no positions closed.",
  );
});
