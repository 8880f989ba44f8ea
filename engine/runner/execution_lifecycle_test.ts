/** An order's life, from the decision to its end, and what pauses, stops and restarts do to it. */
import assert from "node:assert/strict";
import { type EngineEvent, type Order, RowKind, RowWriter } from "../domain/mod.ts";
import { canBecome, isFinal } from "../machine/mod.ts";
import type { FilterIntent, ManageIntent } from "../strategy/mod.ts";
import {
  type AnyBar,
  type Bench,
  type BenchSettings,
  flat,
  MINUTE,
  type Script,
  scripted,
  START,
} from "../../tests/support/scripted.ts";
import { add, buy, exit, holding, sell, stops } from "../../tests/support/intents.ts";
import { ends, fills, only, orderOf, orderSteps } from "../../tests/support/story.ts";

const plan = <T extends FilterIntent | ManageIntent>(steps: Record<number, T>) => (bar: number) =>
  steps[bar] ?? null;

/** A runner that finds an opportunity on bar 0 and says what `filter` and `manage` have for a bar. */
function planned(
  filter: Record<number, FilterIntent>,
  bars: readonly AnyBar[],
  settings: BenchSettings = {},
  manage: Record<number, ManageIntent> = {},
): Bench {
  const script: Script = {
    detect: (bar) => bar === 0,
    filter: plan(filter),
    manage: plan(manage),
  };
  const bench = scripted(script, settings);
  bench.feed([flat(100), ...bars]);
  return bench;
}

const resting = (bench: Bench): readonly Order[] => bench.runner.desk.orderViews();
const limit = (price: number, more = {}) => buy({ order: "LIMIT", price, ...more });

// From status to status.

/** Every order's statuses in the order its events show them. */
function statuses(events: readonly EngineEvent[]): Map<string, string[]> {
  const lives = new Map<string, string[]>();
  for (const event of events) {
    if (!("order" in event)) continue;
    const life = lives.get(event.order.id) ?? [];
    lives.set(event.order.id, [...life, event.order.status]);
  }
  return lives;
}

Deno.test("a market order is submitted and filled", () => {
  assert.deepEqual(orderSteps(planned({ 0: buy() }, [flat(100)])), [
    "o1 ENTRY SUBMITTED",
    "o1 ENTRY FILLED",
  ]);
});

Deno.test("a limit order is submitted, accepted and filled", () => {
  const bench = planned({ 0: limit(95) }, [[100, 100, 94, 95]]);
  assert.deepEqual(orderSteps(bench), [
    "o1 ENTRY SUBMITTED",
    "o1 ENTRY ACCEPTED",
    "o1 ENTRY FILLED",
  ]);
  assert.deepEqual(statuses(bench.events).get("r1-o1"), ["SUBMITTED", "ACCEPTED", "FILLED"]);
  assert.deepEqual(only(bench, "ORDER_ACCEPTED").map((event) => event.time), [START + MINUTE]);
});

Deno.test("a stop order that trades as it is triggered says so by its fill", () => {
  const bench = planned({ 0: buy({ order: "STOP", stopPrice: 105 }) }, [[100, 106, 99, 100]]);
  assert.deepEqual(orderSteps(bench), [
    "o1 ENTRY SUBMITTED",
    "o1 ENTRY ACCEPTED",
    "o1 ENTRY FILLED",
  ]);
});

Deno.test("a stop order that is triggered and finds no volume says that it is triggered", () => {
  const bench = scripted(
    { detect: (bar) => bar === 0, filter: plan({ 0: buy({ order: "STOP", stopPrice: 105 }) }) },
    { execution: { volumeShare: 0.1 } },
  );
  const empty: AnyBar = { prices: [100, 106, 99, 106], volume: 0 };
  bench.feed([flat(100), empty, { prices: flat(107), volume: 50 }, flat(108)]);
  assert.deepEqual(orderSteps(bench), [
    "o1 ENTRY SUBMITTED",
    "o1 ENTRY ACCEPTED",
    "o1 ENTRY TRIGGERED",
    "o1 ENTRY FILLED",
  ]);
  // From then on it is a market order: it trades at the first open after a candle with volume.
  assert.deepEqual(fills(bench), ["BUY 1 @ 108 TAKER"]);
});

