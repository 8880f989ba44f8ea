/** What the engine knows of its feeds, says of them, and makes of one that was cut off. */
import assert from "node:assert/strict";
import {
  type EngineEvent,
  type FeedStatus,
  type FeedView,
  RowKind,
  RowWriter,
  TIMEFRAMES,
} from "../../engine/mod.ts";
import type { FeedReport } from "../../engine/feeds/mod.ts";
import { openStore } from "../../engine/store/mod.ts";
import { type EngineBench, engineBench } from "../support/engine_bench.ts";
import { ManualFeed } from "../support/manual_feed.ts";
import { type Bar, flat, MINUTE } from "../support/scripted.ts";

const BTC = { symbol: "BTCUSDT", strategy: "buy_and_sell" } as const;
const RUNNERS = 20;

const NONE: FeedView["counters"] = {
  messages: 0,
  garbage: 0,
  duplicates: 0,
  late: 0,
  missedTrades: 0,
  backfilledBars: 0,
  lostBars: 0,
  reconnects: 0,
  requests: 0,
  failedRequests: 0,
};

/** A feed with a connection, which the test breaks and mends. */
class Exchange extends ManualFeed {
  status: FeedStatus = "LIVE";
  detail: string | null = null;

  constructor() {
    super("BINANCE");
  }

  /** All streams hear of it, one after the other. */
  become(status: FeedStatus, detail?: string): void {
    this.status = status;
    this.detail = detail ?? null;
    for (const { sink } of this.live) sink.status(status, detail);
  }

  report(): FeedReport {
    return {
      status: this.status,
      detail: this.detail,
      since: 5,
      lastDataAt: null,
      connectedSince: 6,
      symbols: 7,
      streams: 8,
      counters: { ...NONE, messages: 9, lostBars: 10 },
    };
  }
}

/** The engine's log as `warn feed not live BINANCE DOWN: no route`. */
function logBook() {
  const lines: string[] = [];
  const say = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    const { feed, symbol, status, detail } = fields;
    const words = [level, message, feed, symbol, status, detail].filter((word) => word);
    lines.push(words.join(" "));
  };
  return { lines, log: { info: say("info"), warn: say("warn") } };
}

/** Runners on as many streams. */
async function manyRunners({ engine }: EngineBench): Promise<void> {
  for (let i = 0; i < RUNNERS; i++) {
    const symbol = i < TIMEFRAMES.length ? "BTCUSDT" : "ETHUSDT";
    await engine.createRunner({ ...BTC, symbol, timeframe: TIMEFRAMES[i % TIMEFRAMES.length]! });
  }
}

const statusEvents = (events: readonly EngineEvent[], status: FeedStatus) =>
  events.filter((event) => event.type === "FEED_STATUS_CHANGED" && event.status === status);

for (const feed of [new ManualFeed(), new Exchange()]) {
  const become = (status: FeedStatus, detail?: string) => {
    if (feed instanceof Exchange) feed.become(status, detail);
    else for (const { sink } of feed.live) sink.status(status, detail);
  };
  Deno.test(`${RUNNERS} runners on a ${feed.kind} feed that is cut off are a line in the log, one when it gets worse, and one when it is back`, async () => {
    const { lines, log } = logBook();
    const bench = await engineBench({ feed, log });
    await manyRunners(bench);
    assert.deepEqual(lines, []);
    for (let outage = 1; outage <= 2; outage++) {
      become("RECONNECTING", "connection lost");
      become("DOWN", "no route");
      become("CONNECTING");
      become("DOWN", "no route");
      become("LIVE");
      assert.deepEqual(lines.splice(0), [
        `warn feed not live ${feed.kind} RECONNECTING connection lost`,
        `warn feed not live ${feed.kind} DOWN no route`,
        `info feed live ${feed.kind}`,
      ]);
      assert.equal(statusEvents(bench.events, "DOWN").length, outage * 2 * RUNNERS);
    }
    await bench.close();
  });
}

