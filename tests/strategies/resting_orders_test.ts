/** The shipped strategies that wait in the market with orders of their own. */
import assert from "node:assert/strict";
import { restingOrder } from "../../engine/strategy/scripted_scope.ts";
import { TestDesk } from "../../engine/strategy/lua/test_desk.ts";
import { resolveParameters } from "../../engine/strategy/mod.ts";
import { type Bar, drive, hostOf, sourceOf, type Step } from "./driver.ts";

/** Bars with a range of exactly 2 around closes at most one apart, so that the ATR is 2. */
function wide(...closes: number[]): Bar[] {
  return closes.map((close) => ({
    open: close,
    high: close + 1,
    low: close - 1,
    close,
    volume: 10,
  }));
}

const rising = [100, 101, 102, 103, 104, 105];
const story = (steps: readonly Step[]) => steps.map(({ bar, event }) => `${bar} ${event}`);
const intents = (steps: readonly Step[]) => steps.flatMap(({ intent }) => intent ?? []);

/** A shipped strategy on a desk whose position and orders the test sets. */
async function onDesk(file: string, given: Record<string, unknown>) {
  const source = sourceOf(file);
  const desk = new TestDesk();
  const host = hostOf(source);
  const declared = await host.describe(source);
  const instance = await host.load(source, resolveParameters(declared, given), desk.scope);
  return { desk, instance };
}

const PULLBACK = {
  trend_period: 5,
  atr_period: 3,
  pullback_atr: 1,
  wait_bars: 3,
  stop_atr: 1.5,
  target_atr: 2,
  trail_atr: 2,
};

Deno.test("limit_pullback waits below a rising market, with stop, target and trailing stop", async () => {
  // The low of the seventh bar is the limit price, the high of the ninth the target. What happens
  // inside a bar is told with the number of bars before it.
  const bars = wide(...rising, 104, 105, 106, 106);
  const steps = await drive("limit_pullback.lua", bars, PULLBACK);
  assert.deepEqual(story(steps), ["6 found", "6 wants", "6 long", "8 target"]);
  // The close is 105 and the ATR 2: the limit 1 ATR below, stop 1.5 and target 2 ATR from there.
  assert.deepEqual(intents(steps), [{
    action: "ENTER",
    side: "LONG",
    order: "LIMIT",
    price: 103,
    timeInForce: "GTD",
    expiresInBars: 3,
    stopLoss: 100,
    takeProfit: 107,
    trailingStop: 4,
    reason: "Buys the pullback",
  }]);
});

Deno.test("limit_pullback mirrors it above a falling market", async () => {
  const bars = wide(...rising.toReversed(), 101);
  const steps = await drive("limit_pullback.lua", bars, { ...PULLBACK, trade_short: true });
  assert.deepEqual(story(steps), ["6 found", "6 wants", "6 short"]);
  const [enter] = intents(steps);
  assert.ok(enter?.action === "ENTER" && enter.side === "SHORT");
  assert.deepEqual([enter.price, enter.stopLoss, enter.takeProfit], [102, 105, 98]);
});

Deno.test("limit_pullback tries again further up when its order has ended", async () => {
  const bars = wide(...rising, 106, 107, 108, 109);
  const steps = await drive("limit_pullback.lua", bars, PULLBACK);
  assert.deepEqual(story(steps), ["6 found", "6 wants", "9 expired", "9 found", "9 wants"]);
  const [, again] = intents(steps);
  assert.ok(again?.action === "ENTER" && again.price === 106);
});

Deno.test("limit_pullback takes its order back when the trend turns", async () => {
  const patient = { ...PULLBACK, pullback_atr: 10, wait_bars: 100 };
  const bars = wide(...rising, 104, 103, 102, 101);
  const steps = await drive("limit_pullback.lua", bars, patient);
  // From the seventh bar on the average is 103.6, 103.8 and then 103.6 again.
  assert.deepEqual(intents(steps).slice(1), [{ action: "CANCEL", reason: "The trend is over" }]);
  assert.equal(steps.at(-1)?.bar, 9);
});

Deno.test("limit_pullback gives up the rest of an entry that was filled in part", async () => {
  const { desk, instance } = await onDesk("limit_pullback.lua", { max_bars: 5 });
  desk.feed(100);
  Object.assign(desk.position, { side: "LONG", quantity: 1, entryPrice: 95, barsHeld: 5 });
  desk.orders.set(restingOrder({ id: "s", purpose: "STOP_LOSS", side: "SELL" }), restingOrder());
  assert.deepEqual(instance.manage(), { action: "CANCEL_ORDERS", reason: "Filled in part" });
  desk.orders.set(restingOrder({ id: "s", purpose: "STOP_LOSS", side: "SELL" }));
  assert.deepEqual(instance.manage(), {
    action: "EXIT",
    order: "MARKET",
    price: 100,
    reason: "Took too long",
  });
});

