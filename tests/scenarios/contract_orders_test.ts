/** Orders that rest, are amended, canceled and filled, as scripts of users see them. */
import assert from "node:assert/strict";
import { flat } from "../support/scripted.ts";
import { contractBench } from "./contract_bench.ts";

/** Bids 0.2 at 95 once, with a stop at 90 and a target at 110. */
const BIDDER = `
local asked = false
function detect_opportunity()
  if asked then return nil end
  asked = true
  return { seen = 1 }
end
function filter_commitment(m, context)
  if context.orders then return nil end
  return { action = "enter_long", order = "limit", price = 95, quantity = 0.2,
           stop_loss = 90, take_profit = 110 }
end
function manage_position() end`;

type Bench = Awaited<ReturnType<typeof contractBench>>;

/** A runner whose bid rests in the market. */
async function resting(input: Record<string, unknown> = {}): Promise<[Bench, string]> {
  const bench = await contractBench({ bidder: BIDDER });
  const id = await bench.create({ strategy: "bidder", ...input });
  bench.feed.bar(flat(100));
  bench.feed.start(100);
  return [bench, id];
}

const WORKING = `snapshot { orders { id purpose type status side quantity filledQuantity limitPrice
  stopPrice reduceOnly group timeInForce } position { quantity stopLoss takeProfit }
  account { marginUsed marginAvailable } }`;
const EVENTS = `events(limit: 100) { type ... on OrderCanceledEvent { code } }`;

Deno.test("a bid rests, holds its margin, is filled as maker, and its levels rest as a group", async () => {
  const [bench, id] = await resting();
  const { snapshot } = await bench.runner(id, WORKING);
  assert.deepEqual(snapshot, {
    orders: [{
      id: `${id}-o1`,
      purpose: "ENTRY",
      type: "LIMIT",
      status: "ACCEPTED",
      side: "BUY",
      quantity: 0.2,
      filledQuantity: 0,
      limitPrice: 95,
      stopPrice: null,
      reduceOnly: false,
      group: null,
      timeInForce: "GTC",
    }],
    position: null,
    // 0.2 × 95
    account: { marginUsed: 19, marginAvailable: 9_981 },
  });
  bench.feed.finish([100, 101, 94, 99]);
  const held = (await bench.runner(id, WORKING)).snapshot;
  assert.deepEqual(held.position, { quantity: 0.2, stopLoss: 90, takeProfit: 110 });
  assert.deepEqual(
    held.orders.map((order: Record<string, unknown>) => [
      order.purpose,
      order.type,
      order.status,
      order.limitPrice ?? order.stopPrice,
      order.reduceOnly,
    ]),
    [
      ["STOP_LOSS", "STOP", "ACCEPTED", 90, true],
      ["TAKE_PROFIT", "LIMIT", "ACCEPTED", 110, true],
    ],
  );
  assert.equal(held.orders[0].group, held.orders[1].group);
  bench.feed.bar([99, 111, 98, 110]);
  const { trades, events, snapshot: after } = await bench.runner(
    id,
    `trades { entryPrice exitPrice pnl fees reason } ${EVENTS} ${WORKING}`,
  );
  // (110 − 95) × 0.2 less 0.1 % of 19 and of 22.
  assert.deepEqual(trades, [
    { entryPrice: 95, exitPrice: 110, pnl: 2.959, fees: 0.041, reason: "take_profit" },
  ]);
  assert.deepEqual([after.orders, after.position], [[], null]);
  const told = events.filter(({ type }: { type: string }) => type.startsWith("ORDER")).toReversed();
  assert.deepEqual(told, [
    { type: "ORDER_SUBMITTED" },
    { type: "ORDER_ACCEPTED" },
    { type: "ORDER_FILLED" },
    { type: "ORDER_SUBMITTED" },
    { type: "ORDER_ACCEPTED" },
    { type: "ORDER_SUBMITTED" },
    { type: "ORDER_ACCEPTED" },
    { type: "ORDER_FILLED" },
    { type: "ORDER_CANCELED", code: "OCO" },
  ]);
  const { orders } = await bench.runner(id, `orders { purpose status cancelCode }`);
  assert.deepEqual(orders, [
    { purpose: "TAKE_PROFIT", status: "FILLED", cancelCode: null },
    { purpose: "STOP_LOSS", status: "CANCELED", cancelCode: "OCO" },
    { purpose: "ENTRY", status: "FILLED", cancelCode: null },
  ]);
  await bench.end();
});

const AMEND =
  `mutation Amend($runnerId: ID!, $id: ID!, $price: Float, $stopPrice: Float, $quantity: Float) {
  amendOrder(runnerId: $runnerId, id: $id, price: $price, stopPrice: $stopPrice, quantity: $quantity) {
    ${WORKING} } }`;
const CANCEL = `mutation Cancel($runnerId: ID!, $id: ID!) {
  cancelOrder(runnerId: $runnerId, id: $id) { ${WORKING} } }`;

