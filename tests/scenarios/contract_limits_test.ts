/** Limits of runners and of the whole engine, set and released by scripts of users. */
import assert from "node:assert/strict";
import { openStore } from "../../engine/store/mod.ts";
import { flat } from "../support/scripted.ts";
import { contractBench } from "./contract_bench.ts";

/** Buys 5 whenever it is idle; sells after `bars` bars. */
const BUYER = `
parameters = { bars = { default = 99, min = 1, max = 99 } }
function detect_opportunity(m) return { seen = 1 } end
function filter_commitment() return { action = "enter_long", quantity = 5 } end
function manage_position(m, context)
  if context.position.bars_held >= params.bars then return { action = "exit" } end
end`;
/** Leaves the size to the settings. */
const UNSIZED = BUYER.replace(", quantity = 5", "");
const STRATEGIES = { buyer: BUYER, unsized: UNSIZED };

const LIMITS = `maxOpenPositions maxExposure maxSymbolExposure openPositions
  byCurrency { name notional } bySymbol { name notional }`;
const SET = `mutation Set($input: EngineRiskInput!) { setEngineRisk(input: $input) { ${LIMITS} } }`;
const SET_RISK = `mutation Risk($id: ID!, $input: RiskInput!) {
  setRisk(id: $id, input: $input) { risk { maxConsecutiveLosses onBreach priceCollar
    sizing { method quantity fraction cap minTrades } } } }`;
const ORDERS = `orders(limit: 1) { status purpose quantity rejectCode }`;

Deno.test("limits over the whole engine count what runners on other shards hold, and are kept", async () => {
  const store = openStore(":memory:");
  const bench = await contractBench(STRATEGIES, { store, shards: 2 });
  const { setEngineRisk } = await bench.ask(SET, { input: { maxExposure: 800 } });
  assert.deepEqual(setEngineRisk, {
    maxOpenPositions: null,
    maxExposure: 800,
    maxSymbolExposure: null,
    openPositions: 0,
    byCurrency: [],
    bySymbol: [],
  });
  const one = await bench.create({ strategy: "buyer" });
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  const two = await bench.create({ strategy: "buyer", symbol: "ETHUSDT" });
  const home = async (id: string) => (await bench.runner(id, `health { shard }`)).health.shard;
  assert.notEqual(await home(one), await home(two));
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  assert.deepEqual((await bench.runner(two, ORDERS)).orders, [
    { status: "REJECTED", purpose: "ENTRY", quantity: 5, rejectCode: "ENGINE_MAX_EXPOSURE" },
  ]);
  assert.deepEqual((await bench.ask(`{ engineRisk { ${LIMITS} } }`)).engineRisk, {
    ...setEngineRisk,
    openPositions: 1,
    byCurrency: [{ name: "USDT", notional: 500 }],
    bySymbol: [{ name: "BTCUSDT", notional: 500 }],
  });
  const { feed } = bench;
  await bench.end();

  const again = await contractBench(STRATEGIES, { store, shards: 2, from: feed.time });
  for (const price of [100, 100]) again.feed.bar(flat(price));
  assert.equal((await again.runner(two, ORDERS)).orders[0].rejectCode, "ENGINE_MAX_EXPOSURE");
  const more = (await again.ask(SET, { input: { maxExposure: null, maxOpenPositions: 1 } }))
    .setEngineRisk;
  assert.deepEqual([more.maxExposure, more.maxOpenPositions], [null, 1]);
  again.feed.bar(flat(100));
  assert.equal((await again.runner(two, ORDERS)).orders[0].rejectCode, "ENGINE_MAX_OPEN_POSITIONS");
  await again.ask(SET, { input: { maxOpenPositions: null, maxSymbolExposure: 600 } });
  for (const price of [100, 100]) again.feed.bar(flat(price));
  assert.equal((await again.runner(two, ORDERS)).orders[0].status, "FILLED");
  assert.deepEqual(await again.refused(SET, { input: { maxExposure: -1 } }), [
    "BAD_USER_INPUT",
    "maxExposure",
  ]);
  await again.end();
  store.close();
});

Deno.test("runners on one shard see each other's orders before they are committed", async () => {
  const bench = await contractBench(STRATEGIES);
  await bench.ask(SET, { input: { maxOpenPositions: 1 } });
  const one = await bench.create({ strategy: "buyer" });
  const two = await bench.create({ strategy: "buyer" });
  bench.feed.bar(flat(100));
  assert.deepEqual((await bench.runner(one, ORDERS)).orders[0].status, "SUBMITTED");
  assert.equal((await bench.runner(two, ORDERS)).orders[0].rejectCode, "ENGINE_MAX_OPEN_POSITIONS");
  await bench.end();
});

