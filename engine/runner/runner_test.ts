import assert from "node:assert/strict";
import { StrategyFault } from "../strategy/mod.ts";
import { flat, MINUTE, scripted, START } from "../../tests/support/scripted.ts";
import { MAX_ERRORS_IN_ROW, MAX_LOGS_PER_BAR } from "./decisions.ts";
import type { EngineEvent } from "../domain/mod.ts";

function only<T extends EngineEvent["type"]>(events: readonly EngineEvent[], type: T) {
  return events.filter((event): event is EngineEvent & { type: T } => event.type === type);
}

const buy = (more = {}) => ({ action: "ENTER", side: "LONG", order: "MARKET", ...more }) as const;
const sell = (more = {}) => ({ action: "ENTER", side: "SHORT", order: "MARKET", ...more }) as const;

Deno.test("a decision on bar t is filled at the open of bar t + 1", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1 }),
    manage: (bar) => bar === 2 ? { action: "EXIT", reason: "done" } : null,
  });
  bench.feed([flat(100), [110, 120, 105, 115], [116, 118, 114, 117], [119, 121, 118, 120]]);
  assert.deepEqual(bench.types(), [
    "OPPORTUNITY_DETECTED",
    "STATE_TRANSITION",
    "ORDER_SUBMITTED",
    "ORDER_FILLED",
    "POSITION_OPENED",
    "STATE_TRANSITION",
    "ORDER_SUBMITTED",
    "ORDER_FILLED",
    "POSITION_CLOSED",
    "STATE_TRANSITION",
  ]);
  assert.deepEqual(bench.events.map((event) => event.sequence), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const [entry, exit] = only(bench.events, "ORDER_FILLED");
  assert.equal(entry?.fill.price, 110);
  assert.equal(entry?.time, START + MINUTE);
  assert.equal(exit?.fill.price, 119);
  assert.equal(exit?.time, START + 3 * MINUTE);
});

Deno.test("a trade's profit is the price difference less both fees, by hand", () => {
  // Bought 0.1 at 110 = 11.00, fee 0.1 % = 0.011; sold at 119 = 11.90, fee 0.0119.
  // P&L = 0.90 - 0.011 - 0.0119 = 0.8771.
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1 }),
    manage: (bar) => bar === 2 ? { action: "EXIT" } : null,
  });
  bench.feed([flat(100), [110, 120, 105, 115], [116, 118, 114, 117], [119, 121, 118, 120]]);
  const [closed] = only(bench.events, "POSITION_CLOSED");
  assert.equal(closed?.trade.pnl, 0.8771);
  assert.equal(closed?.trade.fees, 0.0229);
  assert.equal(closed?.trade.barsHeld, 2);
  // Lowest low 105 and highest high 120 since the entry at 110: 0.1 x 5 against, 0.1 x 10 in favour.
  assert.equal(closed?.trade.maxAdverse, 0.5);
  assert.equal(closed?.trade.maxFavorable, 1);
  const account = bench.runner.desk.accounts.accountView(120, NaN, NaN);
  assert.deepEqual(account, {
    id: null,
    initialCash: 10_000,
    cash: 10_000.8771,
    equity: 10_000.8771,
    realizedPnl: 0.8771,
    unrealizedPnl: 0,
    fees: 0.0229,
    funding: 0,
    currency: "USDT",
    leverage: 1,
    marginUsed: 0,
    marginAvailable: 10_000.8771,
  });
});

Deno.test("buys pay the ask and sells take the bid of the quote at the open", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1 }),
    manage: (bar) => bar === 1 ? { action: "EXIT" } : null,
  });
  bench.feed([flat(100), flat(100), flat(100)], 0.5);
  const [entry, exit] = only(bench.events, "ORDER_FILLED");
  assert.equal(entry?.fill.price, 100.5);
  assert.equal(exit?.fill.price, 99.5);
});

Deno.test("without quotes the spread setting applies, half on either side", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1 }),
    manage: (bar) => bar === 1 ? { action: "EXIT" } : null,
  }, { spreadBps: 20 });
  bench.feed([flat(100), flat(100), flat(100)]);
  const [entry, exit] = only(bench.events, "ORDER_FILLED");
  assert.equal(entry?.fill.price, 100.1);
  assert.equal(exit?.fill.price, 99.9);
});