const PYRAMID = { range: 5, atr_period: 3, near_atr: 0.5, trail_atr: 3, add_atr: 1, wait_bars: 4 };
const flat = [100, 100, 100, 100, 100];

Deno.test("pyramid_breakout enters at the edge, adds twice and leaves at the trailing stop", async () => {
  const bars = [
    ...wide(...flat),
    { open: 100, high: 103, low: 100, close: 103, volume: 10 },
    { open: 103, high: 105, low: 102.5, close: 104.5, volume: 10 },
    { open: 105.5, high: 107, low: 105, close: 106, volume: 10 },
    { open: 106, high: 106, low: 100.5, close: 102, volume: 10 },
  ];
  const steps = await drive("pyramid_breakout.lua", bars, PYRAMID);
  assert.deepEqual(story(steps), [
    "5 found",
    "5 wants",
    "5 long",
    "6 wants",
    "6 added",
    "7 wants",
    "7 added",
    "8 stop",
  ]);
  const place = { order: "STOP", quantity: 0.5 };
  // The range ends at 101 and the ATR is 2: adds 2 apart; the stop 6 behind the high of 107.
  assert.deepEqual(intents(steps), [
    {
      action: "ENTER",
      side: "LONG",
      order: "STOP",
      stopPrice: 101.01,
      timeInForce: "GTD",
      expiresInBars: 4,
      trailingStop: 6,
      reason: "Broke the range upward",
    },
    { action: "ADD", ...place, stopPrice: 103.01, reason: "Add 1 of 2" },
    { action: "ADD", ...place, stopPrice: 105.01, reason: "Add 2 of 2" },
  ]);
});

Deno.test("pyramid_breakout mirrors it below the range", async () => {
  const bars = [
    ...wide(...flat),
    { open: 100, high: 100, low: 97, close: 97, volume: 10 },
  ];
  const given = { ...PYRAMID, trade_long: false, trade_short: true };
  const steps = await drive("pyramid_breakout.lua", bars, given);
  const [enter, add] = intents(steps);
  assert.ok(enter?.action === "ENTER" && enter.side === "SHORT" && enter.stopPrice === 98.99);
  assert.ok(add?.action === "ADD" && add.stopPrice === 96.99);
});

Deno.test("pyramid_breakout waits anew when its order has ended", async () => {
  const steps = await drive("pyramid_breakout.lua", wide(...flat, ...flat), PYRAMID);
  assert.deepEqual(story(steps), ["5 found", "5 wants", "9 expired", "9 found", "9 wants"]);
});

Deno.test("pyramid_breakout adds at the market where the price has passed the next stop", async () => {
  const { desk, instance } = await inPosition();
  // The first add is due at 101 + 2: with a close of 103 a stop there would go off at once.
  desk.feed(103);
  const add = instance.manage();
  assert.ok(add?.action === "ADD" && add.order === "MARKET" && add.stopPrice === undefined);
});

async function inPosition(given: Record<string, unknown> = {}) {
  const { desk, instance } = await onDesk("pyramid_breakout.lua", { ...PYRAMID, ...given });
  desk.feed(...flat);
  instance.detect();
  instance.filter();
  Object.assign(desk.position, { side: "LONG", quantity: 1, entryPrice: 101 });
  return { desk, instance };
}
const RESTING_ADD = restingOrder({ id: "a", purpose: "ADD", order: "STOP", stopPrice: 103 });

Deno.test("pyramid_breakout lets an add wait, and asks for no more where one was refused", async () => {
  const { desk, instance } = await inPosition();
  assert.equal(instance.manage()?.action, "ADD");
  desk.orders.set(RESTING_ADD);
  assert.equal(instance.manage(), null);
  desk.orders.set();
  assert.equal(instance.manage(), null, "it went without a trade");
  assert.equal(instance.manage(), null);
});

Deno.test("pyramid_breakout counts an add that came in parts as one", async () => {
  const { desk, instance } = await inPosition();
  instance.manage();
  desk.orders.set({ ...RESTING_ADD, filled: 0.2 });
  desk.position.quantity = 1.2;
  assert.equal(instance.manage(), null);
  desk.orders.set();
  desk.position.quantity = 1.5;
  const second = instance.manage();
  assert.ok(second?.action === "ADD" && second.reason === "Add 2 of 2");
});

Deno.test("pyramid_breakout adds nothing that it cannot pay for, nor less than a step", async () => {
  const poor = await inPosition();
  poor.desk.account.available = 51;
  assert.equal(poor.instance.manage(), null);
  const small = await inPosition({ add_share: 0.01 });
  small.desk.position.quantity = 0.05;
  assert.equal(small.instance.manage(), null);
});

Deno.test("pyramid_breakout leaves an entry that is still being filled alone", async () => {
  const { desk, instance } = await inPosition();
  desk.orders.set(restingOrder());
  assert.equal(instance.manage(), null);
  desk.position.quantity = 2;
  desk.orders.set();
  const add = instance.manage();
  assert.ok(add?.action === "ADD" && add.quantity === 1);
});
