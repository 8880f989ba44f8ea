import assert from "node:assert/strict";
import { createApi } from "../support/api.ts";
import type { RunnerInfo } from "../../engine/mod.ts";
import { closed, feedStatusChanged, positionUpdated, submitted, tick } from "../support/events.ts";
import { AAPL, candleAt, SNAPSHOT } from "../support/fake_engine.ts";
import type { EventStream } from "../support/sse.ts";

const EVENTS = `subscription Events($runnerId: ID, $symbol: String, $types: [EventType!]) {
  events(runnerId: $runnerId, symbol: $symbol, types: $types) {
    type runnerId symbol
    ... on TickReceivedEvent { candle { close } }
    ... on OrderSubmittedEvent { order { id } }
    ... on PositionUpdatedEvent { position { lastPrice } }
  }
}`;

/** Types of the next `count` events. */
async function types(stream: EventStream, count: number): Promise<string[]> {
  const found: string[] = [];
  for (let i = 0; i < count; i++) found.push((await stream.next())?.data.events.type);
  return found;
}

async function nextCandle(stream: EventStream, field: string) {
  return (await stream.next())?.data[field];
}

Deno.test("events of a runner are its own and its market's, also when its stream comes later", async () => {
  const { engine, subscribe } = createApi();
  const mine = engine.add();
  const other = engine.add();
  engine.channels.set(other.id, 2);
  const stream = await subscribe(EVENTS, { runnerId: mine.id });
  assert.equal(stream.status, 200);
  assert.match(stream.contentType, /^text\/event-stream/);
  engine.emit(tick(mine, 1, 101), submitted(other, 1), submitted(mine, 1));
  assert.deepEqual((await stream.next())?.data.events, {
    type: "ORDER_SUBMITTED",
    runnerId: "r1",
    symbol: "BTCUSDT",
    order: { id: "r1-o1" },
  });
  engine.channels.set(mine.id, 1);
  engine.emit(tick(other, 2, 102), tick(mine, 1, 103));
  assert.deepEqual((await stream.next())?.data.events.candle, { close: 103 });
  engine.channels.set(mine.id, 5);
  engine.emit(tick(mine, 1, 104), tick(mine, 5, 105));
  assert.deepEqual((await stream.next())?.data.events.candle, { close: 105 });
  await stream.cancel();
});

Deno.test("events of a runner tell of bars that its market does not have, and no other", async () => {
  const { engine, subscribe } = createApi();
  const mine = engine.add();
  const other = engine.add({ timeframe: "5m" });
  const gap = ({ instrument, feed, timeframe }: RunnerInfo, bars: number) => ({
    type: "FEED_GAP" as const,
    sequence: bars,
    time: 1,
    runnerId: null,
    symbol: instrument.code,
    feed,
    timeframe,
    from: 60_000,
    to: 60_000 * (bars + 1),
    bars,
  });
  const stream = await subscribe(
    `subscription { events(runnerId: "${mine.id}") {
      type ... on FeedGapEvent { feed timeframe from to bars }
    } }`,
  );
  engine.emit(gap(other, 7), gap({ ...mine, feed: "REPLAY" }, 8), gap(mine, 2));
  assert.deepEqual((await stream.next())?.data.events, {
    type: "FEED_GAP",
    feed: "SIMULATED",
    timeframe: "1m",
    from: 60_000,
    to: 180_000,
    bars: 2,
  });
  await stream.cancel();
});

Deno.test("events are filtered by symbol and type", async () => {
  const { engine, subscribe } = createApi();
  const btc = engine.add();
  const aapl = engine.add({ instrument: AAPL });
  const bySymbol = await subscribe(EVENTS, { symbol: "AAPL", types: ["ORDER_SUBMITTED"] });
  const all = await subscribe(EVENTS);
  engine.emit(submitted(btc, 1), tick(aapl, 2, 100), submitted(aapl, 1));
  assert.deepEqual((await bySymbol.next())?.data.events.order, { id: "r2-o1" });
  assert.deepEqual(await types(all, 3), ["ORDER_SUBMITTED", "TICK_RECEIVED", "ORDER_SUBMITTED"]);
});

