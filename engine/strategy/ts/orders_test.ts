/** Orders, account and steps as a TypeScript strategy has them. */
import assert from "node:assert/strict";
import { MAX_ORDERS } from "../orders_watch.ts";
import { restingOrder } from "../scripted_scope.ts";
import { faultFrom, load, moduleText, Stage } from "./testing.ts";

const SEE = "context.seen = context.orders ?? 'none';";

Deno.test("resting orders are listed in Analyzing and in position, and not there without any", async () => {
  const stage = new Stage();
  stage.bar(100);
  const instance = await load(moduleText({ detect: SEE, filter: SEE, manage: SEE }), stage);
  const seen = (name: "detect" | "filter" | "manage") => {
    instance[name]();
    return instance.context();
  };
  assert.deepEqual(seen("filter"), { seen: "none" });
  stage.orders.set(restingOrder({ stopPrice: 90, order: "STOP_LIMIT", purpose: "ADD" }));
  const order = {
    id: "o1",
    purpose: "add",
    side: "buy",
    order: "stop_limit",
    price: 95,
    stopPrice: 90,
    quantity: 2,
    filled: 0,
    bars: 1,
  };
  assert.deepEqual(seen("filter"), { seen: [order] });
  assert.deepEqual(seen("detect"), { seen: "none" });
  stage.position.side = "LONG";
  stage.orders.set(restingOrder({ id: "s", side: "SELL", purpose: "STOP_LOSS", price: NaN }));
  assert.deepEqual(seen("manage"), {
    seen: [{
      ...order,
      id: "s",
      purpose: "stop_loss",
      side: "sell",
      order: "limit",
      price: null,
      stopPrice: null,
    }],
  });
  stage.orders.set();
  assert.deepEqual(seen("manage"), { seen: "none" });
});

Deno.test("the list is a new one only when an order or the bar has changed", async () => {
  const stage = new Stage();
  stage.bar(100);
  const text = moduleText({
    top: "let before; let changes = 0;",
    filter:
      "if (context.orders !== before) changes++; before = context.orders; context.n = changes",
  });
  const instance = await load(text, stage);
  const changes = () => {
    for (let i = 0; i < 3; i++) instance.filter();
    return instance.context().n;
  };
  assert.equal(changes(), 0);
  stage.bar(101);
  assert.deepEqual([changes(), stage.orders.asked], [0, 1]);
  stage.orders.set(restingOrder());
  assert.equal(changes(), 1);
  stage.bar(102);
  assert.deepEqual([changes(), stage.orders.asked], [2, 3]);
});

Deno.test("a strategy cannot change its orders nor its account", async () => {
  const stage = new Stage();
  stage.bar(100);
  stage.orders.set(restingOrder());
  const attack = `
    const attempts = [
      () => { context.orders[0].price = 1; },
      () => { context.orders.length = 0; },
      () => { context.orders.push(1); },
      () => { tools.account.cash = 1e9; },
      () => { tools.account = {}; },
    ];
    context.refused = attempts.filter((attempt) => {
      try { attempt(); } catch { return true; }
    }).length;
    context.orders = [];`;
  const instance = await load(moduleText({ filter: attack }), stage);
  for (let i = 0; i < 2; i++) {
    instance.filter();
    assert.deepEqual(instance.context(), { refused: 5 });
  }
  assert.equal(stage.orders.list()[0]?.price, 95);
});

Deno.test("orders are not part of the saved context, and no more than a hundred are shown", async () => {
  const stage = new Stage();
  stage.bar(100);
  stage.orders.set(...Array.from({ length: 5_000 }, (_, i) => restingOrder({ id: `${i}` })));
  const instance = await load(moduleText({ filter: "context.n = context.orders.length" }), stage);
  instance.filter();
  assert.deepEqual(instance.context(), { n: MAX_ORDERS });
  instance.setContext({ mine: 1 });
  instance.filter();
  assert.deepEqual(instance.context(), { mine: 1, n: MAX_ORDERS });
});

Deno.test("a strategy reads its account and keeps the exchange's steps", async () => {
  const stage = new Stage();
  stage.bar(100);
  const text = moduleText({
    detect: `const { equity, cash, available } = tools.account;
      return { account: [equity, cash, available], steps: [market.priceStep, market.quantityStep],
        prices: [market.roundPrice(10.12), market.roundPrice(10.12, "up")],
        quantity: market.roundQuantity(0.0129) };`,
  });
  const instance = await load(text, stage);
  Object.assign(stage.account, { equity: 9_000, cash: 8_000, available: 7_000 });
  instance.detect();
  assert.deepEqual(instance.context(), {
    account: [9_000, 8_000, 7_000],
    steps: [0.05, 0.001],
    prices: [10.1, 10.15],
    quantity: 0.012,
  });
});

Deno.test("answers may ask for any order", async () => {
  const cases: readonly (readonly ["filter" | "manage", string, object])[] = [
    [
      "filter",
      "{ action: 'enter_long', order: 'limit', price: 9, postOnly: true, trailingStop: 2 }",
      {
        action: "ENTER",
        side: "LONG",
        order: "LIMIT",
        price: 9,
        postOnly: true,
        trailingStop: 2,
      },
    ],
    [
      "manage",
      "{ action: 'exit', order: 'stop_limit', price: 9, stopPrice: 8, expiresIn: 3 }",
      {
        action: "EXIT",
        order: "STOP_LIMIT",
        price: 9,
        stopPrice: 8,
        timeInForce: "GTD",
        expiresInBars: 3,
      },
    ],
    [
      "manage",
      "{ action: 'add', order: 'trailing_stop', trailBy: 2, timeInForce: 'gtc', expiresAt: null }",
      { action: "ADD", order: "TRAILING_STOP", trailBy: 2, timeInForce: "GTC" },
    ],
    ["manage", "{ action: 'update_stops', trailingStop: null }", {
      action: "UPDATE_STOPS",
      trailingStop: null,
    }],
    ["manage", "{ action: 'cancel_orders' }", { action: "CANCEL_ORDERS" }],
  ];
  for (const [name, body, intent] of cases) {
    const instance = await load(moduleText({ [name]: `return ${body}` }));
    assert.deepEqual(instance[name](), intent);
  }
});

Deno.test("orders that make no sense are refused with the field as it is spelled here", async () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["order: 'stop_limit', price: 9", /sample\.ts: filterCommitment returned no stopPrice: /],
    ["postOnly: 1", /postOnly = 1: it has to be true or false/],
    ["expiresIn: 0.5", /expiresIn = 0\.5: .* whole number of bars/],
    ["timeInForce: 'gtd'", /timeInForce = "gtd": .* expiresIn or expiresAt/],
    ["trailingStop: NaN", /trailingStop = NaN: /],
  ];
  for (const [fields, message] of cases) {
    const instance = await load(
      moduleText({ filter: `return { action: 'enter_long', ${fields} }` }),
    );
    const fault = faultFrom(() => instance.filter());
    assert.equal(fault.code, "BAD_RETURN");
    assert.match(fault.message, message);
  }
});
