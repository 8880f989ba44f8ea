/** What the whole engine may do: the kill switch, exits only, and a restart in between. */
import assert from "node:assert/strict";
import { openStore } from "../../engine/store/mod.ts";
import { flat } from "../support/scripted.ts";
import { contractBench, type ContractOptions } from "./contract_bench.ts";

/** Buys 0.2 on every bar it is idle, with a stop at 90 and a target at 110; sells once above 105. */
const BUYER = `
function detect_opportunity() return { seen = 1 } end
function filter_commitment()
  return { action = "enter_long", quantity = 0.2, stop_loss = 90, take_profit = 110 }
end
function manage_position(m)
  if m.close > 105 then return { action = "exit", reason = "high enough" } end
end`;
/** Bids 0.2 at 95 until it gets them. */
const BIDDER = `
function detect_opportunity() return { seen = 1 } end
function filter_commitment(m, context)
  if context.orders then return nil end
  return { action = "enter_long", order = "limit", price = 95, quantity = 0.2 }
end
function manage_position() end`;

const RESULT = `state reason canceledOrders closedPositions leftOpen unanswered`;
const KILL = `mutation Kill($flatten: Boolean, $reason: String) {
  killSwitch(flatten: $flatten, reason: $reason) { ${RESULT} since } }`;
const RELEASE = `mutation { releaseKillSwitch { ${RESULT} } }`;
const REDUCE =
  `mutation { setTradingState(state: REDUCING, reason: "closing time") { ${RESULT} } }`;
const ENGINE =
  `{ engine { tradingState tradingStateSince tradingStateReason openOrders openPositions } }`;
const SHOWN = `snapshot { state position { quantity stopLoss takeProfit } orders { purpose } }
  orders { purpose status cancelCode }`;

const NOTHING = { canceledOrders: 0, closedPositions: 0, leftOpen: [], unanswered: [] };

/** One runner holds a position, the other's bid rests. */
async function atWork(options: ContractOptions = {}) {
  const bench = await contractBench({ buyer: BUYER, bidder: BIDDER }, options);
  const buyer = await bench.create({ strategy: "buyer" });
  const bidder = await bench.create({ strategy: "bidder" });
  for (const price of [100, 101]) bench.feed.bar(flat(price));
  return { bench, buyer, bidder };
}

Deno.test("the kill switch closes positions, cancels all orders, and stays down over a restart", async () => {
  const store = openStore(":memory:");
  const { bench, buyer, bidder } = await atWork({ store });
  assert.deepEqual((await bench.ask(ENGINE)).engine, {
    tradingState: "ACTIVE",
    tradingStateSince: null,
    tradingStateReason: null,
    // Stop loss, take profit and the bid.
    openOrders: 3,
    openPositions: 1,
  });
  bench.time.advance(500);
  const now = bench.time.now();
  const { killSwitch } = await bench.ask(KILL, { flatten: true, reason: "news" });
  assert.deepEqual(killSwitch, {
    ...NOTHING,
    state: "HALTED",
    since: now,
    reason: "news",
    canceledOrders: 3,
    closedPositions: 1,
  });
  const halted = await bench.runner(buyer, `${SHOWN} trades { exitPrice reason }`);
  assert.deepEqual(halted.snapshot, { state: "IDLE", position: null, orders: [] });
  assert.deepEqual(halted.trades, [{ exitPrice: 101, reason: "flattened" }]);
  assert.deepEqual((await bench.runner(bidder, SHOWN)).orders, [
    { purpose: "ENTRY", status: "CANCELED", cancelCode: "ENGINE_HALTED" },
  ]);
  const made = (await bench.runner(buyer, SHOWN)).orders.length;
  for (const price of [102, 94, 103]) bench.feed.bar(flat(price));
  assert.equal((await bench.runner(buyer, SHOWN)).orders.length, made);
  const { feed } = bench;
  await bench.end();

  const again = await contractBench({ buyer: BUYER, bidder: BIDDER }, { store, from: feed.time });
  assert.deepEqual((await again.ask(ENGINE)).engine, {
    tradingState: "HALTED",
    tradingStateSince: now,
    tradingStateReason: "news",
    openOrders: 0,
    openPositions: 0,
  });
  const late = await again.create({ strategy: "buyer" });
  for (const price of [100, 101]) again.feed.bar(flat(price));
  assert.deepEqual((await again.runner(late, SHOWN)).orders, []);
  assert.equal((await again.runner(buyer, SHOWN)).orders.length, made);
  const { releaseKillSwitch } = await again.ask(RELEASE);
  assert.deepEqual(releaseKillSwitch, { ...NOTHING, state: "ACTIVE", reason: null });
  assert.deepEqual(await again.refused(RELEASE), ["CONFLICT"]);
  for (const price of [100, 101]) again.feed.bar(flat(price));
  for (const id of [buyer, late]) {
    assert.equal((await again.runner(id, SHOWN)).snapshot.state, "IN_POSITION");
  }
  const { events } = await again.ask(
    `{ events(types: [TRADING_STATE_CHANGED]) { sequence runnerId ... on TradingStateChangedEvent { from to reason } } }`,
  );
  const told = events.map((event: Record<string, unknown>) => [event.from, event.to, event.reason]);
  assert.deepEqual(told, [["HALTED", "ACTIVE", null], ["ACTIVE", "HALTED", "news"]]);
  assert.ok(events[0].sequence > events[1].sequence);
  await again.end();
  store.close();
});