Deno.test("a stop-limit is triggered once, and rests as a limit order", () => {
  const entry = buy({ order: "STOP_LIMIT", stopPrice: 105, price: 106 });
  const bench = planned({ 0: entry }, [flat(100), flat(108), flat(109), flat(106)]);
  assert.deepEqual(orderSteps(bench), [
    "o1 ENTRY SUBMITTED",
    "o1 ENTRY ACCEPTED",
    "o1 ENTRY TRIGGERED",
    "o1 ENTRY FILLED",
  ]);
});

Deno.test("a fill carries order and fill: what, how much, at which price, for which fee", () => {
  const bench = planned({ 0: limit(95) }, [[100, 100, 94, 95]]);
  const [event] = only(bench, "ORDER_FILLED");
  assert.deepEqual(event?.fill, {
    orderId: "r1-o1",
    time: START + 2 * MINUTE,
    side: "BUY",
    quantity: 1,
    price: 95,
    fee: 0.095,
    liquidity: "MAKER",
  });
  const { order } = event!;
  assert.equal(order.status, "FILLED");
  assert.equal(order.filledQuantity, 1);
  assert.equal(order.fillPrice, 95);
  assert.equal(order.filledAt, START + 2 * MINUTE);
  assert.equal(order.updatedAt, START + 2 * MINUTE);
});

// While an entry rests.

Deno.test("nothing keeps an entry that rests", () => {
  const bench = planned({ 0: limit(95) }, Array.from({ length: 5 }, () => flat(100)));
  assert.deepEqual(orderSteps(bench), ["o1 ENTRY SUBMITTED", "o1 ENTRY ACCEPTED"]);
  assert.equal(bench.runner.state, "ANALYZING");
});

Deno.test("another entry amends it where only prices and quantity differ", () => {
  const bench = planned({
    0: limit(95, { stopLoss: 90 }),
    1: limit(96, { quantity: 2, stopLoss: 90 }),
  }, [flat(100)]);
  assert.deepEqual(orderSteps(bench), [
    "o1 ENTRY SUBMITTED",
    "o1 ENTRY ACCEPTED",
    "o1 ENTRY AMENDED",
  ]);
  assert.deepEqual(resting(bench).map((order) => [order.id, order.limitPrice, order.quantity]), [
    ["r1-o1", 96, 2],
  ]);
  bench.feed([[100, 100, 94, 95]]);
  assert.deepEqual(fills(bench), ["BUY 2 @ 96 MAKER"]);
});

Deno.test("the same entry again changes nothing", () => {
  const bench = planned({ 0: limit(95), 1: limit(95), 2: limit(95) }, [flat(100), flat(100)]);
  assert.deepEqual(orderSteps(bench), ["o1 ENTRY SUBMITTED", "o1 ENTRY ACCEPTED"]);
});

Deno.test("an entry of another kind takes its place", () => {
  const bench = planned({ 0: limit(95), 1: buy({ order: "STOP", stopPrice: 105 }) }, [
    flat(100),
    flat(100),
  ]);
  assert.deepEqual(orderSteps(bench), [
    "o1 ENTRY SUBMITTED",
    "o1 ENTRY ACCEPTED",
    "o1 ENTRY CANCELED REPLACED",
    "o2 ENTRY SUBMITTED",
    "o2 ENTRY ACCEPTED",
  ]);
  assert.equal(bench.runner.state, "ANALYZING");
});

Deno.test("an entry to the other side takes its place", () => {
  const bench = planned({ 0: limit(95), 1: sell({ order: "LIMIT", price: 105 }) }, [
    flat(100),
    flat(100),
  ]);
  assert.ok(orderSteps(bench).includes("o1 ENTRY CANCELED REPLACED"));
  assert.deepEqual(resting(bench).map((order) => order.side), ["SELL"]);
});

