import assert from "node:assert/strict";
import { assertAsExchange } from "../../../tests/support/exchange_truth.ts";
import { LiveBench } from "../../../tests/support/live_bench.ts";
import { timeframeMs, TIMEFRAMES } from "../../domain/mod.ts";
import { requireInstrument, resample } from "../../market/mod.ts";

const MINUTE = 60_000;

Deno.test("a stream gets its history, is LIVE, and closes each bar as the exchange has it", async () => {
  const bench = new LiveBench();
  const { sink } = bench.watch();
  assert.deepEqual(sink.statuses, ["CONNECTING"]);
  await bench.until(() => sink.closes.length >= 3);
  assert.deepEqual(sink.calls.slice(0, 3), ["CONNECTING", "history", "LIVE"]);
  assert.equal(sink.histories[0]!.time.length, 20);
  assert.deepEqual(sink.statuses, ["CONNECTING", "LIVE"]);
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1m");
  const kinds = new Set(sink.rows.map(({ kind }) => kind));
  assert.deepEqual([...kinds].sort(), ["CLOSE", "OPEN", "RESUME", "UPDATE"]);
  assert.equal(sink.rows[0]!.kind, "RESUME", "its beginning was before the stream's");
  bench.close();
  assert.equal(bench.time.timers, 0);
});

Deno.test("runners on several timeframes share the symbol's three streams", async () => {
  const bench = new LiveBench();
  const watched = (["1m", "5m", "1h"] as const).map((timeframe) =>
    bench.watch("BTCUSDT", timeframe)
  );
  await bench.until(() => watched.every(({ sink }) => sink.statuses.includes("LIVE")));
  assert.deepEqual([...bench.exchange.streams].sort(), [
    "btcusdt@aggTrade",
    "btcusdt@bookTicker",
    "btcusdt@kline_1m",
  ]);
  await bench.run(62 * MINUTE, 1_000);
  for (const [i, timeframe] of (["1m", "5m", "1h"] as const).entries()) {
    const { sink } = watched[i]!;
    assertAsExchange(bench.exchange, sink, "BTCUSDT", timeframe);
    assert.ok(sink.closes.length > 0);
  }
  watched[0]!.stream.close();
  watched[1]!.stream.close();
  await bench.run(5_000);
  assert.equal(bench.exchange.streams.size, 3, "one runner is left");
  watched[2]!.stream.close();
  await bench.run(5_000);
  assert.equal(bench.exchange.open, 0, "nobody is left");
  bench.close();
});

Deno.test("coarse bars made of minutes are the exchange's own, and so are those it is asked for", async () => {
  const bench = new LiveBench({ start: Date.UTC(2024, 0, 15, 12, 58, 20) });
  const { sink } = bench.watch("BTCUSDT", "1h");
  await bench.until(() => sink.closes.length === 1);
  assertAsExchange(bench.exchange, sink, "BTCUSDT", "1h");
  const day = resample(
    bench.exchange.model.truth("BTCUSDT", "1m", Date.UTC(2024, 0, 15), Date.UTC(2024, 0, 15, 13)),
    3_600_000,
  );
  assert.equal(day.close.at(-1), sink.closes[0]!.close);
  bench.close();
});

Deno.test("over the end of a week every timeframe closes as the exchange has it, out of one stream", async () => {
  // A Sunday, two and a half minutes before midnight.
  const bench = new LiveBench({ start: Date.UTC(2024, 0, 14, 23, 57, 30), quietMinutes: 0.3 });
  const all = TIMEFRAMES.map((timeframe) => ({
    timeframe,
    sink: bench.watch("BTCUSDT", timeframe).sink,
  }));
  await bench.run(6 * MINUTE);
  for (const { timeframe, sink } of all) {
    const barMs = timeframeMs(timeframe);
    const monday = sink.closes.find(({ time }) => time + barMs === Date.UTC(2024, 0, 15));
    assert.ok(monday, `no bar of ${timeframe} ends at midnight`);
    assertAsExchange(bench.exchange, sink, "BTCUSDT", timeframe);
  }
  assert.equal(bench.exchange.streams.size, 4, "klines of minutes and of seconds, trades, quotes");
  const week = all.at(-1)!;
  assert.deepEqual([week.timeframe, week.sink.closes[0]!.time], ["1w", Date.UTC(2024, 0, 8)]);
  bench.close();
});

Deno.test("every closed bar is in the store, and a later stream begins from it", async () => {
  const bench = new LiveBench();
  const { sink } = bench.watch();
  await bench.until(() => sink.closes.length >= 3);
  const series = { source: "BINANCE", symbol: "BTCUSDT", timeframe: "1m" } as const;
  const last = sink.closes.at(-1)!.time;
  await bench.run(200);
  const range = { from: last - 20 * MINUTE, to: last + MINUTE };
  const truth = bench.exchange.model.truth("BTCUSDT", "1m", range.from, range.to);
  assert.deepEqual(bench.store.read(series, range), truth);
  const before = bench.feed.report().counters.requests;
  const again = bench.watch();
  await bench.until(() => again.sink.statuses.includes("LIVE"));
  assert.equal(bench.feed.report().counters.requests, before, "nothing had to be fetched");
  assert.equal(again.sink.histories[0]!.time.at(-1), sink.closes.at(-1)!.time);
  bench.close();
});

Deno.test("check() names what the feed does not have", () => {
  const bench = new LiveBench();
  const check = (symbol: string) => bench.feed.check(requireInstrument(symbol), "1m");
  check("BTCUSDT");
  assert.throws(() => check("AAPL"), /Binance has no AAPL: it is on SIMULATED, REPLAY/);
  bench.close();
});
