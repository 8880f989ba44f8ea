/** A live feed whose exchange is late, silent, mad, shut or out of reach. */
import assert from "node:assert/strict";
import { assertAsExchange } from "../../../tests/support/exchange_truth.ts";
import { LiveBench } from "../../../tests/support/live_bench.ts";
import { BINANCE } from "./exchanges.ts";
import type { HttpAnswer, Network } from "./network.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Nothing more comes of these of a symbol's streams. */
function mute({ exchange }: LiveBench, symbol: string, ...topics: readonly string[]): void {
  for (const topic of topics) {
    exchange.faults.next("LOSE", { stream: `${symbol.toLowerCase()}@${topic}`, times: Infinity });
  }
}

Deno.test("a symbol that falls silent is stale and says so; the others go on", async () => {
  const bench = new LiveBench();
  const silent = bench.watch().sink;
  const other = bench.watch("ETHUSDT").sink;
  await bench.until(() => silent.closes.length >= 2 && other.closes.length >= 2);
  mute(bench, "BTCUSDT", "kline_1m", "aggTrade", "bookTicker");
  await bench.run(5 * MINUTE);
  assert.deepEqual(silent.statuses, ["CONNECTING", "LIVE", "STALE"]);
  assert.match(
    silent.details.join(),
    /^no data of BTCUSDT since \d{4}-\d\d-\d\dT[\d:.]+Z: no new position is taken$/,
  );
  assert.deepEqual(other.statuses, ["CONNECTING", "LIVE"]);
  assert.equal(bench.feed.report().status, "LIVE", "the connection is");
  const missed = silent.rows.filter(({ kind }) => kind === "MISSED");
  assert.ok(missed.length >= 3, "its bars are asked for meanwhile");
  bench.exchange.faults.calm();
  await bench.run(2 * MINUTE);
  assert.deepEqual(silent.statuses, ["CONNECTING", "LIVE", "STALE", "LIVE"]);
  assertAsExchange(bench.exchange, silent, "BTCUSDT", "1m");
  bench.close();
});

Deno.test("a symbol of which only quotes come is stale, too, and its bars come all the same", async () => {
  const bench = new LiveBench();
  const { sink } = bench.watch();
  await bench.until(() => sink.closes.length >= 2);
  mute(bench, "BTCUSDT", "kline_1m", "aggTrade");
  await bench.run(5 * MINUTE);
  assert.deepEqual(sink.statuses, ["CONNECTING", "LIVE", "STALE"]);
  assert.ok(sink.rows.filter(({ kind }) => kind === "MISSED").length >= 3);
  bench.exchange.faults.calm();
  await bench.run(2 * MINUTE);
  assert.equal(sink.statuses.at(-1), "LIVE");
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
  bench.close();
});

Deno.test("without klines a bar is asked for as soon as trades show that it is over", async () => {
  const bench = new LiveBench();
  const { sink } = bench.watch();
  await bench.until(() => sink.closes.length >= 2);
  mute(bench, "BTCUSDT", "kline_1m");
  const before = sink.closes.length;
  await bench.run(5 * MINUTE);
  assert.ok(sink.closes.length >= before + 4, "in time to be acted on");
  assert.deepEqual(sink.statuses, ["CONNECTING", "LIVE"]);
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
  bench.close();
});

Deno.test("out of reach at the start it waits, says so once, and begins when it can", async () => {
  const bench = new LiveBench();
  void bench.exchange.faults.restart(4 * MINUTE);
  const { sink } = bench.watch();
  await bench.run(3 * MINUTE);
  assert.deepEqual(sink.statuses, ["CONNECTING", "CONNECTING", "DOWN"]);
  assert.match(sink.details.at(-1)!, /^Cannot reach Binance: connection refused; trying again/);
  const { status, lastDataAt, connectedSince } = bench.feed.report();
  assert.deepEqual([status, lastDataAt, connectedSince], ["DOWN", null, null]);
  await bench.until(() => sink.closes.length >= 2);
  assert.equal(sink.statuses.at(-1), "LIVE");
  assert.equal(sink.histories[0]!.time.length, 20);
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
  const flood = bench.log.filter((line) => line.startsWith("warn"));
  assert.ok(flood.length <= 1, flood.join("\n"));
  bench.close();
});

