/** `context.orders`: what a script sees of its resting orders, when, and what it cannot do to them. */
import assert from "node:assert/strict";
import { MAX_ORDERS } from "../orders_watch.ts";
import { restingOrder } from "../scripted_scope.ts";
import { type RestingOrderView, StrategyFault } from "../strategy.ts";
import { script, TestDesk } from "./test_desk.ts";

const LINES = `
local function lines(orders)
  local found = {}
  for i, o in ipairs(orders or {}) do
    found[i] = table.concat({ o.id, o.purpose, o.side, o.order, tostring(o.price),
      tostring(o.stop_price), o.quantity, o.filled, o.bars }, " ")
  end
  return table.concat(found, "; ")
end
`;
const SHOW = "log.info(context.orders and lines(context.orders) or 'none')";

async function shown(desk = new TestDesk()) {
  desk.feed(100);
  const text = LINES + script({ detect: SHOW, filter: SHOW, manage: SHOW });
  return { desk, instance: await desk.load(text) };
}

const ENTRY = restingOrder({ id: "e", bars: 0 });
const STOP = restingOrder({
  id: "s",
  purpose: "STOP_LOSS",
  side: "SELL",
  order: "STOP",
  price: NaN,
  stopPrice: 90,
});
const TARGET = restingOrder({
  id: "t",
  purpose: "TAKE_PROFIT",
  side: "SELL",
  order: "TAKE_PROFIT",
  price: NaN,
  stopPrice: 120,
});

Deno.test("resting orders are listed in Analyzing and in position, and nil without any", async () => {
  const { desk, instance } = await shown();
  instance.filter();
  desk.orders.set(ENTRY);
  instance.filter();
  instance.detect();
  desk.position.side = "LONG";
  desk.orders.set(STOP, TARGET);
  instance.manage();
  desk.orders.set();
  instance.manage();
  assert.deepEqual(desk.logs, [
    "INFO none",
    "INFO e entry buy limit 95.0 nil 2.0 0.0 0",
    "INFO none",
    "INFO s stop_loss sell stop nil 90.0 2.0 0.0 1; " +
    "t take_profit sell take_profit nil 120.0 2.0 0.0 1",
    "INFO none",
  ]);
});

Deno.test("the list follows its orders as they come, change and go", async () => {
  const { desk, instance } = await shown();
  const add = restingOrder({ id: "a", purpose: "ADD", order: "STOP_LIMIT", stopPrice: 94 });
  const ids = (...orders: RestingOrderView[]) => {
    desk.orders.set(...orders);
    instance.manage();
    return desk.logs.at(-1)!.replace("INFO ", "").replaceAll(/( \S+){8}(;|$)/g, "$2");
  };
  assert.equal(ids(STOP, TARGET), "s; t");
  assert.equal(ids(STOP, TARGET, add), "s; t; a");
  assert.equal(ids(TARGET, add), "t; a");
  assert.equal(ids(add, ENTRY, TARGET, STOP), "a; e; t; s");
  assert.equal(ids(STOP), "s");
  desk.orders.set({ ...STOP, stopPrice: 91.5, filled: 0.5, quantity: 1.5 });
  instance.manage();
  assert.equal(desk.logs.at(-1), "INFO s stop_loss sell stop nil 91.5 1.5 0.5 1");
  desk.orders.set({ ...add, stopPrice: NaN });
  instance.manage();
  assert.equal(desk.logs.at(-1), "INFO a add buy stop_limit 95.0 nil 2.0 0.0 1");
});

Deno.test("orders are read again only when one of them or the bar has changed", async () => {
  const { desk, instance } = await shown();
  const calls = (n: number) => {
    for (let i = 0; i < n; i++) instance.manage();
  };
  calls(5);
  desk.feed(101, 102);
  calls(5);
  assert.equal(desk.orders.asked, 1, "without orders, bars change nothing");
  const live = { ...ENTRY };
  desk.orders.set(live);
  calls(5);
  assert.equal(desk.orders.asked, 2);
  live.bars++;
  desk.feed(103);
  calls(5);
  assert.equal(desk.orders.asked, 3);
  assert.equal(desk.logs.at(-1), "INFO e entry buy limit 95.0 nil 2.0 0.0 1");
  desk.view.showForming(desk.view.timestamp + 60_000, 103, 103, 103, 103, 1, NaN, NaN);
  calls(5);
  desk.feed(103);
  calls(5);
  assert.equal(desk.orders.asked, 5, "a bar that begins, and the same bar once it has closed");
});

