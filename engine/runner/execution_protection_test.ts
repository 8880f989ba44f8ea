/** Stop loss and take profit as orders of their own: "Orders" in docs/guides/execution.md. */
import assert from "node:assert/strict";
import type { Order } from "../domain/mod.ts";
import type { ManageIntent } from "../strategy/mod.ts";
import { type Bench, flat, MINUTE, type Script, START } from "../../tests/support/scripted.ts";
import {
  add,
  after,
  buy,
  exit,
  holding,
  reverse,
  sell,
  stops,
} from "../../tests/support/intents.ts";
import { ends, fills, only, orderSteps } from "../../tests/support/story.ts";

const long = buy({ stopLoss: 95, takeProfit: 105 });
const short = sell({ stopLoss: 105, takeProfit: 95 });

const plan = (steps: Record<number, ManageIntent>): Script["manage"] => (bar) => steps[bar] ?? null;

const resting = (bench: Bench): readonly Order[] => bench.runner.desk.orderViews();
/** `STOP_LOSS 1 @ 95` for each order that rests. */
const shown = (bench: Bench) =>
  resting(bench).map((order) =>
    `${order.purpose} ${order.quantity - order.filledQuantity} @ ${
      order.stopPrice ?? order.limitPrice
    }`
  ).toSorted();

Deno.test("the levels of an entry become two orders of one group, both reduce-only", () => {
  const bench = holding(long, []);
  const [first, second, ...more] = resting(bench);
  assert.deepEqual(more, []);
  const stop = first?.purpose === "STOP_LOSS" ? first : second;
  const target = first?.purpose === "STOP_LOSS" ? second : first;
  assert.deepEqual([stop?.type, stop?.side, stop?.stopPrice, stop?.quantity], [
    "STOP",
    "SELL",
    95,
    1,
  ]);
  assert.deepEqual([target?.type, target?.side, target?.limitPrice, target?.quantity], [
    "LIMIT",
    "SELL",
    105,
    1,
  ]);
  assert.equal(target?.purpose, "TAKE_PROFIT");
  assert.ok(stop?.group !== null && stop?.group === target?.group);
  assert.ok(stop?.reduceOnly && target?.reduceOnly);
});

Deno.test("they are told of as orders: submitted and accepted", () => {
  const steps = orderSteps(after(long, [flat(100)]));
  for (const purpose of ["STOP_LOSS", "TAKE_PROFIT"]) {
    assert.equal(steps.filter((step) => step.endsWith(`${purpose} ACCEPTED`)).length, 1);
    assert.equal(steps.filter((step) => step.endsWith(`${purpose} SUBMITTED`)).length, 1);
  }
});

Deno.test("an entry that waits shows its levels, and there are no orders for them yet", () => {
  const bench = after(buy({ order: "LIMIT", price: 98, stopLoss: 95, takeProfit: 105 }), [
    flat(100),
  ]);
  assert.deepEqual(
    resting(bench).map((order) => [order.purpose, order.stopLoss, order.takeProfit]),
    [
      ["ENTRY", 95, 105],
    ],
  );
});