Deno.test("a slow subscriber gets the newest ticks and positions, and every order", async () => {
  const { engine, subscribe, query } = createApi();
  const runner = engine.add();
  engine.channels.set(runner.id, 1);
  const stream = await subscribe(EVENTS, { runnerId: runner.id });
  engine.emit(submitted(runner, 0));
  for (let i = 1; i <= 50; i++) {
    engine.emit(tick(runner, 1, i), positionUpdated(runner, i), submitted(runner, i));
  }
  const orders: string[] = [];
  const closes: number[] = [];
  while (orders.length < 51) {
    const event = (await stream.next())?.data.events;
    if (event.order) orders.push(event.order.id);
    if (event.candle) closes.push(event.candle.close);
  }
  assert.deepEqual(orders, Array.from({ length: 51 }, (_, i) => `r1-o${i}`));
  assert.equal(closes.at(-1), 50);
  assert.ok(closes.length < 50, `${closes.length} ticks`);
  const { data } = await query("{ engine { subscribers conflated } }");
  assert.equal(data.engine.subscribers, 1);
  assert.ok(data.engine.conflated >= 90, `${data.engine.conflated} conflated`);
});

Deno.test("a subscriber that lets too much wait is told so and its subscription ends", async () => {
  const { engine, subscribe, handle, fetch } = createApi();
  const runner = engine.add();
  const stream = await subscribe(EVENTS, { runnerId: runner.id });
  for (let i = 0; i < 6_000; i++) engine.emit(submitted(runner, i));
  let last = await stream.next();
  let read = 0;
  while (last?.data) {
    read++;
    last = await stream.next();
  }
  assert.ok(read < 10, `${read} events before the end`);
  assert.equal(last?.errors?.[0]?.extensions.code, "TIMEOUT");
  assert.match(last?.errors?.[0]?.message ?? "", /5000 items waited.*subscribe again/);
  assert.equal(await stream.next(), null);
  const metrics = await (await fetch("/metrics")).text();
  assert.match(metrics, /trading_simulator_subscriptions_overflowed_total 1\n/);
  assert.match(metrics, /trading_simulator_subscribers 0\n/);
  handle.close();
  assert.equal(engine.listeners.size, 0);
});

Deno.test("candles come from the stream of a symbol as soon as there is one, closed ones all", async () => {
  const { engine, subscribe } = createApi();
  const stream = await subscribe(
    `subscription { candles(symbol: "BTCUSDT", timeframe: "1m") { time close closed } }`,
  );
  const runner = engine.add();
  engine.channels.set(runner.id, 1);
  engine.emit(tick(runner, 9, 1), tick({ ...runner, timeframe: "5m" }, 1, 2), closed(runner, 1, 0));
  for (let i = 1; i <= 100; i++) engine.emit(tick(runner, 1, i), closed(runner, 1, i * 60_000));
  engine.emit(tick(runner, 1, 777));
  const times: number[] = [];
  let forming = 0;
  for (;;) {
    const candle = await nextCandle(stream, "candles");
    if (candle.closed) times.push(candle.time);
    else forming++;
    if (candle.close === 777) break;
  }
  assert.deepEqual(times, Array.from({ length: 101 }, (_, i) => i * 60_000));
  assert.ok(forming <= 3, `${forming} forming candles`);
  await stream.cancel();
});

Deno.test("runnerCandles follows one runner and completes when it is removed", async () => {
  const { engine, subscribe, timers } = createApi();
  const mine = engine.add({ feed: "REPLAY" });
  const other = engine.add({ feed: "REPLAY" });
  engine.channels.set(mine.id, 1);
  engine.channels.set(other.id, 2);
  const stream = await subscribe(`subscription { runnerCandles(id: "${mine.id}") { close } }`);
  engine.emit(tick(other, 2, 102), tick(mine, 1, 101));
  assert.deepEqual(await nextCandle(stream, "runnerCandles"), { close: 101 });
  await engine.removeRunner(other.id);
  await engine.removeRunner(mine.id);
  assert.equal(await stream.next(), null);
  assert.equal(timers.timers, 0);
});