Deno.test("a script cannot change its orders, nor what the next call sees", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  desk.orders.set(ENTRY, STOP);
  const attack = `
    local orders = context.orders
    for _, given in ipairs({ orders, orders[1], orders[2] }) do
      assert(not pcall(function() given.price = 1 end))
      assert(not pcall(function() given[1] = nil end))
      assert(not pcall(rawset, given, "quantity", 1))
      assert(not pcall(setmetatable, given, {}))
      assert(not pcall(table.insert, given, 1))
      assert(not pcall(table.remove, given, 1))
      assert(not pcall(table.move, { 5 }, 1, 1, 1, given))
    end
    assert(not pcall(table.sort, orders, function(a, b) return a.id > b.id end))
    assert(#orders == 2 and orders[1].id == "e" and orders[1].price == 95)
    context.orders = { { id = "mine" } }
    context.position = nil`;
  const instance = await desk.load(script({ manage: attack }));
  desk.position.side = "LONG";
  const before = structuredClone(desk.orders.list());
  for (let i = 0; i < 3; i++) instance.manage();
  assert.deepEqual(desk.orders.list(), before);
});

Deno.test("orders are the host's: they are not part of the saved context", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  desk.orders.set(ENTRY);
  const instance = await desk.load(
    script({ filter: "context.mine = 1 context.first = context.orders[1].id" }),
  );
  instance.filter();
  assert.deepEqual(instance.context(), { mine: 1, first: "e" });
  instance.setContext({ mine: 2 });
  instance.filter();
  assert.deepEqual(instance.context(), { mine: 1, first: "e" });
});

Deno.test("a kept order stays the order it was", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const text = `kept = nil
${script({ filter: "kept = kept or context.orders[1] log.info(kept.id, kept.price)" })}`;
  const instance = await desk.load(text);
  desk.orders.set(ENTRY);
  instance.filter();
  desk.orders.set({ ...ENTRY, price: 96 });
  instance.filter();
  desk.orders.set(STOP);
  instance.filter();
  assert.deepEqual(desk.logs, ["INFO e\t95.0", "INFO e\t96.0", "INFO e\t96.0"]);
});

Deno.test("a script that keeps every order meets its limit", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const text = `kept = {}
${script({ filter: "for _, o in ipairs(context.orders) do kept[#kept + 1] = o end" })}`;
  const instance = await desk.load(text, {}, { limits: { retained: 2 ** 20 } });
  const keeps = () => {
    // 100 orders of 2.4 kB a round: past a megabyte with the fifth, found out after 4 MB were made.
    for (let round = 0; round < 20; round++) {
      const orders = Array.from({ length: 100 }, (_, i) => restingOrder({ id: `${round}-${i}` }));
      desk.orders.set(...orders);
      instance.filter();
    }
  };
  const isLimit = (error: unknown) =>
    error instanceof StrategyFault && error.code === "MEMORY_LIMIT";
  assert.throws(keeps, isLimit);
  assert.throws(keeps, isLimit, "and meets it again once it has been loaded anew");
});

Deno.test("orders that are only looked at never meet a limit", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const text = script({ filter: "log.info(context.orders[1].id)" });
  const instance = await desk.load(text, {}, { limits: { retained: 2 ** 20 } });
  for (let i = 0; i < 5_000; i++) {
    desk.orders.set(restingOrder({ id: `${i}` }), restingOrder({ id: `${i}b` }));
    instance.filter();
  }
  assert.equal(desk.logs.length, 5_000);
});

Deno.test("no more than the oldest hundred orders are listed", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  desk.orders.set(...Array.from({ length: 5_000 }, (_, i) => restingOrder({ id: `${i}` })));
  const body =
    "log.info(#context.orders, context.orders[1].id, context.orders[#context.orders].id)";
  const instance = await desk.load(script({ filter: body }));
  instance.filter();
  assert.deepEqual(desk.logs, [`INFO ${MAX_ORDERS}\t0\t${MAX_ORDERS - 1}`]);
});