Deno.test("one stream that is down on a feed that is live has a line of its own", async () => {
  const { lines, log } = logBook();
  const feed = new Exchange();
  const bench = await engineBench({ feed, log });
  await bench.engine.createRunner(BTC);
  feed.live[0]?.sink.status("DOWN", "odd");
  assert.deepEqual(lines, ["warn stream down BINANCE BTCUSDT odd"]);
  await bench.close();
});

Deno.test("runners whose feed is not offered any more are one line in the log", async () => {
  const store = openStore(":memory:");
  const first = await engineBench({ store, feed: new ManualFeed("BINANCE") });
  await first.engine.createRunner(BTC);
  await first.engine.createRunner(BTC);
  await first.close();
  const { lines, log } = logBook();
  const second = await engineBench({ store, log });
  assert.deepEqual(lines, [
    "warn feed not live BINANCE DOWN the runner's feed is not offered by this service",
  ]);
  assert.equal(second.engine.runnerHealth("r1").feedStatus, "DOWN");
  await second.close();
  store.close();
});

Deno.test("each replay with a fault of its own has a line of its own", async () => {
  const { lines, log } = logBook();
  const feed = new ManualFeed("REPLAY", false);
  const bench = await engineBench({ feed, log });
  await bench.engine.createRunner(BTC);
  await bench.engine.createRunner(BTC);
  for (const [i, { sink }] of feed.live.entries()) sink.status("DOWN", `line ${i} is torn`);
  assert.deepEqual(lines, [
    "warn stream down REPLAY BTCUSDT line 0 is torn",
    "warn stream down REPLAY BTCUSDT line 1 is torn",
  ]);
  await bench.close();
});

Deno.test("a feed without a connection is live, and known by its streams", async () => {
  const bench = await engineBench();
  const { engine, feed, time } = bench;
  const startedAt = time.now();
  const none = { kind: "SIMULATED", status: "LIVE", detail: null, since: startedAt } as const;
  const empty = { connectedSince: null, lastDataAt: null, ageMs: null, counters: NONE };
  assert.deepEqual(engine.feeds(), [
    { ...none, ...empty, symbols: 0, streams: 0, runners: 0, markets: [] },
  ]);
  await engine.createRunner(BTC);
  await engine.createRunner({ ...BTC, timeframe: "5m" });
  const { id } = await engine.createRunner({ ...BTC, symbol: "ETHUSDT" });
  time.advance(100);
  feed.bar(flat(100));
  time.advance(250);
  const lastDataAt = startedAt + 100;
  const data = { ...none, ...empty, lastDataAt, ageMs: 250 };
  const live = { status: "LIVE", count: 3, detail: null, since: startedAt } as const;
  assert.deepEqual(engine.feeds(), [{
    ...data,
    symbols: 2,
    streams: 3,
    runners: 3,
    markets: [{ ...live, symbols: ["BTCUSDT", "ETHUSDT"] }],
  }]);
  await engine.stopRunner(id);
  assert.deepEqual(engine.feeds(), [{
    ...data,
    symbols: 1,
    streams: 2,
    runners: 2,
    markets: [{ ...live, count: 2, symbols: ["BTCUSDT"] }],
  }]);
  await bench.close();
});

Deno.test("a feed with a connection speaks for itself", async () => {
  const feed = new Exchange();
  const bench = await engineBench({ feed });
  await bench.engine.createRunner(BTC);
  feed.become("RECONNECTING", "no route");
  assert.deepEqual(bench.engine.feeds(), [{
    kind: "BINANCE",
    status: "RECONNECTING",
    detail: "no route",
    since: 5,
    lastDataAt: null,
    ageMs: null,
    connectedSince: 6,
    symbols: 7,
    streams: 8,
    runners: 1,
    markets: [{
      status: "RECONNECTING",
      count: 1,
      symbols: ["BTCUSDT"],
      detail: "no route",
      since: bench.time.now(),
    }],
    counters: { ...NONE, messages: 9, lostBars: 10 },
  }]);
  await bench.close();
});

