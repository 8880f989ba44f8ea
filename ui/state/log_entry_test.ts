import assert from "node:assert/strict";
import type { RunnerEvent } from "../operations/operations.ts";
import { logEntry } from "./log_entry.ts";
import { LIMIT, ORDER, STOP } from "./sample_orders.ts";

const at = { sequence: 1, time: 1_000 };
const fill = {
  time: 0,
  side: "BUY",
  quantity: 0.2,
  price: 95,
  fee: 0,
  liquidity: "MAKER",
} as const;

const EVENTS: readonly (readonly [RunnerEvent, string])[] = [
  [
    { __typename: "OrderAcceptedEvent", ...at, order: LIMIT },
    "info Order: Entry rests in the market: buy 0.5, limit at 95",
  ],
  [
    {
      __typename: "OrderAmendedEvent",
      ...at,
      order: { ...STOP, type: "TRAILING_STOP", trailBy: 5 },
      amendReason: "by the user",
    },
    "info Order: Stop loss changed to sell 0.5, trailing stop at 90, 5 behind: by the user",
  ],
  [
    { __typename: "OrderTriggeredEvent", ...at, order: STOP },
    "info Order: Stop loss triggered at 90",
  ],
  [
    {
      __typename: "OrderPartiallyFilledEvent",
      ...at,
      order: { ...LIMIT, filledQuantity: 0.3 },
      fill,
    },
    "info Order: Entry filled in part: 0.2 @ 95, 0.3 of 0.5 so far",
  ],
  [
    {
      __typename: "OrderCanceledEvent",
      ...at,
      order: STOP,
      code: "OCO",
      reason: "The take profit was filled",
    },
    "info Order: Stop loss canceled, the other one was filled: The take profit was filled",
  ],
  [
    {
      __typename: "OrderExpiredEvent",
      ...at,
      order: LIMIT,
      code: "TIME_UP",
      reason: "It ended at 2024-01-15T12:00Z",
    },
    "info Order: Entry expired, time is up: It ended at 15 Jan 2024 12:00:00 UTC",
  ],
  [
    {
      __typename: "OrderRejectedEvent",
      ...at,
      order: LIMIT,
      code: "MAX_DRAWDOWN",
      reason: "It fell by 20 %",
    },
    "warn Order: Entry rejected, drawdown limit: It fell by 20 %",
  ],
  [
    { __typename: "FundingPaidEvent", ...at, amount: 0.01, rate: 0.0001, notional: 100 },
    "info Funding: Paid 0.01, 0.01 % of 100",
  ],
  [
    { __typename: "FundingPaidEvent", ...at, amount: -0.01, rate: 0.0001, notional: 100 },
    "info Funding: Received 0.01, 0.01 % of 100",
  ],
  [
    {
      __typename: "TradingStateChangedEvent",
      ...at,
      fromState: "ACTIVE",
      toState: "HALTED",
      stateReason: "news",
    },
    "warn Engine: Active → Halted: news",
  ],
];

Deno.test("what happens to orders and account is in the log in words", () => {
  for (const [event, text] of EVENTS) {
    const entry = logEntry(event);
    assert.equal(`${entry?.level} ${entry?.source}: ${entry?.text}`, text);
  }
});

Deno.test("what a table shows at once is not in the log as well", () => {
  assert.equal(logEntry({ __typename: "OrderSubmittedEvent", ...at, order: ORDER }), null);
});