Deno.test("an entry at the market takes the place of one that rests, and trades", () => {
  const bench = planned({ 0: limit(95), 1: buy() }, [flat(100), flat(101)]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 101 TAKER"]);
  assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED REPLACED"]);
});

Deno.test("an entry that is refused leaves the one that rests", () => {
  const bench = planned({ 0: limit(95), 1: limit(95.001) }, [flat(100), [100, 100, 94, 95]]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 95 MAKER"]);
});

Deno.test("amended across the market, a limit order trades at the next price, as taker", () => {
  const bench = planned({ 0: limit(95), 1: limit(102) }, [flat(100), flat(101)]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 101 TAKER"]);
});

Deno.test("amended across the market, a post-only order does not trade", () => {
  const postOnly = (price: number) => limit(price, { postOnly: true });
  const bench = planned({ 0: postOnly(95), 1: postOnly(102) }, [flat(100), flat(101)]);
  assert.deepEqual(fills(bench).filter((fill) => fill.endsWith("TAKER")), []);
});

Deno.test("a stop order that names one price follows that price", () => {
  const stop = (price: number) => buy({ order: "STOP", price });
  const bench = planned({ 0: stop(105), 1: stop(103) }, [flat(100)]);
  assert.deepEqual(resting(bench).map((order) => [order.id, order.stopPrice]), [["r1-o1", 103]]);
  bench.feed([[100, 104, 100, 101]]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 103 TAKER"]);
});

Deno.test("an exit that is refused leaves the one that rests: the position stays protected", () => {
  const bench = holding(
    buy(),
    [flat(100), flat(100), [100, 100, 96, 96]],
    {},
    plan<ManageIntent>({
      1: exit({ order: "STOP", stopPrice: 97 }),
      // Above the market: it would go off at once.
      3: exit({ order: "STOP", stopPrice: 101 }),
    }),
  );
  assert.deepEqual(only(bench, "ORDER_REJECTED").map((event) => event.code), ["STOP_PRICE_SIDE"]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 97 TAKER"]);
});

Deno.test("what takes the place of an entry needs no money on top of it", () => {
  // 60 x 95 = 5,700 wait; 70 x 96 = 6,720 take their place, not 12,420 of 10,000.
  const bench = planned({
    0: limit(95, { quantity: 60 }),
    1: buy({ order: "STOP", stopPrice: 101, quantity: 70 }),
  }, [flat(100), flat(100)]);
  assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED REPLACED"]);
  assert.deepEqual(resting(bench).map((order) => order.quantity), [70]);
});

Deno.test("cancel_analysis cancels it", () => {
  const bench = planned({ 0: limit(95), 1: { action: "CANCEL", reason: "too late" } }, [
    flat(100),
    [100, 100, 90, 95],
  ]);
  assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED ANALYSIS_CANCELED"]);
  assert.deepEqual(fills(bench), []);
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("while an order is on its way, nothing is asked", () => {
  const asked: number[] = [];
  const bench = scripted({
    detect: (bar) => bar === 0,
    filter: (bar) => {
      asked.push(bar);
      return bar === 0 ? limit(95) : null;
    },
  }, { execution: { latency: { model: "FIXED", ms: 90_000 } } });
  // Sent at the end of bar 0, there at the end of bar 2.
  bench.feed(Array.from({ length: 5 }, () => flat(100)));
  assert.deepEqual(asked.filter((bar) => bar === 1), []);
  assert.ok(asked.includes(3));
});

// While a position is open.

Deno.test("another exit takes the place of one that rests, or amends it", () => {
  const bench = holding(
    buy(),
    [flat(100), flat(100), flat(100)],
    {},
    plan<ManageIntent>({
      1: exit({ order: "LIMIT", price: 105 }),
      2: exit({ order: "LIMIT", price: 104 }),
      3: exit({ order: "STOP", stopPrice: 97 }),
    }),
  );
  assert.deepEqual(orderSteps(bench).map((step) => step.slice(3)), [
    "EXIT ACCEPTED",
    "EXIT AMENDED",
    "EXIT CANCELED REPLACED",
    "EXIT SUBMITTED",
    "EXIT ACCEPTED",
  ]);
});

Deno.test("another add amends one that rests", () => {
  const bench = holding(
    buy(),
    [flat(100), flat(100)],
    {},
    plan<ManageIntent>({
      1: add({ order: "LIMIT", price: 95 }),
      2: add({ order: "LIMIT", price: 96 }),
    }),
  );
  assert.deepEqual(resting(bench).map((order) => [order.purpose, order.limitPrice]), [["ADD", 96]]);
});

Deno.test("an exit does not take the place of an add", () => {
  const bench = holding(
    buy(),
    [flat(100), flat(100), flat(100)],
    {},
    plan<ManageIntent>({
      1: add({ order: "LIMIT", price: 95 }),
      2: exit({ order: "LIMIT", price: 105 }),
    }),
  );
  assert.deepEqual(resting(bench).map((order) => order.purpose).toSorted(), ["ADD", "EXIT"]);
});

Deno.test("cancel_orders cancels what rests; stop loss and take profit stay", () => {
  const bench = holding(
    buy({ stopLoss: 90, takeProfit: 110 }),
    [flat(100), flat(100), flat(100)],
    {},
    plan<ManageIntent>({
      1: add({ order: "LIMIT", price: 95 }),
      2: { action: "CANCEL_ORDERS", reason: "enough" },
    }),
  );
  assert.deepEqual(
    only(bench, "ORDER_CANCELED").map((event) => [event.code, event.order.purpose]),
    [
      ["STRATEGY", "ADD"],
    ],
  );
  assert.deepEqual(resting(bench).map((order) => order.purpose).toSorted(), [
    "STOP_LOSS",
    "TAKE_PROFIT",
  ]);
});

Deno.test("an add that rests goes when the position is closed", () => {
  const bench = holding(
    buy({ stopLoss: 98 }),
    [flat(100), [100, 100, 97, 97], [97, 97, 90, 95]],
    {},
    plan<ManageIntent>({ 1: add({ order: "LIMIT", price: 95 }) }),
  );
  assert.deepEqual(fills(bench), ["SELL 1 @ 98 TAKER"]);
  assert.ok(ends(bench).some((line) => /ADD CANCELED POSITION_CLOSED$/.test(line)));
  assert.deepEqual(resting(bench), []);
});

Deno.test("IOC, FOK and GTD work for exits as for entries", () => {
  for (const timeInForce of ["IOC", "FOK"] as const) {
    const manage = plan<ManageIntent>({ 1: exit({ order: "LIMIT", price: 105, timeInForce }) });
    const bench = holding(buy(), [flat(100), [100, 110, 100, 110]], {}, manage);
    assert.deepEqual(ends(bench), [`o2 EXIT EXPIRED ${timeInForce}_UNFILLED`]);
    assert.equal(bench.runner.state, "IN_POSITION");
  }
  const manage = plan<ManageIntent>({ 1: exit({ order: "LIMIT", price: 105, expiresInBars: 1 }) });
  const bench = holding(buy(), [flat(100), [100, 110, 100, 110]], {}, manage);
  assert.deepEqual(ends(bench), ["o2 EXIT EXPIRED TIME_UP"]);
});

// By a user.

Deno.test("a user cancels an order that rests, and one that is on its way", () => {
  const bench = planned({ 0: limit(95) }, [flat(100)]);
  bench.runner.cancelOrder("r1-o1");
  assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED USER"]);
  assert.equal(bench.runner.state, "IDLE");
  const sent = planned({ 0: buy() }, []);
  sent.runner.cancelOrder("r1-o1");
  sent.feed([flat(100)]);
  assert.deepEqual(fills(sent), []);
  assert.deepEqual(ends(sent), ["o1 ENTRY CANCELED USER"]);
});

Deno.test("a user amends an order that rests", () => {
  const bench = planned({ 0: limit(95) }, [flat(100)]);
  bench.runner.amendOrder("r1-o1", { price: 96, quantity: 0.5 });
  assert.equal(only(bench, "ORDER_AMENDED").length, 1);
  bench.feed([[100, 100, 95.5, 100]]);
  assert.deepEqual(fills(bench), ["BUY 0.5 @ 96 MAKER"]);
});

Deno.test("what a user changes within a bar counts from then on, not for what was before", () => {
  const bench = planned({ 0: limit(95) }, [flat(100)]);
  bench.row("OPEN", 0, flat(100));
  bench.row("UPDATE", 20, [100, 100, 96, 99]);
  bench.row("UPDATE", 30, [100, 100, 96, 100]);
  bench.runner.amendOrder("r1-o1", { price: 97 });
  bench.row("CLOSE", 60, [100, 100, 96, 100]);
  assert.deepEqual(fills(bench), []);
  bench.feed([[100, 100, 97, 100]]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 97 MAKER"]);
});

Deno.test("a stop loss that a user moves within a bar counts from then on", () => {
  const bench = holding(buy({ stopLoss: 90 }), []);
  bench.row("OPEN", 0, flat(100));
  bench.row("UPDATE", 20, [100, 100, 96, 99]);
  bench.row("UPDATE", 30, [100, 100, 96, 100]);
  const [stop] = resting(bench);
  bench.runner.amendOrder(stop!.id, { stopPrice: 97 });
  bench.row("CLOSE", 60, [100, 100, 96, 100]);
  assert.deepEqual(fills(bench), []);
  bench.feed([[100, 100, 97, 100]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 97 TAKER"]);
});

Deno.test("a stop-limit that is triggered is amended as the limit order it is", () => {
  const entry = buy({ order: "STOP_LIMIT", stopPrice: 105, price: 106 });
  const bench = planned({ 0: entry }, [flat(100), flat(108)]);
  bench.runner.amendOrder("r1-o1", { price: 107 });
  bench.feed([[108, 108, 107, 108]]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 107 MAKER"]);
});

Deno.test("an order whose time is up in a gap between bars does not trade after it", () => {
  // Sent at the end of bar 0, until two minutes after; the next bar begins three minutes after.
  const bench = planned({ 0: buy({ expiresAt: START + 3 * MINUTE }) }, []);
  const late = START + 4 * MINUTE;
  const rows = new RowWriter();
  rows.write(RowKind.OPEN, late, late, 100, 100, 100, 100, 0, NaN, NaN);
  bench.series.apply(rows.take());
  assert.deepEqual(fills(bench), []);
  assert.deepEqual(ends(bench), ["o1 ENTRY EXPIRED TIME_UP"]);
});

// Pause, stop, reload.

const entryAndLevels = (): Bench =>
  holding(
    buy({ stopLoss: 90, takeProfit: 110 }),
    [flat(100), flat(100)],
    {},
    plan<ManageIntent>({ 1: add({ order: "LIMIT", price: 95 }) }),
  );

Deno.test("a pause cancels what would open a position; stops and targets stay", () => {
  const bench = entryAndLevels();
  bench.runner.control("PAUSE", START + 4 * MINUTE, null);
  assert.deepEqual(
    only(bench, "ORDER_CANCELED").map((event) => [event.code, event.order.purpose]),
    [
      ["RUNNER_PAUSED", "ADD"],
    ],
  );
  bench.feed([[100, 100, 89, 92]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 90 TAKER"]);
  assert.equal(bench.runner.status, "PAUSED");
});

Deno.test("a pause cancels an entry that rests", () => {
  const bench = planned({ 0: limit(95) }, [flat(100)]);
  bench.runner.control("PAUSE", START + 2 * MINUTE, null);
  assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED RUNNER_PAUSED"]);
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("a pause lets a market order on its way trade, and no other come to rest", () => {
  const sent = planned({ 0: buy() }, []);
  sent.runner.control("PAUSE", START + MINUTE, null);
  sent.feed([flat(100)]);
  assert.deepEqual(fills(sent), ["BUY 1 @ 100 TAKER"]);
  const resting = planned({ 0: limit(95) }, []);
  resting.runner.control("PAUSE", START + MINUTE, null);
  resting.feed([[100, 100, 94, 95]]);
  assert.deepEqual(ends(resting), ["o1 ENTRY CANCELED RUNNER_PAUSED"]);
  assert.deepEqual(fills(resting), []);
});

Deno.test("an exit that rests stays in a pause", () => {
  const manage = plan<ManageIntent>({ 1: exit({ order: "LIMIT", price: 105 }) });
  const bench = holding(buy(), [flat(100)], {}, manage);
  bench.runner.control("PAUSE", START + 3 * MINUTE, null);
  bench.feed([[100, 106, 100, 100]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 105 MAKER"]);
});

Deno.test("a stop cancels all orders", () => {
  const bench = entryAndLevels();
  bench.runner.control("STOP", START + 4 * MINUTE, null);
  assert.deepEqual(
    only(bench, "ORDER_CANCELED").map((event) => event.code),
    ["RUNNER_STOPPED", "RUNNER_STOPPED", "RUNNER_STOPPED"],
  );
  assert.deepEqual(resting(bench), []);
  bench.feed([[100, 120, 80, 90]]);
  assert.deepEqual(fills(bench), []);
});

Deno.test("a stop that flattens closes the position at the last price", () => {
  const bench = entryAndLevels();
  bench.feed([[100, 103, 99, 102]]);
  bench.runner.flatten();
  bench.runner.control("STOP", START + 5 * MINUTE, null);
  assert.deepEqual(fills(bench), ["SELL 1 @ 102 TAKER"]);
  assert.deepEqual(resting(bench), []);
  assert.equal(bench.runner.position(), null);
});

Deno.test("a strategy that is reloaded finds all orders as they were", () => {
  const bench = entryAndLevels();
  const before = resting(bench);
  bench.runner.use(bench.strategy);
  bench.runner.setParameters({ fast: 3 });
  assert.deepEqual(resting(bench), before);
});

// A feed that was cut off.

Deno.test("an entry on its way is rejected when the feed was cut off", () => {
  const bench = planned({ 0: buy() }, []);
  bench.row("MISSED", 60, flat(101));
  bench.feed([flat(102)]);
  assert.deepEqual(ends(bench), ["o1 ENTRY REJECTED FEED_STALE"]);
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("an entry that rests is canceled when the feed was cut off", () => {
  const bench = planned({ 0: limit(95) }, [flat(100)]);
  bench.row("MISSED", 60, [100, 100, 90, 91]);
  assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED FEED_STALE"]);
  assert.deepEqual(fills(bench), []);
});

Deno.test("an add that rests is canceled, stops and targets count in what was missed", () => {
  const bench = entryAndLevels();
  bench.row("MISSED", 60, [100, 100, 89, 91]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 90 TAKER"]);
  const add = only(bench, "ORDER_CANCELED").filter((event) => event.order.purpose === "ADD");
  assert.deepEqual(add.map((event) => event.code), ["FEED_STALE"]);
});

Deno.test("a target that was reached in what was missed counts", () => {
  const bench = entryAndLevels();
  bench.row("MISSED", 60, [100, 111, 99, 100]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 110 MAKER"]);
});

Deno.test("an exit on its way waits for a price that somebody saw", () => {
  const manage = plan<ManageIntent>({ 1: exit() });
  const bench = holding(buy(), [], {}, manage);
  bench.row("MISSED", 60, flat(105));
  bench.feed([flat(107)]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 107 TAKER"]);
});

Deno.test("a bar that is joined midway cancels an entry that rests", () => {
  const bench = planned({ 0: limit(95) }, [flat(100)]);
  bench.row("RESUME", 30, [100, 100, 90, 96]);
  bench.row("CLOSE", 60, [100, 100, 90, 96]);
  assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED FEED_STALE"]);
  assert.deepEqual(fills(bench), []);
});

// Restarts.

/**
 * A scenario with a bit of everything: entries by limit, stop and trailing stop, amended and replaced,
 * partial fills, adds, partial exits, moved stops, a reversal, GTD, funding, leverage, latency.
 */
const RICH: Script = {
  detect: (bar) => [0, 14, 24, 34, 40].includes(bar),
  filter: plan<FilterIntent>({
    0: limit(99, { quantity: 2, stopLoss: 90, takeProfit: 120 }),
    1: limit(99.5, { quantity: 2, stopLoss: 90, takeProfit: 120 }),
    14: buy({ order: "STOP", stopPrice: 103, trailingStop: 4, expiresInBars: 8 }),
    24: sell({ order: "TRAILING_STOP", trailBy: 2, stopLoss: 115 }),
    34: buy({ order: "LIMIT", price: 80, expiresInBars: 3 }),
    // Reached on the way up, and traded on the way down.
    40: buy({ order: "STOP_LIMIT", stopPrice: 105, price: 104.5, quantity: 3, takeProfit: 120 }),
  }),
  manage: plan<ManageIntent>({
    4: add({ order: "LIMIT", price: 98, quantity: 1.5 }),
    7: stops({ stopLoss: 91, takeProfit: 118 }),
    9: exit({ quantity: 0.7 }),
    11: exit({ order: "LIMIT", price: 100 }),
    12: exit(),
    20: { action: "REVERSE", quantity: 1, stopLoss: 130 },
    22: exit(),
    30: stops({ trailingStop: 3 }),
    33: exit(),
    50: exit({ order: "STOP", stopPrice: 90 }),
    51: exit({ order: "STOP", stopPrice: 93 }),
    56: exit(),
  }),
};
const RICH_SETTINGS: BenchSettings = {
  spreadBps: 4,
  execution: {
    volumeShare: 0.1,
    leverage: 3,
    fundingBps: 1,
    fundingHours: 1,
    slippage: { model: "SQUARE_ROOT", coefficient: 0.5 },
    latency: { model: "UNIFORM", minMs: 0, maxMs: 70_000 },
    fees: { makerBps: 2, takerBps: 5, tiers: [{ volume: 300, makerBps: 1, takerBps: 3 }] },
  },
  risk: { maxDailyLoss: 0.5, cooldownBars: 1 },
};
/** Prices swing by 8 around 100 with a period of 20 bars. */
const RICH_BARS: readonly AnyBar[] = Array.from({ length: 62 }, (_, i): AnyBar => {
  const at = (n: number) => Math.round((100 + 8 * Math.sin(n * Math.PI / 10)) * 100) / 100;
  const [open, close] = [at(i), at(i + 1)];
  const prices = [open, Math.max(open, close) + 0.5, Math.min(open, close) - 0.5, close] as const;
  return { prices, volume: 8 + i % 5 };
});

function rich(settings: BenchSettings): Bench {
  const bench = scripted(RICH, settings);
  bench.feed(RICH_BARS);
  return bench;
}

Deno.test("the scenario of restarts is rich: all ends and steps occur in it", () => {
  const bench = rich(RICH_SETTINGS);
  const types = new Set(bench.types());
  for (
    const type of [
      "ORDER_SUBMITTED",
      "ORDER_ACCEPTED",
      "ORDER_AMENDED",
      "ORDER_TRIGGERED",
      "ORDER_PARTIALLY_FILLED",
      "ORDER_FILLED",
      "ORDER_CANCELED",
      "ORDER_EXPIRED",
      "POSITION_OPENED",
      "POSITION_CLOSED",
    ] as const
  ) assert.ok(types.has(type), `${type} is missing`);
});

for (
  const [name, settings] of [
    ["with latency and volume", RICH_SETTINGS],
    ["plain", {}],
    ["on ticks", { ...RICH_SETTINGS, decideOn: "TICK" as const }],
  ] as const
) {
  Deno.test(`restored at every bar, a runner goes on with the same events, ${name}`, () => {
    const whole = rich(settings);
    for (let cut = 1; cut < RICH_BARS.length; cut++) {
      const first = scripted(RICH, settings);
      first.feed(RICH_BARS.slice(0, cut));
      const second = first.restarted();
      assert.deepEqual(resting(second), resting(first), `orders after bar ${cut}`);
      assert.deepEqual(second.runner.position(), first.runner.position());
      second.feed(RICH_BARS.slice(cut));
      const expected = whole.events.filter((event) => event.sequence > first.runner.sequence);
      assert.deepEqual(second.events, expected, `restored after bar ${cut}`);
    }
  });
}

Deno.test("restored after each bar again and again, the events are the same", () => {
  const whole = rich(RICH_SETTINGS);
  let bench = scripted(RICH, RICH_SETTINGS);
  const events: EngineEvent[] = [];
  for (const bar of RICH_BARS) {
    bench.feed([bar]);
    events.push(...bench.events);
    bench = bench.restarted();
  }
  assert.deepEqual(events, whole.events);
});

Deno.test("a runner's data survives JSON without a loss", () => {
  const bench = scripted(RICH, RICH_SETTINGS);
  for (const bar of RICH_BARS) {
    bench.feed([bar]);
    const text = JSON.stringify(bench.runner.toData());
    assert.equal(JSON.stringify(bench.restarted().runner.toData()), text);
  }
});

Deno.test("every order of the scenario goes from status to status as the machine allows", () => {
  const bench = rich(RICH_SETTINGS);
  for (const [id, life] of statuses(bench.events)) {
    // One that is refused as it is decided never sets out.
    assert.ok(life[0] === "SUBMITTED" || life.join() === "REJECTED", id);
    life.slice(1).forEach((status, i) => {
      const from = life[i] as Order["status"];
      const to = status as Order["status"];
      assert.ok(from === to && !isFinal(from) || canBecome(from, to), `${id}: ${from} to ${to}`);
    });
  }
  for (const order of resting(bench)) {
    assert.equal(orderOf(bench, order.id)?.status, order.status);
  }
});