Deno.test("the markets of a feed are told by status, the worst first, with the longest one's reason", async () => {
  const feed = new Exchange();
  const bench = await engineBench({ feed });
  const { engine, time } = bench;
  for (const symbol of ["BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT"]) {
    await engine.createRunner({ ...BTC, symbol });
  }
  const [bitcoin, ether, solana] = feed.live;
  const startedAt = time.now();
  time.advance(100);
  ether?.sink.status("STALE", "no data of ETHUSDT");
  time.advance(100);
  solana?.sink.status("STALE", "no data of SOLUSDT");
  bitcoin?.sink.status("DOWN", "odd");
  time.advance(100);
  ether?.sink.status("STALE", "no data of ETHUSDT");
  assert.deepEqual(engine.feeds()[0]?.markets, [
    { status: "DOWN", count: 1, symbols: ["BTCUSDT"], detail: "odd", since: startedAt + 200 },
    {
      status: "STALE",
      count: 2,
      symbols: ["ETHUSDT", "SOLUSDT"],
      detail: "no data of ETHUSDT",
      since: startedAt + 100,
    },
    { status: "LIVE", count: 1, symbols: ["XRPUSDT"], detail: null, since: startedAt },
  ]);
  await bench.close();
});

Deno.test("of a feed's hundreds of markets some are named", async () => {
  const bench = await engineBench();
  for (const { code } of bench.engine.symbols().slice(0, 7)) {
    await bench.engine.createRunner({ ...BTC, symbol: code });
  }
  const [live] = bench.engine.feeds()[0]?.markets ?? [];
  assert.deepEqual([live?.count, live?.symbols.length], [7, 5]);
  await bench.close();
});

Deno.test("a runner without live data says so: its stream's status, since when, its reason and the data's age", async () => {
  const bench = await engineBench();
  const { engine, feed, time } = bench;
  const { id } = await engine.createRunner(BTC);
  const startedAt = time.now();
  const health = () => {
    const { healthy, feedStatus, feedSince, feedDetail, dataAgeMs } = engine.runnerHealth(id);
    const since = feedSince === null ? null : feedSince - startedAt;
    return [healthy, feedStatus, since, feedDetail, dataAgeMs];
  };
  assert.deepEqual(health(), [true, "LIVE", 0, null, null]);
  feed.bar(flat(100));
  time.advance(400);
  assert.deepEqual(health(), [true, "LIVE", 0, null, 400]);
  const become = (status: FeedStatus, detail?: string) => feed.live[0]?.sink.status(status, detail);
  become("RECONNECTING", "connection lost");
  assert.deepEqual(health(), [true, "RECONNECTING", 400, "connection lost", 400]);
  for (const status of ["STALE", "DOWN"] as const) {
    time.advance(100);
    become(status, "no data for 90 s");
    const since = time.now() - startedAt;
    assert.deepEqual(health(), [false, status, since, "no data for 90 s", since]);
    assert.equal(engine.summary().healthy, 0);
  }
  time.advance(100);
  become("DOWN", "no route");
  assert.deepEqual(health(), [false, "DOWN", 600, "no route", 700]);
  become("LIVE");
  assert.deepEqual(health(), [true, "LIVE", 700, null, 700]);
  await engine.stopRunner(id);
  assert.deepEqual(health(), [true, null, null, null, 700]);
  await bench.close();
});

Deno.test("bars that the source does not have are an event of their symbol, feed and timeframe", async () => {
  const bench = await engineBench();
  await bench.engine.createRunner({ ...BTC, timeframe: "5m" });
  bench.feed.live[0]?.sink.gap(300_000, 1_500_000);
  const event = await bench.until(({ type }) => type === "FEED_GAP");
  assert.deepEqual(event.type === "FEED_GAP" && { ...event, time: 0, sequence: 0 }, {
    type: "FEED_GAP",
    sequence: 0,
    time: 0,
    runnerId: null,
    symbol: "BTCUSDT",
    feed: "SIMULATED",
    timeframe: "5m",
    from: 300_000,
    to: 1_500_000,
    bars: 4,
  });
  await bench.close();
});