Deno.test("the target that is filled cancels the stop", () => {
  const bench = holding(long, [[100, 106, 99, 100]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 105 MAKER"]);
  assert.deepEqual(ends(bench).map((line) => line.slice(line.indexOf(" ") + 1)), [
    "STOP_LOSS CANCELED OCO",
  ]);
  assert.deepEqual(resting(bench), []);
  assert.equal(only(bench, "POSITION_CLOSED")[0]?.reason, "take_profit");
});

Deno.test("the stop that is filled cancels the target", () => {
  const bench = holding(long, [[100, 101, 94, 100]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 95 TAKER"]);
  assert.deepEqual(ends(bench).map((line) => line.slice(line.indexOf(" ") + 1)), [
    "TAKE_PROFIT CANCELED OCO",
  ]);
  assert.deepEqual(resting(bench), []);
  assert.equal(only(bench, "POSITION_CLOSED")[0]?.reason, "stop_loss");
});

Deno.test("they go with the position", () => {
  const bench = holding(long, [flat(100), flat(100)], {}, plan({ 2: exit() }));
  assert.deepEqual(ends(bench).map((line) => line.slice(line.indexOf(" ") + 1)).toSorted(), [
    "STOP_LOSS CANCELED POSITION_CLOSED",
    "TAKE_PROFIT CANCELED POSITION_CLOSED",
  ]);
  assert.deepEqual(resting(bench), []);
});

Deno.test("an exit that rests goes when the stop closes the position", () => {
  const manage = plan({ 1: exit({ order: "LIMIT", price: 104 }) });
  const bench = holding(buy({ stopLoss: 95 }), [flat(100), [100, 101, 94, 95]], {}, manage);
  assert.deepEqual(fills(bench), ["SELL 1 @ 95 TAKER"]);
  assert.equal(ends(bench).length, 1);
  assert.match(ends(bench)[0]!, /EXIT CANCELED (POSITION_CLOSED|REDUCE_ONLY)$/);
  assert.deepEqual(resting(bench), []);
});

Deno.test("they grow with the position", () => {
  const bench = holding(long, [flat(100), flat(100)], {}, plan({ 2: add({ quantity: 2 }) }));
  assert.deepEqual(shown(bench), ["STOP_LOSS 3 @ 95", "TAKE_PROFIT 3 @ 105"]);
  assert.equal(only(bench, "ORDER_AMENDED").length, 2);
  bench.feed([[100, 100, 94, 95]]);
  assert.deepEqual(fills(bench).at(-1), "SELL 3 @ 95 TAKER");
});

Deno.test("they shrink with the position", () => {
  const bench = holding(long, [flat(100), flat(100)], {}, plan({ 2: exit({ quantity: 0.4 }) }));
  assert.deepEqual(shown(bench), ["STOP_LOSS 0.6 @ 95", "TAKE_PROFIT 0.6 @ 105"]);
  bench.feed([[100, 106, 99, 100]]);
  assert.deepEqual(fills(bench).at(-1), "SELL 0.6 @ 105 MAKER");
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("levels are rounded to the nearest price step", () => {
  const near = holding(buy({ stopLoss: 95.004, takeProfit: 105.006 }), []);
  assert.deepEqual(shown(near), ["STOP_LOSS 1 @ 95", "TAKE_PROFIT 1 @ 105.01"]);
  const other = holding(buy({ stopLoss: 95.006, takeProfit: 105.004 }), []);
  assert.deepEqual(shown(other), ["STOP_LOSS 1 @ 95.01", "TAKE_PROFIT 1 @ 105"]);
  const moved = holding(buy(), [flat(100)], {}, plan({ 2: stops({ stopLoss: 95.004 }) }));
  assert.deepEqual(shown(moved), ["STOP_LOSS 1 @ 95"]);
});

// update_stops.

Deno.test("update_stops moves the levels, each as the order it is", () => {
  const manage = plan({ 2: stops({ stopLoss: 97, takeProfit: 110 }) });
  const before = holding(long, []);
  const ids = resting(before).map((order) => order.id);
  const bench = holding(long, [flat(100)], {}, manage);
  assert.deepEqual(shown(bench), ["STOP_LOSS 1 @ 97", "TAKE_PROFIT 1 @ 110"]);
  assert.deepEqual(resting(bench).map((order) => order.id), ids);
  assert.equal(only(bench, "ORDER_AMENDED").length, 2);
  bench.feed([[100, 106, 97, 100]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 97 TAKER"]);
});

Deno.test("a level that update_stops leaves out stays", () => {
  const bench = holding(long, [flat(100)], {}, plan({ 2: stops({ stopLoss: 97 }) }));
  assert.deepEqual(shown(bench), ["STOP_LOSS 1 @ 97", "TAKE_PROFIT 1 @ 105"]);
  assert.equal(only(bench, "ORDER_AMENDED").length, 1);
});

Deno.test("a level that update_stops takes away is canceled", () => {
  const bench = holding(long, [flat(100)], {}, plan({ 2: stops({ takeProfit: null }) }));
  assert.deepEqual(shown(bench), ["STOP_LOSS 1 @ 95"]);
  assert.deepEqual(ends(bench).map((line) => line.slice(line.indexOf(" ") + 1)), [
    "TAKE_PROFIT CANCELED LEVEL_REMOVED",
  ]);
  assert.equal(bench.runner.position()?.takeProfit, null);
  // The stop is on its own now, and works.
  bench.feed([[100, 110, 94, 95]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 95 TAKER"]);
});

Deno.test("a level that was not there is placed", () => {
  const bench = holding(buy(), [flat(100)], {}, plan({ 2: stops({ stopLoss: 95 }) }));
  assert.deepEqual(shown(bench), ["STOP_LOSS 1 @ 95"]);
  bench.feed([[100, 100, 94, 95]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 95 TAKER"]);
});

Deno.test("a level that was not there joins the other: one cancels the other", () => {
  const manage = plan({ 2: stops({ takeProfit: 105 }) });
  const bench = holding(buy({ stopLoss: 95 }), [flat(100), [100, 106, 99, 100]], {}, manage);
  assert.deepEqual(fills(bench), ["SELL 1 @ 105 MAKER"]);
  assert.match(ends(bench)[0] ?? "", /STOP_LOSS CANCELED OCO$/);
});

Deno.test("update_stops that changes nothing makes no event", () => {
  const manage = plan({ 2: stops({ stopLoss: 95, takeProfit: 105 }) });
  assert.deepEqual(orderSteps(holding(long, [flat(100)], {}, manage)), []);
});

for (
  const [name, change] of [
    ["a stop above the market", { stopLoss: 101 }],
    ["a target below the market", { takeProfit: 99 }],
  ] as const
) {
  Deno.test(`${name} of a long is refused by update_stops, and the level stays`, () => {
    const bench = holding(long, [flat(100)], {}, plan({ 2: stops(change) }));
    assert.deepEqual(shown(bench), ["STOP_LOSS 1 @ 95", "TAKE_PROFIT 1 @ 105"]);
    const code = "stopLoss" in change ? "STOP_LOSS_SIDE" : "TAKE_PROFIT_SIDE";
    assert.deepEqual(only(bench, "RISK_TRIGGERED").map((event) => event.code), [code]);
  });
}

for (const bad of [0, -1, NaN, Infinity, 1e300]) {
  Deno.test(`update_stops with a level of ${bad} leaves the levels as they were`, () => {
    const bench = holding(long, [flat(100)], {}, plan({ 2: stops({ stopLoss: bad }) }));
    assert.deepEqual(shown(bench), ["STOP_LOSS 1 @ 95", "TAKE_PROFIT 1 @ 105"]);
    assert.equal(bench.runner.status, "RUNNING");
  });
}

// Trailing.

Deno.test("a trailing stop is an order of that type, with its distance", () => {
  const bench = holding(buy({ trailingStop: 5 }), []);
  const [order] = resting(bench);
  assert.deepEqual([order?.type, order?.trailBy, order?.stopPrice], ["TRAILING_STOP", 5, 95]);
  assert.equal(order?.purpose, "STOP_LOSS");
});

Deno.test("a trailing stop and a target end each other", () => {
  const bench = holding(buy({ trailingStop: 5, takeProfit: 108 }), [[100, 107, 99, 106]]);
  assert.deepEqual(shown(bench), ["STOP_LOSS 1 @ 102", "TAKE_PROFIT 1 @ 108"]);
  bench.feed([[106, 109, 105, 108]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 108 MAKER"]);
  assert.deepEqual(resting(bench), []);
});

Deno.test("a stop loss can be made to trail", () => {
  const manage = plan({ 2: stops({ trailingStop: 3 }) });
  const bench = holding(buy({ stopLoss: 95 }), [flat(100), [100, 104, 100, 104]], {}, manage);
  assert.equal(bench.runner.position()?.stopLoss, 101);
  assert.deepEqual(resting(bench).map((order) => order.type), ["TRAILING_STOP"]);
});

Deno.test("a trailing stop can be made to stand still", () => {
  const manage = plan({ 2: stops({ trailingStop: null, stopLoss: 96 }) });
  const bench = holding(buy({ trailingStop: 5 }), [flat(100), [100, 110, 100, 110]], {}, manage);
  assert.deepEqual(shown(bench), ["STOP_LOSS 1 @ 96"]);
  assert.deepEqual(resting(bench).map((order) => order.type), ["STOP"]);
});

Deno.test("a stop that trails stays when the stop loss is taken away, and goes by its own name", () => {
  const bench = holding(
    buy({ trailingStop: 5, takeProfit: 120 }),
    [flat(100), flat(100)],
    {},
    plan({
      2: stops({ stopLoss: null, takeProfit: null }),
      3: stops({ stopLoss: null, trailingStop: null }),
    }),
  );
  assert.deepEqual(shown(bench), []);
  const removed = only(bench, "ORDER_CANCELED").map(({ order, time }) => [order.purpose, time]);
  assert.deepEqual(removed, [
    ["TAKE_PROFIT", START + 3 * MINUTE],
    ["STOP_LOSS", START + 4 * MINUTE],
  ]);
});

Deno.test("a trailing stop that grows with the position goes on trailing", () => {
  const bench = holding(
    buy({ trailingStop: 5 }),
    [flat(100), [100, 103, 100, 103]],
    {},
    plan({ 2: add() }),
  );
  assert.deepEqual(shown(bench), ["STOP_LOSS 2 @ 98"]);
});

// Reversal, users.

Deno.test("a reversal takes the old levels away and brings its own", () => {
  const manage = plan({ 2: reverse({ quantity: 2, stopLoss: 103, takeProfit: 90 }) });
  const bench = holding(long, [flat(100), flat(100)], {}, manage);
  assert.deepEqual(shown(bench), ["STOP_LOSS 2 @ 103", "TAKE_PROFIT 2 @ 90"]);
  assert.ok(resting(bench).every((order) => order.side === "BUY"));
  assert.equal(ends(bench).length, 2);
});

Deno.test("a level that a user cancels is gone", () => {
  const bench = holding(long, []);
  const stop = resting(bench).find((order) => order.purpose === "STOP_LOSS")!;
  bench.runner.cancelOrder(stop.id);
  assert.deepEqual(shown(bench), ["TAKE_PROFIT 1 @ 105"]);
  assert.equal(bench.runner.position()?.stopLoss, null);
  assert.deepEqual(only(bench, "ORDER_CANCELED").map((event) => event.code), ["USER"]);
  bench.feed([[100, 100, 90, 91]]);
  assert.equal(bench.runner.state, "IN_POSITION");
});

Deno.test("a level that a user amends is the position's", () => {
  const bench = holding(long, []);
  const stop = resting(bench).find((order) => order.purpose === "STOP_LOSS")!;
  bench.runner.amendOrder(stop.id, { stopPrice: 97 });
  assert.equal(bench.runner.position()?.stopLoss, 97);
  const target = resting(bench).find((order) => order.purpose === "TAKE_PROFIT")!;
  bench.runner.amendOrder(target.id, { price: 103 });
  assert.equal(bench.runner.position()?.takeProfit, 103);
  bench.feed([[100, 104, 98, 100]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 103 MAKER"]);
});

Deno.test("a short is protected the other way round", () => {
  const bench = holding(short, [], {});
  assert.deepEqual(shown(bench), ["STOP_LOSS 1 @ 105", "TAKE_PROFIT 1 @ 95"]);
  assert.ok(resting(bench).every((order) => order.side === "BUY"));
});

// Filled in parts.

Deno.test("an entry that is filled in parts is protected from its first part on", () => {
  // 10 % of 5 at each open: 0.5 and 0.5.
  const bench = after(buy({ quantity: 1, stopLoss: 95 }), [], {
    execution: { volumeShare: 0.1 },
  });
  bench.feed([{ prices: flat(100), volume: 5 }]);
  // Bar 0 had a volume of 1: 0.1.
  assert.deepEqual(shown(bench).filter((line) => line.startsWith("STOP")), ["STOP_LOSS 0.1 @ 95"]);
  bench.feed([{ prices: flat(100), volume: 5 }]);
  assert.deepEqual(shown(bench).filter((line) => line.startsWith("STOP")), ["STOP_LOSS 0.6 @ 95"]);
});

Deno.test("a target that is filled in parts keeps the stop at what is left", () => {
  const bench = after(long, [], { execution: { volumeShare: 0.1 } });
  // Whole at bar 1's open: bar 0's volume is given by a first bar of its own.
  assert.equal(resting(bench).length, 1);
  for (let i = 0; i < 10; i++) bench.feed([{ prices: flat(100), volume: 1 }]);
  assert.equal(bench.runner.position()?.quantity, 1);
  bench.feed([{ prices: [100, 106, 99, 100], volume: 4 }]);
  assert.deepEqual(fills(bench).at(-1), "SELL 0.4 @ 105 MAKER");
  assert.deepEqual(shown(bench), ["STOP_LOSS 0.6 @ 95", "TAKE_PROFIT 0.6 @ 105"]);
  bench.feed([{ prices: [100, 100, 94, 95], volume: 100 }]);
  assert.deepEqual(fills(bench).at(-1), "SELL 0.6 @ 95 TAKER");
  assert.deepEqual(resting(bench), []);
});

Deno.test("an exit for more than is left by then closes what is left", () => {
  // Holding 1, a stop exit for 0.8 at 96 rests; the target takes 0.4 first; then 96 is touched.
  const bench = after(
    buy({ takeProfit: 105 }),
    [],
    { execution: { volumeShare: 0.1 } },
    plan({ 11: exit({ order: "STOP", stopPrice: 96, quantity: 0.8 }) }),
  );
  for (let i = 0; i < 11; i++) bench.feed([{ prices: flat(100), volume: 1 }]);
  assert.equal(bench.runner.position()?.quantity, 1);
  bench.feed([{ prices: [100, 106, 99, 100], volume: 4 }]);
  bench.feed([{ prices: [100, 100, 95, 96], volume: 100 }]);
  assert.deepEqual(fills(bench).slice(-2), ["SELL 0.4 @ 105 MAKER", "SELL 0.6 @ 96 TAKER"]);
  assert.equal(bench.runner.position(), null);
  assert.deepEqual(resting(bench), []);
});