Deno.test("with the streams there and the answers missing, a runner's stream waits and says why", async () => {
  const bench = new LiveBench();
  bench.exchange.faults.next("REST_503", { path: "klines", times: 12 });
  const { sink } = bench.watch();
  await bench.until(() => sink.details.some((detail) => detail.includes("HTTP 503")));
  assert.match(
    sink.details.at(-1)!,
    /^missed candles cannot be had yet: Binance has trouble answering: HTTP 503 \(5 attempts\)$/,
  );
  assert.ok(!sink.statuses.includes("LIVE"));
  await bench.until(() => sink.closes.length >= 2);
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
  bench.close();
});

for (const [status, header] of [[429, "45"], [418, "120"]] as const) {
  Deno.test(`HTTP ${status} with a wait is told of, and nothing is asked until it is over`, async () => {
    const askedAt: number[] = [];
    let time = () => 0;
    const bench = new LiveBench({
      network: (exchange): Network => ({
        connect: (url, events) => exchange.connect(url, events),
        get(url, signal): Promise<HttpAnswer> {
          askedAt.push(time());
          if (askedAt.length > 1) return exchange.get(url, signal);
          const headers = new Headers({ "Retry-After": header });
          return Promise.resolve({ status, body: "", header: (name) => headers.get(name) });
        },
      }),
    });
    time = () => bench.time.now();
    const { sink } = bench.watch();
    await bench.run(30_000);
    assert.match(
      sink.details.at(-1)!,
      new RegExp(`^missed candles cannot be had yet: .* alone for \\d+ s \\(HTTP ${status}\\)$`),
    );
    await bench.until(() => sink.closes.length >= 2);
    // Another one may have been under way when the answer came.
    const next = askedAt.find((at) => at > askedAt[0]!)!;
    assert.equal(next - askedAt[0]!, Number(header) * 1_000);
    assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
    bench.close();
  });
}

Deno.test("what the streams have told is not asked for any more, and its failure is no news", async () => {
  const bench = new LiveBench();
  const { sink } = bench.watch();
  await bench.until(() => sink.closes.length >= 1);
  bench.exchange.faults.next("REST_503", { path: "klines", times: 6 });
  bench.exchange.faults.drop();
  await bench.run(MINUTE);
  assert.deepEqual(sink.statuses, ["CONNECTING", "LIVE", "RECONNECTING", "LIVE"]);
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
  bench.close();
});

Deno.test("bars that the exchange itself lacks are a gap with its range", async () => {
  const start = Date.UTC(2024, 0, 15, 12, 0, 30);
  const hole = { from: start + 4.5 * MINUTE, to: start + 11.5 * MINUTE };
  const bench = new LiveBench({ start, holes: [hole] });
  const minute = bench.watch().sink;
  const five = bench.watch("BTCUSDT", "5m").sink;
  await bench.run(18 * MINUTE);
  assert.deepEqual(minute.gaps, [hole]);
  assert.deepEqual(five.gaps, [hole]);
  assert.equal(bench.feed.report().counters.lostBars, 7);
  assertAsExchange(bench.exchange, minute, "BTCUSDT", "1m");
  assertAsExchange(bench.exchange, five, "BTCUSDT", "5m");
  bench.close();
});

Deno.test("garbage is counted and logged once a kind, and none of it is seen by a runner", async () => {
  const bench = new LiveBench();
  const { sink } = bench.watch();
  await bench.until(() => sink.closes.length >= 1);
  for (const kind of ["BAD_JSON", "CUT", "NUMBER", "NAN", "NULL", "WRONG_SYMBOL"] as const) {
    for (const topic of ["kline_1m", "aggTrade", "bookTicker"]) {
      bench.exchange.faults.next(kind, { stream: `btcusdt@${topic}`, times: 20 });
    }
  }
  await bench.run(10 * MINUTE);
  const { garbage } = bench.feed.report().counters;
  // In a few the number that was spoilt is one that nobody reads.
  assert.ok(garbage >= 300 && garbage <= 6 * 3 * 20, String(garbage));
  const lines = bench.log.filter((line) => line.includes("makes no sense"));
  assert.ok(lines.length >= 3 && lines.length <= 5, lines.join("\n"));
  assert.ok(
    sink.rows.every(({ open, high, low, close }) =>
      [open, high, low, close].every((price) => price > 1_000 && price < 1e6)
    ),
  );
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
  bench.close();
});

