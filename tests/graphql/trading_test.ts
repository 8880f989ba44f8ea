import assert from "node:assert/strict";
import { createApi } from "../support/api.ts";
import { SNAPSHOT } from "../support/fake_engine.ts";
import { orderOf } from "../support/orders.ts";

Deno.test("orders, limits and execution are handed over as they were given", async () => {
  const { engine, query } = createApi();
  const { id } = engine.add();
  const { errors } = await query(
    `mutation All($risk: RiskInput!, $engine: EngineRiskInput!, $account: CreateAccountInput!) {
      cancelOrder(runnerId: "${id}", id: "r1-o1") { id }
      amendOrder(runnerId: "${id}", id: "r1-o2", price: 95.5, stopPrice: null) { id }
      setRisk(id: "${id}", input: $risk) { id }
      releaseRisk(id: "${id}") { id }
      setEngineRisk(input: $engine) { openPositions }
      createAccount(input: $account) { id }
      setAccountRisk(id: "a1", input: { maxDrawdown: 0.2, maxExposure: null }) { id }
    }`,
    {
      risk: {
        maxPosition: 0.5,
        maxDrawdown: null,
        sizing: { method: "KELLY", cap: 0.2, minTrades: 9 },
      },
      engine: { maxExposure: 1_000 },
      account: { name: "Both", cash: 500 },
    },
  );
  assert.equal(errors, undefined);
  assert.deepEqual(structuredClone(engine.asked), [
    ["cancelOrder", "r1-o1"],
    ["amendOrder", "r1-o2", { price: 95.5 }],
    [
      "setRisk",
      { maxPosition: 0.5, maxDrawdown: null, sizing: { method: "KELLY", cap: 0.2, minTrades: 9 } },
    ],
    ["releaseRisk"],
    ["setEngineRisk", { maxExposure: 1_000 }],
    ["createAccount", { name: "Both", currency: "USDT", cash: 500 }],
    ["setAccountRisk", { maxDrawdown: 0.2, maxExposure: null }],
  ]);
});

Deno.test("createRunner takes execution and risk, and no cash of its own with an account", async () => {
  const { engine, query } = createApi();
  const create = async (input: Record<string, unknown>) => {
    const text =
      `mutation Create($input: CreateRunnerInput!) { createRunner(input: $input) { id } }`;
    const given = { symbol: "BTCUSDT", strategy: "ema_crossover", ...input };
    assert.equal((await query(text, { input: given })).errors, undefined);
    return structuredClone(engine.created);
  };
  const execution = {
    slippage: { model: "FIXED", bps: 5 },
    fees: { makerBps: 1 },
    volumeShare: null,
  };
  const whole = await create({ execution, risk: { priceCollar: null }, feeBps: null });
  assert.deepEqual([whole?.execution, whole?.risk, whole?.feeBps], [
    execution,
    { priceCollar: null },
    undefined,
  ]);
  const shared = await create({ account: "a1" });
  assert.deepEqual([shared?.account, shared?.cash], ["a1", undefined]);
  assert.equal((await create({ account: "a1", cash: 500 }))?.cash, 500);
});

Deno.test("the kill switch flattens unless told otherwise, and says what it did", async () => {
  const { engine, query } = createApi();
  const result = `state reason canceledOrders closedPositions leftOpen unanswered`;
  const { data } = await query(`mutation { killSwitch(reason: "news") { ${result} } }`);
  assert.deepEqual(data.killSwitch, {
    state: "HALTED",
    reason: "news",
    canceledOrders: 3,
    closedPositions: 1,
    leftOpen: [],
    unanswered: ["r7"],
  });
  await query(`mutation { killSwitch(flatten: false) { state } }`);
  assert.deepEqual(engine.asked, [["killSwitch", true, "news"], ["killSwitch", false, undefined]]);
  const shown = await query(`{ engine { tradingState tradingStateSince openOrders } }`);
  assert.deepEqual(shown.data.engine, {
    tradingState: "HALTED",
    tradingStateSince: 1_700_000_000_000,
    openOrders: 3,
  });
  const released = await query(`mutation { releaseKillSwitch { state } }`);
  assert.equal(released.data.releaseKillSwitch.state, "ACTIVE");
  const again = await query(`mutation { releaseKillSwitch { state } }`);
  assert.equal(again.errors?.[0]?.extensions.code, "CONFLICT");
  const set = await query(
    `mutation { setTradingState(state: REDUCING, reason: "slow") { state } }`,
  );
  assert.equal(set.data.setTradingState.state, "REDUCING");
});