Deno.test("a limit on losses locks a runner until a user releases it, over a restart as well", async () => {
  const store = openStore(":memory:");
  const bench = await contractBench(STRATEGIES, { store });
  const id = await bench.create({ strategy: "buyer", parameters: { bars: 1 } });
  const changed = await bench.ask(SET_RISK, {
    id,
    input: { maxConsecutiveLosses: 1, priceCollar: null, onBreach: "REDUCE" },
  });
  assert.deepEqual(changed.setRisk.risk, {
    maxConsecutiveLosses: 1,
    onBreach: "REDUCE",
    priceCollar: null,
    sizing: { method: "EQUITY", quantity: null, fraction: 0.25, cap: null, minTrades: null },
  });
  for (const price of [100, 100, 90, 90, 90]) bench.feed.bar(flat(price));
  const seen = `snapshot { risk { rule limit value triggered until wording } } trades { pnl }`;
  const { snapshot, trades } = await bench.runner(id, seen);
  assert.equal(trades.length, 1);
  const streak = snapshot.risk.find(({ rule }: { rule: string }) => rule === "losing_streak");
  assert.deepEqual([streak.limit, streak.value, streak.triggered, streak.until], [
    1,
    1,
    true,
    null,
  ]);
  assert.match(streak.wording, /After 1 losing trade, orders that would open/);
  const { events } = await bench.runner(
    id,
    `events(types: [RISK_TRIGGERED]) { ... on RiskTriggeredEvent { rule code } }`,
  );
  assert.equal(events.length, 1);
  const { feed } = bench;
  await bench.end();

  const again = await contractBench(STRATEGIES, { store, from: feed.time });
  for (const price of [90, 90]) again.feed.bar(flat(price));
  assert.equal((await again.runner(id, seen)).trades.length, 1);
  const release = `mutation Release($id: ID!) { releaseRisk(id: $id) { ${seen} } }`;
  const { releaseRisk } = await again.ask(release, { id });
  const after = releaseRisk.snapshot.risk.find(({ rule }: { rule: string }) =>
    rule === "losing_streak"
  );
  assert.deepEqual([after.value, after.triggered], [0, false]);
  const [told] = (await again.runner(
    id,
    `events(limit: 1) { type ... on RunnerStatusChangedEvent { reason } }`,
  )).events;
  assert.deepEqual(told, {
    type: "RUNNER_STATUS_CHANGED",
    reason: "limits on losses are released",
  });
  for (const price of [90, 90]) again.feed.bar(flat(price));
  assert.equal((await again.runner(id, `snapshot { state }`)).snapshot.state, "IN_POSITION");
  await again.command("stopRunner", id);
  assert.deepEqual(await again.refused(release, { id }), ["CONFLICT"]);
  assert.deepEqual(await again.refused(SET_RISK, { id, input: {} }), ["CONFLICT"]);
  await again.end();
  store.close();
});

Deno.test("settings of a runner are shown as they were set, and say how orders are sized and paid", async () => {
  const bench = await contractBench(STRATEGIES);
  const id = await bench.create({
    strategy: "unsized",
    cash: 1_000,
    risk: { sizing: { method: "FIXED", quantity: 2 }, maxDrawdown: 0.5 },
    execution: {
      fees: { makerBps: 1, takerBps: 5 },
      spreadBps: 20,
      slippage: { model: "FIXED", bps: 10 },
      leverage: 3,
    },
  });
  const shown = await bench.runner(
    id,
    `cash feeBps spreadBps account { id } risk { maxDrawdown maxOrdersPerMinute sizing { method quantity } }
     execution { fees { makerBps takerBps tiers { volume } } spreadBps slippage { model bps impact }
       latency { model ms } volumeShare limitFill leverage maintenanceMargin fundingHours seed }`,
  );
  assert.deepEqual(shown, {
    cash: 1_000,
    feeBps: 5,
    spreadBps: 20,
    account: null,
    risk: {
      maxDrawdown: 0.5,
      maxOrdersPerMinute: 120,
      sizing: { method: "FIXED", quantity: 2 },
    },
    execution: {
      fees: { makerBps: 1, takerBps: 5, tiers: [] },
      spreadBps: 20,
      slippage: { model: "FIXED", bps: 10, impact: null },
      latency: { model: "NONE", ms: null },
      volumeShare: null,
      limitFill: "TOUCH",
      leverage: 3,
      maintenanceMargin: 0.005,
      fundingHours: 8,
      seed: "1",
    },
  });
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  const { orders, snapshot } = await bench.runner(
    id,
    `orders { quantity fillPrice fee } snapshot { account { leverage marginUsed } }`,
  );
  // The ask is half of 20 bps above 100; 10 bps on 100.1 are 100.2001, rounded up. 5 bps of 2 × 100.21.
  assert.deepEqual(orders, [{ quantity: 2, fillPrice: 100.21, fee: 0.10021 }]);
  assert.equal(snapshot.account.leverage, 3);
  await bench.end();
});

Deno.test("what a runner's limits cannot be is refused by field, and they stay", async () => {
  const bench = await contractBench(STRATEGIES);
  const id = await bench.create({ strategy: "buyer" });
  const cases: [Record<string, unknown>, string][] = [
    [{ maxPosition: 2 }, "maxPosition"],
    [{ maxOpenPositions: 0 }, "maxOpenPositions"],
    [{ cooldownBars: -1 }, "cooldownBars"],
    [{ sizing: { method: "EQUITY" } }, "sizing.fraction"],
    [{ sizing: { method: "EQUITY", fraction: 0.1, quantity: 1 } }, "sizing.quantity"],
    [{ sizing: { method: "VOLATILITY", annual: 0.1, bars: 501 } }, "sizing.bars"],
  ];
  const before = await bench.runner(id, `risk { maxPosition sizing { method fraction } }`);
  for (const [input, field] of cases) {
    assert.deepEqual(await bench.refused(SET_RISK, { id, input }), ["BAD_USER_INPUT", field]);
  }
  assert.deepEqual(
    await bench.runner(id, `risk { maxPosition sizing { method fraction } }`),
    before,
  );
  assert.deepEqual(await bench.refused(SET_RISK, { id: "r9", input: {} }), ["NOT_FOUND"]);
  await bench.end();
});
