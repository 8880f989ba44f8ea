import assert from "node:assert/strict";
import { createApi } from "../support/api.ts";
import { AAPL, candleAt, SNAPSHOT } from "../support/fake_engine.ts";

Deno.test("query answers what the engine says", async () => {
  const { engine, query } = createApi();
  const runner = engine.add();
  engine.candles = [candleAt(0, 99, true), candleAt(60_000, 101, false)];
  const { data, errors } = await query(`{
    health { status version }
    engine { runners running shards defaultFeed version subscribers conflated }
    symbols { code assetClass feeds priceStep }
    strategies { name parameters { name type default min max options } }
    runner(id: "${runner.id}") {
      id symbol { code } strategy { name } timeframe feed status parameters createdAt decideOn
      snapshot { asOf stale state candle { close } account { equity } context indicators stats { winRate } }
      history(limit: 1) { time close closed bid }
      indicatorSeries(limit: 2) { key output pane values }
      transitions { from to }
      health { healthy feedStatus feedDetail feedSince dataAgeMs latency { p99 } }
    }
  }`);
  assert.equal(errors, undefined);
  assert.deepEqual(data.health, { status: "ok", version: "0.1.0-test" });
  assert.deepEqual(data.engine, {
    runners: 1,
    running: 1,
    shards: 2,
    defaultFeed: "SIMULATED",
    version: "0.1.0-test",
    subscribers: 0,
    conflated: 0,
  });
  assert.deepEqual(data.symbols[1], {
    code: "AAPL",
    assetClass: "STOCK",
    feeds: ["SIMULATED", "REPLAY"],
    priceStep: 0.01,
  });
  assert.deepEqual(data.strategies[0].parameters, [
    { name: "fast", type: "INTEGER", default: 10, min: 2, max: 200, options: null },
  ]);
  assert.deepEqual(data.runner, {
    id: "r1",
    symbol: { code: "BTCUSDT" },
    strategy: { name: "ema_crossover" },
    timeframe: "1m",
    feed: "SIMULATED",
    status: "RUNNING",
    parameters: { fast: 10 },
    createdAt: 1_700_000_000_000,
    decideOn: "CANDLE",
    snapshot: {
      asOf: 60_000,
      stale: false,
      state: "IDLE",
      candle: { close: 101 },
      account: { equity: 10_000 },
      context: { note: "none" },
      indicators: { "ema(10)": 100.5 },
      stats: { winRate: null },
    },
    history: [{ time: 60_000, close: 101, closed: false, bid: null }],
    indicatorSeries: [{ key: "ema(10)", output: "value", pane: "PRICE", values: [null, 1.5] }],
    transitions: [{ from: "IDLE", to: "ANALYZING" }],
    health: {
      healthy: true,
      feedStatus: "LIVE",
      feedDetail: null,
      feedSince: 1_700_000_000_000,
      dataAgeMs: 40,
      latency: { p99: 0.9 },
    },
  });
});

Deno.test("feeds say how they are, and in which steps they trade a symbol", async () => {
  const { query } = createApi();
  const { data, errors } = await query(`{
    feeds {
      feed status detail since lastDataAt ageMs connectedSince symbols streams runners
      markets { status count symbols detail since }
      counters {
        messages garbage duplicates late missedTrades backfilledBars lostBars reconnects requests
        failedRequests
      }
    }
    symbols {
      minQuantity maxQuantity minNotional
      terms(feed: SIMULATED) { priceStep quantityStep minQuantity maxQuantity minNotional }
    }
  }`);
  assert.equal(errors, undefined);
  assert.deepEqual(data.feeds, [{
    feed: "SIMULATED",
    status: "LIVE",
    detail: null,
    since: 1_700_000_000_000,
    lastDataAt: 1_700_000_000_500,
    ageMs: 250,
    connectedSince: null,
    symbols: 1,
    streams: 2,
    runners: 3,
    markets: [
      { status: "LIVE", count: 2, symbols: ["BTCUSDT"], detail: null, since: 1_700_000_000_000 },
    ],
    counters: {
      messages: 10,
      garbage: 1,
      duplicates: 2,
      late: 3,
      missedTrades: 4,
      backfilledBars: 5,
      lostBars: 6,
      reconnects: 7,
      requests: 8,
      failedRequests: 9,
    },
  }]);
  const limits = { minQuantity: 0.00001, maxQuantity: 0, minNotional: 5 };
  assert.deepEqual(data.symbols[0], {
    ...limits,
    terms: { ...limits, priceStep: 0.01, quantityStep: 0.00001 },
  });
});

Deno.test("terms of a feed that is not offered are an error that says what there is", async () => {
  const { query } = createApi();
  const { errors } = await query("{ symbols { terms(feed: REPLAY) { priceStep } } }");
  assert.deepEqual(errors?.[0]?.extensions, { code: "BAD_USER_INPUT", field: "feed" });
});

Deno.test("runners() filters, runner() of an unknown id is null", async () => {
  const { engine, query } = createApi();
  engine.add();
  engine.add({ instrument: AAPL, status: "PAUSED" });
  const { data } = await query(`{
    paused: runners(status: PAUSED) { id }
    apple: runners(symbol: "AAPL", strategy: "ema_crossover") { id }
    none: runners(strategy: "other") { id }
    missing: runner(id: "r99") { id }
  }`);
  assert.deepEqual(data, {
    paused: [{ id: "r2" }],
    apple: [{ id: "r2" }],
    none: [],
    missing: null,
  });
});

Deno.test("snapshots of many runners are asked for at the same time", async () => {
  const { engine, query } = createApi();
  for (let i = 0; i < 20; i++) engine.add();
  const all = Promise.withResolvers<typeof SNAPSHOT>();
  engine.onSnapshot = () => {
    if (engine.snapshotCalls === 20) all.resolve(SNAPSHOT);
    return all.promise;
  };
  const { data } = await query(`{ runners { snapshot { asOf } } }`);
  assert.equal(data.runners.length, 20);
});

Deno.test("events are read from the journal by type, each as its own object", async () => {
  const { engine, query } = createApi();
  const { id } = engine.add();
  const base = { time: 5, runnerId: id, symbol: "BTCUSDT" };
  engine.journal = [
    { ...base, sequence: 2, type: "STRATEGY_LOG", level: "WARN", message: "thin volume" },
    {
      ...base,
      sequence: 1,
      type: "FEED_STATUS_CHANGED",
      runnerId: null,
      feed: "REPLAY",
      timeframe: "1m",
      channel: 1,
      status: "ENDED",
      detail: null,
    },
  ];
  const { data } = await query(`{
    events { sequence type ... on FeedStatusChangedEvent { status detail } }
    runner(id: "${id}") {
      events(types: [STRATEGY_LOG], limit: 5) { __typename time ... on StrategyLogEvent { level message } }
    }
  }`);
  assert.deepEqual(data.events, [
    { sequence: 2, type: "STRATEGY_LOG" },
    { sequence: 1, type: "FEED_STATUS_CHANGED", status: "ENDED", detail: null },
  ]);
  assert.deepEqual(data.runner.events, [
    { __typename: "StrategyLogEvent", time: 5, level: "WARN", message: "thin volume" },
  ]);
});