Deno.test("connections are replaced before their time, and nothing is missed for days", async () => {
  const exchange = { ...BINANCE, connectionLifeMs: 2 * HOUR };
  const bench = new LiveBench({ exchange, feed: { exchange } });
  const { sink } = bench.watch();
  await bench.run(12 * HOUR, 500);
  const { counters, status } = bench.feed.report();
  assert.ok(bench.exchange.connections >= 6);
  assert.ok(bench.exchange.open <= 2);
  assert.deepEqual(sink.statuses, ["CONNECTING", "LIVE"]);
  assert.deepEqual(
    [
      status,
      counters.reconnects,
      counters.missedTrades,
      counters.lostBars,
      counters.backfilledBars,
    ],
    ["LIVE", 0, 0, 0, 0],
  );
  assert.ok(sink.rows.every(({ kind }, i) => kind !== "MISSED" && (kind !== "RESUME" || i === 0)));
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
  bench.close();
});

Deno.test("a server that says it will shut down is left in time, and nothing is missed", async () => {
  const bench = new LiveBench();
  const { sink } = bench.watch();
  await bench.until(() => sink.closes.length >= 1);
  bench.exchange.faults.shutDown(5_000);
  await bench.run(3 * MINUTE);
  const { counters } = bench.feed.report();
  assert.deepEqual([counters.reconnects, counters.missedTrades], [0, 0]);
  assert.deepEqual(sink.statuses, ["CONNECTING", "LIVE"]);
  assert.equal(bench.exchange.connections, 2);
  bench.close();
});

Deno.test("a socket that is open and silent is given up, and what it kept back is fetched", async () => {
  const bench = new LiveBench();
  const { sink } = bench.watch();
  await bench.until(() => sink.closes.length >= 1);
  bench.exchange.faults.hang();
  await bench.run(2 * MINUTE);
  assert.deepEqual(sink.statuses, ["CONNECTING", "LIVE", "RECONNECTING", "LIVE"]);
  assert.match(
    sink.details.join(),
    /^Lost the connection to Binance: no data for 20 s and no answer$/,
  );
  assert.equal(bench.feed.report().counters.reconnects, 1);
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
  bench.close();
});

for (const skewMs of [-3 * HOUR, 40 * 24 * HOUR]) {
  Deno.test(`market time is the exchange's: ${skewMs / HOUR} h from the machine's`, async () => {
    const bench = new LiveBench({ skewMs });
    const { sink } = bench.watch();
    await bench.run(5 * MINUTE);
    assert.ok(sink.closes.length >= 4);
    assert.equal(sink.rows.filter(({ kind }) => kind === "MISSED").length, 0);
    const last = sink.rows.at(-1)!.at;
    assert.ok(Math.abs(last - bench.time.now() - skewMs) < 5_000);
    assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
    bench.close();
  });
}

for (const speed of [60, 600]) {
  Deno.test(`an exchange that runs ${speed} times as fast is followed, over a break as well`, async () => {
    const bench = new LiveBench({ speed, tickMs: 10 });
    const sinks = (["1m", "5m", "1h"] as const).map((timeframe) =>
      [timeframe, bench.watch("BTCUSDT", timeframe).sink] as const
    );
    await bench.run(20_000, 10);
    bench.exchange.faults.drop();
    await bench.run(10_000, 10);
    for (const [timeframe, sink] of sinks) {
      assert.equal(sink.statuses.at(-1), "LIVE");
      assertAsExchange(bench.exchange, sink, "BTCUSDT", timeframe);
    }
    const minutes = sinks[0]![1];
    assert.ok(minutes.closes.length > 30_000 * speed / MINUTE * 0.9);
    const missed = minutes.rows.filter(({ kind }) => kind === "MISSED").length;
    assert.ok(
      missed < minutes.closes.length / 20,
      `${missed} of ${minutes.closes.length} came late`,
    );
    bench.close();
  });
}