Deno.test("runnerSnapshot sends the current one, then at most five a second, fetched once for all", async () => {
  const { engine, subscribe, timers } = createApi();
  const { id } = engine.add();
  const text = `subscription { runnerSnapshot(id: "${id}") { asOf candle { close } } }`;
  const first = await subscribe(text);
  const second = await subscribe(text);
  assert.equal((await first.next())?.data.runnerSnapshot.asOf, 60_000);
  assert.equal((await second.next())?.data.runnerSnapshot.asOf, 60_000);
  const before = engine.snapshotCalls;
  for (let ms = 1; ms <= 1_000; ms++) {
    engine.snapshots.set(id, { ...SNAPSHOT, asOf: 60_000 + ms, candle: candleAt(0, ms, false) });
    engine.change(id);
    timers.advance(1);
    await Promise.resolve();
  }
  assert.ok(engine.snapshotCalls - before <= 6, `${engine.snapshotCalls - before} fetches`);
  const newest = async (stream: EventStream) => {
    for (;;) {
      const asOf = (await stream.next())?.data.runnerSnapshot.asOf;
      if (asOf === 61_000) return asOf;
    }
  };
  assert.equal(await newest(first), 61_000);
  assert.equal(await newest(second), 61_000);
  await first.cancel();
  await second.cancel();
  timers.advance(400);
  assert.equal(timers.timers, 0);
});

Deno.test("runnerSnapshot reports a failure of the engine, masked, and ends", async () => {
  const { engine, subscribe } = createApi();
  const { id } = engine.add();
  engine.onSnapshot = () => Promise.reject(new Error("shard 3 of /srv"));
  const stream = await subscribe(`subscription { runnerSnapshot(id: "${id}") { asOf } }`);
  const answer = await stream.next();
  assert.equal(answer?.errors?.[0]?.extensions.code, "INTERNAL");
  assert.ok(!answer?.errors?.[0]?.message.includes("srv"));
  assert.equal(await stream.next(), null);
});

Deno.test("runners sends changed ones in four batches a second, their snapshots fetched once", async () => {
  const { engine, subscribe, timers } = createApi();
  const runner = engine.add();
  engine.add();
  const text = "subscription { runners { id status snapshot { asOf } } }";
  const first = await subscribe(text);
  const second = await subscribe(text);
  await engine.pauseRunner(runner.id);
  const expected = { id: "r1", status: "PAUSED", snapshot: { asOf: 60_000 } };
  assert.deepEqual((await first.next())?.data.runners, expected);
  assert.deepEqual((await second.next())?.data.runners, expected);
  assert.equal(engine.snapshotCalls, 1);
  for (let i = 0; i < 100; i++) engine.change("r2");
  timers.advance(249);
  assert.equal(engine.snapshotCalls, 1);
  timers.advance(1);
  assert.equal((await first.next())?.data.runners.id, "r2");
  assert.equal((await second.next())?.data.runners.id, "r2");
  assert.equal(engine.snapshotCalls, 2);
});

Deno.test("engine comes at once, every second, and when a runner changes its status", async () => {
  const { engine, subscribe, timers } = createApi();
  const { id } = engine.add();
  const stream = await subscribe("subscription { engine { running paused } }");
  assert.deepEqual((await stream.next())?.data.engine, { running: 1, paused: 0 });
  await engine.pauseRunner(id);
  assert.deepEqual((await stream.next())?.data.engine, { running: 0, paused: 1 });
  timers.advance(1_000);
  assert.deepEqual((await stream.next())?.data.engine, { running: 0, paused: 1 });
  await stream.cancel();
  assert.equal(timers.timers, 0);
});

Deno.test("engine comes soon after the trading state was changed", async () => {
  const { engine, subscribe } = createApi();
  const stream = await subscribe("subscription { engine { tradingState tradingStateReason } }");
  const first = { tradingState: "ACTIVE", tradingStateReason: null };
  assert.deepEqual((await stream.next())?.data.engine, first);
  await engine.setTradingState("REDUCING", "slow");
  engine.emit({
    type: "TRADING_STATE_CHANGED",
    sequence: 1,
    time: 1,
    runnerId: null,
    symbol: null,
    from: "ACTIVE",
    to: "REDUCING",
    reason: "slow",
  });
  const next = { tradingState: "REDUCING", tradingStateReason: "slow" };
  assert.deepEqual((await stream.next())?.data.engine, next);
  await stream.cancel();
});