Deno.test("a bid is amended and canceled, and nothing of it can be changed after that", async () => {
  const [bench, runnerId] = await resting();
  const bid = { runnerId, id: `${runnerId}-o1` };
  const first = (await bench.ask(AMEND, { ...bid, price: 96.5 })).amendOrder.snapshot;
  assert.deepEqual([first.orders[0].limitPrice, first.orders[0].quantity], [96.5, 0.2]);
  const second = (await bench.ask(AMEND, { ...bid, quantity: 0.3 })).amendOrder.snapshot;
  assert.deepEqual([second.orders[0].limitPrice, second.orders[0].quantity], [96.5, 0.3]);
  assert.equal(second.account.marginUsed, 28.95);
  const after = (await bench.ask(CANCEL, bid)).cancelOrder.snapshot;
  assert.deepEqual([after.orders, after.account.marginUsed], [[], 0]);
  const { orders, transitions } = await bench.runner(
    runnerId,
    `orders { status cancelCode cancelReason } transitions { to trigger }`,
  );
  const why = { cancelCode: "USER", cancelReason: "Canceled by the user" };
  assert.deepEqual(orders, [{ status: "CANCELED", ...why }]);
  assert.deepEqual(transitions[0], { to: "IDLE", trigger: "ENTRY_CANCELED" });
  assert.deepEqual(await bench.refused(CANCEL, bid), ["CONFLICT"]);
  assert.match(
    await bench.refusal(CANCEL, bid),
    /Order r1-o1 is not at work: it was filled, cancel/,
  );
  assert.deepEqual(await bench.refused(AMEND, { ...bid, price: 96 }), ["CONFLICT"]);
  await bench.end();
});

Deno.test("what an order cannot become is refused, with a sentence, and it stays as it is", async () => {
  const [bench, runnerId] = await resting();
  const bid = { runnerId, id: `${runnerId}-o1` };
  const cases: [Record<string, unknown>, string | undefined, RegExp][] = [
    [{}, "price", /Nothing to change is named/],
    [{ price: 0 }, "price", /price cannot be 0: it has to be a number above 0/],
    [{ price: -95 }, "price", /price cannot be -95/],
    [{ quantity: 0 }, "quantity", /quantity cannot be 0/],
    [{ stopPrice: -1 }, "stopPrice", /stopPrice cannot be -1/],
    [{ price: 95.001 }, undefined, /Price 95\.001 is no multiple of 0\.01: 95 or 95\.01 would be/],
    [{ price: 1e-9 }, undefined, /price cannot be 1e-9: it has to be from 0\.01 to/],
    [{ price: 1e300 }, undefined, /price cannot be 1e\+300: it has to be from 0\.01 to/],
    [{ price: 45 }, undefined, /Stop loss 90 of a long has to be below the price of 45/],
    [{ price: 10 }, undefined, /0\.2 at 10 is worth 2, and 5 is the least for BTCUSDT/],
    [{ quantity: 0.000001 }, undefined, /Quantity 0\.000001 is no multiple of 0\.00001/],
    [{ quantity: 1e-9 }, undefined, /Quantity 1e-9 is no multiple of 0\.00001/],
    [{ quantity: 1e300 }, undefined, /more than .*, the most that can be counted/],
    [
      { quantity: 500 },
      undefined,
      /500 at 95 needs 47547\.5 with the fee, and the equity is 10000/,
    ],
  ];
  for (const [change, field, message] of cases) {
    const variables = { ...bid, ...change };
    assert.deepEqual(
      await bench.refused(AMEND, variables),
      field ? ["BAD_USER_INPUT", field] : ["BAD_USER_INPUT"],
      JSON.stringify(change),
    );
    assert.match(await bench.refusal(AMEND, variables), message);
  }
  // A literal may be what no JSON can say.
  const endless = `mutation { amendOrder(runnerId: "r1", id: "r1-o1", price: 1e999) { id } }`;
  assert.deepEqual(await bench.refused(endless), ["BAD_USER_INPUT", "price"]);
  const { snapshot } = await bench.runner(runnerId, WORKING);
  assert.deepEqual([snapshot.orders[0].limitPrice, snapshot.orders[0].quantity], [95, 0.2]);
  const other = { ...bid, id: `${runnerId}-o9` };
  assert.deepEqual(await bench.refused(CANCEL, other), ["CONFLICT"]);
  assert.deepEqual(await bench.refused(CANCEL, { ...bid, runnerId: "r9" }), ["NOT_FOUND"]);
  assert.deepEqual(await bench.refused(CANCEL, { ...bid, id: "../o1" }), ["BAD_USER_INPUT", "id"]);
  await bench.command("stopRunner", runnerId);
  assert.deepEqual(await bench.refused(CANCEL, bid), ["CONFLICT"]);
  assert.match(await bench.refusal(CANCEL, bid), /Runner r1 is stopped/);
  assert.deepEqual(await bench.refused(AMEND, { ...bid, price: 96 }), ["CONFLICT"]);
  await bench.end();
});

Deno.test("stop loss and take profit move and go with their orders", async () => {
  const [bench, runnerId] = await resting();
  bench.feed.finish([100, 101, 94, 99]);
  const stop = { runnerId, id: `${runnerId}-o2` };
  const target = { runnerId, id: `${runnerId}-o3` };
  assert.deepEqual(await bench.refused(AMEND, { runnerId, id: `${runnerId}-o1`, price: 96 }), [
    "CONFLICT",
  ]);
  const moved = (await bench.ask(AMEND, { ...stop, stopPrice: 97 })).amendOrder.snapshot;
  assert.deepEqual([moved.position.stopLoss, moved.orders[0].stopPrice], [97, 97]);
  assert.deepEqual(await bench.refused(AMEND, { ...stop, stopPrice: 150 }), ["BAD_USER_INPUT"]);
  assert.deepEqual(await bench.refused(AMEND, { ...stop, quantity: 0.1 }), ["BAD_USER_INPUT"]);
  const without = (await bench.ask(CANCEL, target)).cancelOrder.snapshot;
  assert.deepEqual(
    [without.position, without.orders.length],
    [{ quantity: 0.2, stopLoss: 97, takeProfit: null }, 1],
  );
  bench.feed.bar([99, 130, 96, 120]);
  const { trades } = await bench.runner(runnerId, `trades { exitPrice reason }`);
  assert.deepEqual(trades, [{ exitPrice: 97, reason: "stop_loss" }]);
  await bench.end();
});
