/** The exchange's steps as a script sees them: 0.05 for prices, 0.001 for quantities. */
import assert from "node:assert/strict";
import { IndicatorSet } from "../../indicators/mod.ts";
import { CandleWindow, MarketView } from "../../market/mod.ts";
import { createLuaHost } from "./mod.ts";
import { script, sourceOf, TestDesk } from "./test_desk.ts";

async function logsOf(body: string): Promise<string[]> {
  const desk = new TestDesk();
  desk.feed(100);
  const instance = await desk.load(script({ detect: body }));
  instance.detect();
  return desk.logs;
}

Deno.test("market_data tells the steps of prices and quantities", async () => {
  assert.deepEqual(
    await logsOf("log.info(market_data.price_step, market_data.quantity_step)"),
    ["INFO 0.05\t0.001"],
  );
});

Deno.test("market_data rounds to the steps, the short way and the long one", async () => {
  const body = `local m = market_data
    local function both(short, ...) assert(short == (...)) return short end
    log.info(both(m.round_price(10.12), m.round_price(10.12)), m.round_price(10.13),
      m.round_price(10.12, "up"), m.round_price(10.14, "down"), m.round_price(10.1, "up"),
      m.round_price(7), m.round_price(10.12, nil))
    log.info(both(m.round_quantity(0.0129), m.round_quantity(0.0129)), m.round_quantity(0.003),
      m.round_quantity(0), m.round_quantity(5))`;
  assert.deepEqual(await logsOf(body), [
    "INFO 10.1\t10.15\t10.15\t10.1\t10.1\t7.0\t10.1",
    "INFO 0.012\t0.003\t0.0\t5.0",
  ]);
});

Deno.test("rounding says what it cannot round", async () => {
  const cases: readonly (readonly [string, string])[] = [
    ["round_price()", "round_price: price cannot be nil: it has to be a number"],
    ["round_price('10')", "round_price: price cannot be a string: it has to be a number"],
    ["round_price(0 / 0)", "round_price: price cannot be NaN: it has to be a finite number"],
    ["round_price(math.huge)", "price cannot be Infinity: it has to be a finite number"],
    ["round_price(1, 'Up')", 'direction cannot be "Up": it has to be "up" or "down"'],
    ["round_price(1, 1)", 'direction cannot be a number: it has to be "up" or "down"'],
    ["round_price(1, 'up', 2)", 'round_price takes a price and "up" or "down", no more'],
    ["round_quantity(-1)", "round_quantity: quantity cannot be -1: it has to be 0 or more"],
    ["round_quantity(0 / 0)", "quantity cannot be NaN: it has to be a finite number"],
    ["round_quantity(1, 2)", "round_quantity takes one number: the quantity"],
  ];
  for (const [call, message] of cases) {
    // One result wanted goes the short way, all results the long one.
    for (const use of [`local x = market_data.${call}`, `return market_data.${call}`]) {
      const [line] = await logsOf(`log.info(select(2, pcall(function() ${use} end)))`);
      assert.ok(line?.includes(message), `${call}: ${line}`);
    }
  }
  const [line] = await logsOf(
    "log.info(select(2, pcall(function() return market_data:round_price(1) end)))",
  );
  assert.match(line!, /price cannot be a table.*call it with a dot, not a colon/);
});

Deno.test("where the steps are not known there are none, and nothing is rounded", async () => {
  const window = new CandleWindow(10);
  const market = new MarketView("ABC", "1m", window);
  const desk = new TestDesk();
  const scope = { ...desk.scope, market, indicators: new IndicatorSet(window) };
  const body = `local m = market_data
    log.info(m.price_step, m.quantity_step, m.round_price(1.234, "up"), m.round_quantity(1.234))`;
  const instance = await createLuaHost().load(sourceOf(script({ detect: body })), {}, scope);
  instance.detect();
  assert.deepEqual(desk.logs, ["INFO nil\tnil\t1.234\t1.234"]);
});