/** Rows of the minute that the feed is in, and on to the next where they end it. */
function push(feed: ManualFeed, ...rows: readonly (readonly [number, number, Bar])[]): void {
  const writer = new RowWriter();
  for (const [kind, seconds, [open, high, low, close]] of rows) {
    const { time } = feed;
    const at = time + seconds * 1_000;
    writer.write(kind, at, time, open, high, low, close, 1, NaN, NaN);
    if (kind === RowKind.CLOSE || kind === RowKind.MISSED) feed.time += MINUTE;
  }
  const all = writer.take();
  for (const { sink } of feed.live) void sink.push(all);
}

Deno.test("a runner that was cut off takes no position in hindsight, and closes the one it has late", async () => {
  const bench = await engineBench();
  const { engine, feed } = bench;
  const { id } = await engine.createRunner(BTC);
  feed.bar(flat(100));
  // The entry waits; its bar is missed.
  push(feed, [RowKind.MISSED, 60, flat(101)], [RowKind.RESUME, 20, [102, 103, 101, 102]]);
  await bench.until((event) => event.type === "RISK_TRIGGERED");
  const [rejected] = engine.orders(id, 10);
  assert.deepEqual([rejected?.status, rejected?.rejectCode], ["REJECTED", "FEED_STALE"]);
  assert.deepEqual((await engine.history(id, 3)).map(({ close, closed }) => [close, closed]), [
    [100, true],
    [101, true],
    [102, false],
  ]);
  // It goes on by itself: asked at the close, bought at the open, held for two bars.
  push(feed, [RowKind.CLOSE, 60, [102, 103, 101, 103]]);
  for (const price of [104, 105]) feed.bar(flat(price));
  push(
    feed,
    [RowKind.MISSED, 60, flat(106)],
    [RowKind.MISSED, 60, flat(107)],
    [RowKind.RESUME, 30, [107, 110, 107, 109]],
  );
  await bench.until((event) => event.type === "POSITION_CLOSED");
  const [trade] = engine.trades(id, 1);
  assert.deepEqual([trade?.entryPrice, trade?.exitPrice, trade?.barsHeld], [104, 109, 4]);
  assert.equal(trade?.exitTime, feed.time + 30_000);
  assert.equal(engine.events({ runnerId: id, types: ["RISK_TRIGGERED"], limit: 9 }).length, 2);
  await bench.close();
});

Deno.test("while the store is stuck, a live feed's ticks are left out and its bars are kept", async () => {
  const store = openStore(":memory:");
  const feed = new ManualFeed("BINANCE");
  const bench = await engineBench({ store, feed });
  const { engine, time } = bench;
  const { id } = await engine.createRunner(BTC);
  const commit = store.commit.bind(store);
  store.commit = () => {
    throw new Error("disk full");
  };
  for (let bar = 0; bar < 3; bar++) {
    push(feed, [RowKind.OPEN, 0, flat(100)]);
    await engine.snapshot(id);
    for (let second = 1; second <= 9; second++) push(feed, [RowKind.UPDATE, second, flat(100)]);
    push(feed, [RowKind.CLOSE, 60, flat(100)]);
    await engine.snapshot(id);
  }
  const ticksOf = async () => (await engine.snapshot(id)).stats.ticks;
  const ticks = await ticksOf();
  // The store is found to be stuck with the first bar's close.
  assert.equal(ticks, 9);
  assert.equal((await engine.snapshot(id)).stats.bars, 3);
  store.commit = commit;
  time.advance(1_000);
  await bench.until((event) => event.type === "OPPORTUNITY_DETECTED");
  push(feed, [RowKind.OPEN, 0, flat(100)], [RowKind.UPDATE, 1, flat(100)]);
  assert.equal(await ticksOf(), ticks + 1);
  await bench.close();
  store.close();
});