Deno.test("a position that is left open has no stop until the release, which places it again", async () => {
  const store = openStore(":memory:");
  const { bench, buyer } = await atWork({ store });
  const { killSwitch } = await bench.ask(KILL, { flatten: false });
  assert.deepEqual([killSwitch.canceledOrders, killSwitch.closedPositions], [3, 0]);
  const { snapshot } = await bench.runner(buyer, SHOWN);
  const position = { quantity: 0.2, stopLoss: 90, takeProfit: 110 };
  assert.deepEqual(snapshot, { state: "IN_POSITION", position, orders: [] });
  bench.feed.bar([101, 101, 80, 95]);
  assert.deepEqual((await bench.runner(buyer, SHOWN)).snapshot.position, position);
  const { feed } = bench;
  await bench.end();

  const again = await contractBench({ buyer: BUYER, bidder: BIDDER }, { store, from: feed.time });
  again.feed.bar([95, 95, 80, 95]);
  assert.deepEqual((await again.runner(buyer, SHOWN)).snapshot.position, position);
  await again.ask(RELEASE);
  const rearmed = (await again.runner(buyer, SHOWN)).snapshot;
  assert.deepEqual(rearmed.position, position);
  assert.deepEqual(rearmed.orders, [{ purpose: "STOP_LOSS" }, { purpose: "TAKE_PROFIT" }]);
  again.feed.bar([95, 96, 89, 95]);
  const { trades } = await again.runner(buyer, `trades { exitPrice reason }`);
  assert.deepEqual(trades, [{ exitPrice: 90, reason: "stop_loss" }]);
  await again.end();
  store.close();
});

Deno.test("while only reducing, nothing is opened, and positions are left by stop and strategy", async () => {
  const { bench, buyer, bidder } = await atWork();
  const { setTradingState } = await bench.ask(REDUCE);
  assert.deepEqual(setTradingState, {
    ...NOTHING,
    state: "REDUCING",
    reason: "closing time",
    canceledOrders: 1,
  });
  assert.deepEqual((await bench.runner(bidder, SHOWN)).orders, [
    { purpose: "ENTRY", status: "CANCELED", cancelCode: "ENGINE_REDUCING" },
  ]);
  const held = (await bench.runner(buyer, SHOWN)).snapshot;
  assert.deepEqual(held.orders, [{ purpose: "STOP_LOSS" }, { purpose: "TAKE_PROFIT" }]);
  for (const price of [106, 107, 108]) bench.feed.bar(flat(price));
  const { snapshot, trades } = await bench.runner(buyer, `${SHOWN} trades { exitPrice reason }`);
  assert.deepEqual(trades, [{ exitPrice: 107, reason: "high enough" }]);
  assert.deepEqual(snapshot.state, "IDLE");
  assert.equal((await bench.runner(bidder, SHOWN)).orders.length, 1);
  assert.deepEqual(await bench.refused(RELEASE), ["CONFLICT"]);
  await bench.ask(`mutation { setTradingState(state: ACTIVE) { state } }`);
  for (const price of [100, 101]) bench.feed.bar(flat(price));
  assert.equal((await bench.runner(buyer, SHOWN)).snapshot.state, "IN_POSITION");
  await bench.end();
});

Deno.test("who does not answer is named, and obeys before it sees another price", async () => {
  const { bench, buyer, bidder } = await atWork({ answerMs: 50 });
  bench.shards.deaf.add(0);
  const { killSwitch } = await bench.ask(KILL, { flatten: true });
  assert.deepEqual(killSwitch.unanswered, [buyer, bidder]);
  assert.deepEqual([killSwitch.canceledOrders, killSwitch.closedPositions], [0, 0]);
  // Silent for longer than it may be, the shard is given up and its runners go on elsewhere.
  for (let i = 0; i < 7; i++) bench.time.advance(1_000);
  await bench.until((event) => event.type === "ORDER_CANCELED" && event.runnerId === bidder);
  const { snapshot, trades } = await bench.runner(buyer, `${SHOWN} trades { exitPrice reason }`);
  assert.deepEqual(snapshot, { state: "IDLE", position: null, orders: [] });
  assert.deepEqual(trades, [{ exitPrice: 101, reason: "flattened" }]);
  await bench.end();
});

Deno.test("what a stopped runner holds is left alone, and a reason has its length", async () => {
  const { bench, buyer } = await atWork();
  await bench.command("stopRunner", buyer);
  const { killSwitch } = await bench.ask(KILL, { flatten: true });
  assert.deepEqual([killSwitch.canceledOrders, killSwitch.closedPositions], [1, 0]);
  assert.deepEqual(
    await bench.refused(`mutation($reason: String) { killSwitch(reason: $reason) { state } }`, {
      reason: "x".repeat(501),
    }),
    ["BAD_USER_INPUT", "reason"],
  );
  await bench.end();
});

Deno.test("the kill switch acts while the store cannot be written, and says that it is not kept", async () => {
  const store = openStore(":memory:");
  const { bench, buyer } = await atWork({ store, answerMs: 50 });
  const commit = store.commit.bind(store);
  store.commit = () => {
    throw new Error("disk full");
  };
  assert.deepEqual(await bench.refused(KILL, { flatten: true }), ["TIMEOUT"]);
  const shown = await bench.snapshot(buyer, `state orders { id }`);
  assert.deepEqual(shown, { state: "IDLE", orders: [] });
  assert.equal((await bench.ask(ENGINE)).engine.tradingState, "HALTED");
  store.commit = commit;
  bench.time.advance(1_000);
  assert.equal(store.settings().trading?.state, "HALTED");
  await bench.until((event) => event.type === "TRADING_STATE_CHANGED");
  await bench.end();
  store.close();
});