Deno.test("feeds come at once, every second, and soon after a status changed", async () => {
  const { engine, subscribe, timers } = createApi();
  const stream = await subscribe("subscription { feeds { feed status detail ageMs } }");
  const [first] = engine.feedViews;
  assert.ok(first);
  const next = async () => (await stream.next())?.data.feeds;
  const live = { feed: "SIMULATED", status: "LIVE", detail: null, ageMs: 250 };
  assert.deepEqual(await next(), [live]);
  const become = (status: "DOWN" | "RECONNECTING") => {
    engine.feedViews = [{ ...first, status, detail: "no route" }];
    engine.emit(feedStatusChanged(status, "no route"));
  };
  become("DOWN");
  assert.deepEqual(await next(), [{ ...live, status: "DOWN", detail: "no route" }]);
  for (let i = 0; i < 100; i++) become("RECONNECTING");
  timers.advance(250);
  assert.deepEqual(await next(), [{ ...live, status: "RECONNECTING", detail: "no route" }]);
  engine.feedViews = [{ ...first, ageMs: 1_250 }];
  timers.advance(750);
  assert.deepEqual(await next(), [{ ...live, ageMs: 1_250 }]);
  await stream.cancel();
  assert.equal(timers.timers, 0);
});

Deno.test("engine has the feeds too, and comes soon after one changed its status", async () => {
  const { engine, subscribe } = createApi();
  const stream = await subscribe("subscription { engine { running feeds { feed status } } }");
  const [first] = engine.feedViews;
  assert.ok(first);
  const feeds = async () => (await stream.next())?.data.engine.feeds;
  assert.deepEqual(await feeds(), [{ feed: "SIMULATED", status: "LIVE" }]);
  engine.feedViews = [{ ...first, status: "DOWN" }];
  engine.emit(feedStatusChanged("DOWN", null));
  assert.deepEqual(await feeds(), [{ feed: "SIMULATED", status: "DOWN" }]);
  await stream.cancel();
});

Deno.test("a client that goes away leaves nothing behind", async () => {
  const { engine, subscribe, query, timers, handle } = createApi();
  const { id } = engine.add();
  assert.equal(engine.listeners.size, 1, "one listener, however many subscribe");
  const streams: EventStream[] = [];
  for (
    const text of [
      "subscription { events { type } }",
      `subscription { events(runnerId: "${id}") { type } }`,
      `subscription { runnerSnapshot(id: "${id}") { asOf } }`,
      `subscription { runnerCandles(id: "${id}") { time } }`,
      `subscription { candles(symbol: "AAPL", timeframe: "1m") { time } }`,
      "subscription { runners { id } }",
      "subscription { engine { running } }",
      "subscription { feeds { feed } }",
    ]
  ) streams.push(await subscribe(text));
  assert.equal((await query("{ engine { subscribers } }")).data.engine.subscribers, 8);
  assert.equal(engine.listeners.size, 1);
  for (const stream of streams) await stream.cancel();
  assert.equal((await query("{ engine { subscribers } }")).data.engine.subscribers, 0);
  timers.advance(1_000);
  assert.equal(timers.timers, 0);
  handle.close();
  assert.equal(engine.listeners.size, 0);
});

Deno.test("close() completes what is open", async () => {
  const { engine, subscribe, handle } = createApi();
  engine.add();
  const stream = await subscribe(EVENTS);
  handle.close();
  assert.equal(await stream.next(), null);
});

for (
  const [text, code, message] of [
    [`events(runnerId: "r9") { type }`, "NOT_FOUND", /runner r9/],
    [`runnerSnapshot(id: "r9") { asOf }`, "NOT_FOUND", /runner r9/],
    [`runnerCandles(id: "r9") { time }`, "NOT_FOUND", /runner r9/],
    [`events(symbol: "NOPE") { type }`, "BAD_USER_INPUT", /"NOPE".*BTCUSDT, AAPL/],
    [
      `candles(symbol: "BTCUSDT", timeframe: "2m") { time }`,
      "BAD_USER_INPUT",
      /"2m".*1s, 1m.*12h, 1d, 1w/,
    ],
    [
      `candles(symbol: "BTCUSDT", timeframe: "1m", feed: BINANCE) { time }`,
      "BAD_USER_INPUT",
      /"BINANCE" is not available here: there is SIMULATED/,
    ],
    [`candles(symbol: "X", timeframe: "1m") { time }`, "BAD_USER_INPUT", /"X"/],
  ] as const
) {
  Deno.test(`subscription { ${text} } is ${code}`, async () => {
    const { subscribe, query } = createApi();
    const answer = await (await subscribe(`subscription { ${text} }`)).next();
    assert.equal(answer?.errors?.[0]?.extensions.code, code);
    assert.match(answer?.errors?.[0]?.message ?? "", message);
    assert.equal((await query("{ engine { subscribers } }")).data.engine.subscribers, 0);
  });
}