Deno.test("a stop loss is live on the entry bar and trades at its level", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1, stopLoss: 95, takeProfit: 130 }),
  });
  bench.feed([flat(100), [100, 101, 94, 96]]);
  const [closed] = only(bench.events, "POSITION_CLOSED");
  assert.equal(closed?.reason, "stop_loss");
  assert.equal(closed?.trade.exitPrice, 95);
  assert.equal(closed?.time, START + 2 * MINUTE);
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("a bar that opens beyond the stop trades at its open", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1, stopLoss: 95 }),
  });
  bench.feed([flat(100), flat(100), [90, 92, 88, 91]]);
  assert.equal(only(bench.events, "POSITION_CLOSED")[0]?.trade.exitPrice, 90);
});

Deno.test("a bar that touches stop loss and take profit counts as stopped", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1, stopLoss: 95, takeProfit: 105 }),
  });
  bench.feed([flat(100), [100, 110, 90, 100]]);
  assert.equal(only(bench.events, "POSITION_CLOSED")[0]?.reason, "stop_loss");
});

Deno.test("a take profit trades at its level, or better where the bar opened beyond it", () => {
  for (const [open, price] of [[100, 105], [107, 107]] as const) {
    const bench = scripted({
      detect: (bar) => bar === 0,
      filter: () => buy({ quantity: 0.1, takeProfit: 105 }),
    });
    bench.feed([flat(100), flat(100), [open, 108, 99, 104]]);
    assert.equal(only(bench.events, "POSITION_CLOSED")[0]?.trade.exitPrice, price);
  }
});

Deno.test("a short earns when the price falls", () => {
  // Sold 0.1 at 100, bought back at 90: 1.00 less fees 0.01 and 0.009.
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => sell({ quantity: 0.1, stopLoss: 120 }),
    manage: (bar) => bar === 1 ? { action: "EXIT" } : null,
  });
  bench.feed([flat(100), flat(100), flat(90)]);
  const [closed] = only(bench.events, "POSITION_CLOSED");
  assert.equal(closed?.trade.side, "SHORT");
  assert.equal(closed?.trade.pnl, 0.981);
});

Deno.test("a reversal closes and opens by one order at one price", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1 }),
    manage: (bar) => bar === 1 ? { action: "REVERSE", quantity: 0.2 } : null,
  });
  bench.feed([flat(100), flat(100), flat(110), flat(110)]);
  const fill = only(bench.events, "ORDER_FILLED")[1]?.fill;
  assert.deepEqual([fill?.side, fill?.quantity, fill?.price], ["SELL", 0.3, 110]);
  const position = bench.runner.position();
  assert.deepEqual([position?.side, position?.quantity, position?.entryPrice], ["SHORT", 0.2, 110]);
  const last = only(bench.events, "STATE_TRANSITION").at(-1)?.transition;
  assert.deepEqual([last?.from, last?.to, last?.trigger], [
    "IN_POSITION",
    "IN_POSITION",
    "REVERSED",
  ]);
});

Deno.test("part of a position can be closed; the parts' profits add up to the whole", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.3 }),
    manage: (bar) =>
      bar === 1 ? { action: "EXIT", quantity: 0.1 } : bar === 2 ? { action: "EXIT" } : null,
  });
  bench.feed([flat(100), flat(100), flat(110), flat(120)]);
  const trades = only(bench.events, "POSITION_CLOSED").map((event) => event.trade);
  assert.deepEqual(trades.map((trade) => trade.quantity), [0.1, 0.2]);
  // 0.1 x 10 - 0.01 - 0.011 = 0.979 and 0.2 x 20 - 0.02 - 0.024 = 3.956.
  assert.deepEqual(trades.map((trade) => trade.pnl), [0.979, 3.956]);
  assert.equal(bench.runner.desk.accounts.accountView(120, NaN, NaN).cash, 10_004.935);
});

Deno.test("an order worth more than the equity is rejected with a code and a sentence", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 1 }),
  }, { cash: 50 });
  bench.feed([flat(100), flat(100)]);
  const [rejected] = only(bench.events, "ORDER_REJECTED");
  assert.equal(rejected?.code, "INSUFFICIENT_FUNDS");
  assert.equal(
    rejected?.reason,
    "1 at 100 needs 100.1 with the fee, and the equity is 50",
  );
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("a quantity off the step is refused, never rounded in silence", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.123456789 }),
  });
  bench.feed([flat(100)]);
  assert.equal(only(bench.events, "ORDER_REJECTED")[0]?.code, "QUANTITY_STEP");
});

Deno.test("a stop on the wrong side is refused", () => {
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1, stopLoss: 105 }),
  });
  bench.feed([flat(100)]);
  assert.equal(only(bench.events, "ORDER_REJECTED")[0]?.code, "STOP_LOSS_SIDE");
});