Deno.test("what the schema does not know is refused before the engine hears of it", async () => {
  const { engine, query } = createApi();
  engine.add();
  const wrong = [
    `mutation { setRisk(id: "r1", input: { maxLoss: 1 }) { id } }`,
    `mutation { setRisk(id: "r1", input: { maxDrawdown: "much" }) { id } }`,
    `mutation { setRisk(id: "r1", input: { sizing: { fraction: 0.1 } }) { id } }`,
    `mutation { setRisk(id: "r1", input: { sizing: { method: ALL } }) { id } }`,
    `mutation { setTradingState(state: BORED) { state } }`,
    `mutation { amendOrder(runnerId: "r1", id: "r1-o1", price: "95") { id } }`,
    `mutation { cancelOrder(runnerId: "r1") { id } }`,
    `mutation { createAccount(input: { cash: 5 }) { id } }`,
  ];
  for (const text of wrong) {
    assert.equal((await query(text)).errors?.[0]?.extensions.code, "BAD_USER_INPUT", text);
  }
  const long = await query(
    `mutation { cancelOrder(runnerId: "r1", id: "${"x".repeat(65)}") { id } }`,
  );
  assert.deepEqual(long.errors?.[0]?.extensions, { code: "BAD_USER_INPUT", field: "id" });
  assert.deepEqual(engine.asked, []);
});

Deno.test("a runner shows its orders, limits, settings and account", async () => {
  const { engine, query } = createApi();
  const { id: account } = await engine.createAccount({ name: "Both" });
  const { id } = engine.add({ account });
  engine.shared.set(account, { ...engine.account(account)!, runners: [id] });
  const order = orderOf(id, 1, {
    type: "TRAILING_STOP",
    purpose: "STOP_LOSS",
    status: "ACCEPTED",
    stopPrice: 95,
    trailBy: 5,
    group: "g",
    reduceOnly: true,
  });
  const status = {
    rule: "drawdown",
    limit: 0.2,
    value: 0.05,
    triggered: false,
    until: null,
    wording: "…",
  };
  engine.snapshots.set(id, { ...SNAPSHOT, orders: [order], risk: [status] });
  const { data, errors } = await query(`{ runner(id: "${id}") {
    execution { fees { takerBps tiers { volume } } slippage { model bps } latency { model ms } volumeShare }
    risk { sizing { method fraction quantity } maxDrawdown onBreach cooldownBars priceCollar }
    account { name risk { maxExposure onBreach } books { equity marginUsed } runners { id } }
    snapshot { orders { type purpose status stopPrice trailBy group reduceOnly postOnly expiresAt }
      risk { rule limit value triggered until wording } account { id marginAvailable leverage funding } }
  } }`);
  assert.equal(errors, undefined);
  assert.deepEqual(data.runner, {
    execution: {
      fees: { takerBps: 10, tiers: [] },
      slippage: { model: "NONE", bps: null },
      latency: { model: "NONE", ms: null },
      volumeShare: null,
    },
    risk: {
      sizing: { method: "EQUITY", fraction: 0.25, quantity: null },
      maxDrawdown: null,
      onBreach: "FLATTEN",
      cooldownBars: 0,
      priceCollar: 0.5,
    },
    account: {
      name: "Both",
      risk: { maxExposure: null, onBreach: "REDUCE" },
      books: { equity: 10_000, marginUsed: 0 },
      runners: [{ id }],
    },
    snapshot: {
      orders: [{
        type: "TRAILING_STOP",
        purpose: "STOP_LOSS",
        status: "ACCEPTED",
        stopPrice: 95,
        trailBy: 5,
        group: "g",
        reduceOnly: true,
        postOnly: false,
        expiresAt: null,
      }],
      risk: [status],
      account: { id: null, marginAvailable: 10_000, leverage: 1, funding: 0 },
    },
  });
});

Deno.test("events of orders, funding and trading state are objects of their own", async () => {
  const { engine, query, subscribe } = createApi();
  const runner = engine.add();
  const base = { time: 1, runnerId: runner.id, symbol: "BTCUSDT" };
  const order = orderOf(runner.id, 1);
  engine.journal = [
    { type: "ORDER_ACCEPTED", sequence: 2, ...base, order },
    { type: "ORDER_EXPIRED", sequence: 3, ...base, order, code: "TIME_UP", reason: "It was over" },
    { type: "FUNDING_PAID", sequence: 4, ...base, amount: -0.5, rate: 0.0001, notional: 5_000 },
  ];
  const { data, errors } = await query(`{ events { type
    ... on OrderAcceptedEvent { order { id status } }
    ... on OrderExpiredEvent { code reason }
    ... on FundingPaidEvent { amount rate notional } } }`);
  assert.equal(errors, undefined);
  assert.deepEqual(data.events, [
    { type: "ORDER_ACCEPTED", order: { id: "r1-o1", status: "SUBMITTED" } },
    { type: "ORDER_EXPIRED", code: "TIME_UP", reason: "It was over" },
    { type: "FUNDING_PAID", amount: -0.5, rate: 0.0001, notional: 5_000 },
  ]);
  const events = await subscribe(`subscription { events(types: [TRADING_STATE_CHANGED]) {
    type runnerId ... on TradingStateChangedEvent { from to reason } } }`);
  engine.emit({
    type: "TRADING_STATE_CHANGED",
    sequence: 5,
    time: 1,
    runnerId: null,
    symbol: null,
    from: "ACTIVE",
    to: "HALTED",
    reason: "news",
  });
  assert.deepEqual((await events.next())?.data?.events, {
    type: "TRADING_STATE_CHANGED",
    runnerId: null,
    from: "ACTIVE",
    to: "HALTED",
    reason: "news",
  });
  await events.cancel();
});