Deno.test("an order without a quantity takes a quarter of the equity", () => {
  const bench = scripted({ detect: (bar) => bar === 0, filter: () => buy() });
  bench.feed([flat(100), flat(100)]);
  // 2,500 of 10,000 at 100 would be 25; with the 0.1 % fee inside the share it is 24.97502.
  assert.equal(bench.runner.position()?.quantity, 24.97502);
});

Deno.test("a paused runner decides nothing, keeps its position and its stop", () => {
  let asked = 0;
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: () => buy({ quantity: 0.1, stopLoss: 90 }),
    manage: () => (asked++, null),
  });
  bench.feed([flat(100), flat(100)]);
  assert.equal(asked, 1);
  bench.runner.control("PAUSE", START + 2 * MINUTE);
  bench.feed([flat(100), flat(101)]);
  assert.equal(asked, 1);
  assert.equal(bench.runner.state, "IN_POSITION");
  bench.runner.control("RESUME", START + 4 * MINUTE);
  bench.feed([flat(102)]);
  assert.equal(asked, 2);
  bench.runner.control("PAUSE", START + 5 * MINUTE);
  bench.feed([[100, 100, 89, 95]]);
  assert.equal(bench.runner.state, "IDLE");
  assert.equal(only(bench.events, "POSITION_CLOSED")[0]?.reason, "stop_loss");
});

Deno.test("a stopped runner cannot be resumed", () => {
  const bench = scripted({});
  bench.runner.control("STOP", START);
  assert.throws(
    () => bench.runner.control("RESUME", START),
    /Runner r1 is stopped: it cannot be resumed/,
  );
});

Deno.test("flatten closes at the last price", () => {
  const bench = scripted({ detect: (bar) => bar === 0, filter: () => buy({ quantity: 0.1 }) });
  bench.feed([flat(100), flat(100), flat(104)]);
  bench.runner.flatten();
  const [closed] = only(bench.events, "POSITION_CLOSED");
  assert.deepEqual([closed?.reason, closed?.trade.exitPrice], ["flattened", 104]);
});

Deno.test("a strategy that throws is reported, and taken out after a number of errors in a row", () => {
  const bench = scripted({
    detect: () => {
      throw new StrategyFault("RUNTIME", "boom", { file: "x.lua", line: 3 });
    },
  });
  bench.feed(Array.from({ length: MAX_ERRORS_IN_ROW - 1 }, () => flat(100)));
  assert.equal(bench.runner.status, "RUNNING");
  bench.feed([flat(100), flat(100)]);
  assert.equal(bench.runner.status, "FAILED");
  assert.equal(only(bench.events, "STRATEGY_ERROR").length, MAX_ERRORS_IN_ROW);
  assert.equal(only(bench.events, "STRATEGY_ERROR")[0]?.line, 3);
});

Deno.test("a flood of log lines is cut and counted", () => {
  const bench = scripted({});
  const scope = bench.runner.scope();
  bench.feed([flat(100)]);
  for (let i = 0; i < MAX_LOGS_PER_BAR + 7; i++) scope.log("INFO", `line ${i}`);
  assert.equal(only(bench.events, "STRATEGY_LOG").length, MAX_LOGS_PER_BAR);
  assert.equal(bench.runner.counters.droppedLogs, 7);
});

Deno.test("a runner that is restored in the middle goes on with the same events", () => {
  const script = {
    detect: (bar: number) => bar % 4 === 0,
    filter: () => buy({ quantity: 0.1, stopLoss: 50 }),
    manage: (bar: number) => bar % 4 === 2 ? { action: "EXIT" } as const : null,
  };
  const bars = Array.from({ length: 20 }, (_, i) => flat(100 + i));
  const whole = scripted(script);
  whole.feed(bars);
  // Cut while an order waits (after bar 4) and while in position (after bar 5).
  for (const cut of [5, 6, 7]) {
    const first = scripted(script);
    first.feed(bars.slice(0, cut));
    const data = structuredClone(first.runner.toData());
    const second = scripted(script);
    second.feed(bars.slice(0, cut));
    second.events.length = 0;
    second.runner.restore(data);
    second.feed(bars.slice(cut));
    const expected = whole.events.filter((event) => event.sequence > first.runner.sequence);
    assert.deepEqual(second.events, expected);
  }
});

Deno.test("in TICK mode an order is filled at the next update", () => {
  const bench = scripted({
    detect: () => bench.runner.state === "IDLE" && bench.runner.counters.opportunities === 0,
    filter: () => buy({ quantity: 0.1 }),
  }, { decideOn: "TICK" });
  bench.feed([flat(100), flat(103)]);
  const [fill] = only(bench.events, "ORDER_FILLED");
  assert.equal(fill?.fill.price, 103);
});
