/**
 * A live feed on an exchange where everything goes wrong by chance: in the end it knows what the
 * exchange knows, its runners got every bar once and in order, and a recording of it plays the same.
 */
import assert from "node:assert/strict";
import type { CandleColumns, Timeframe } from "../../engine/domain/mod.ts";
import { timeframeMs } from "../../engine/domain/mod.ts";
import { joined } from "../../engine/feeds/binance/columns.ts";
import { createFileRecorder } from "../../engine/feeds/recording/mod.ts";
import { createReplayFeed, type MarketFeed } from "../../engine/feeds/mod.ts";
import { innerTimeframe, requireInstrument } from "../../engine/market/mod.ts";
import { assertInner, withoutInner } from "../contracts/row_laws.ts";
import type { Rates } from "../exchange/faults/chaos.ts";
import { MESSAGE_FAULTS, REST_FAULTS } from "../exchange/faults/kinds.ts";
import { LiveBench, type Watched } from "../support/live_bench.ts";
import { columnsOf, type Row } from "../support/market_rows.ts";
import { RecordingSink } from "../support/recording_sink.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2024, 0, 15, 11, 50, 30);
const STREAMS = [
  ["BTCUSDT", "1m"],
  ["BTCUSDT", "5m"],
  ["ETHUSDT", "1m"],
  ["ETHUSDT", "4h"],
  ["SOLUSDT", "1h"],
] as const;

/** One message in a hundred is spoilt in each way, one answer in twenty; connections hold for minutes. */
const BAD_WEATHER: Rates = {
  chances: {
    ...Object.fromEntries(MESSAGE_FAULTS.map((kind) => [kind, 0.005])),
    ...Object.fromEntries(REST_FAULTS.map((kind) => [kind, 0.03])),
    REST_418: 0.005,
  },
  perMinute: { DROP: 0.2, HANG: 0.05, REFUSE: 0.05, RESTART: 0.05, SHUTDOWN: 0.05 },
};

interface Soak {
  readonly bench: LiveBench;
  readonly watched: readonly Watched[];
}

async function soak(seed: string, record?: string): Promise<Soak> {
  const time = { every: () => () => {}, after: () => () => {} };
  const recorder = record === undefined ? undefined : createFileRecorder({
    path: record,
    timers: time,
    warn: (text) => assert.fail(text),
  });
  const bench = new LiveBench({
    start: START,
    seed,
    quietMinutes: 0.2,
    symbols: ["BTCUSDT", "ETHUSDT", "SOLUSDT"],
    ...(recorder ? { feed: { recorder } } : {}),
  });
  const watched = STREAMS.map(([symbol, timeframe]) => bench.watch(symbol, timeframe));
  bench.exchange.faults.chaos(seed, BAD_WEATHER);
  await bench.run(90 * MINUTE, 250);
  bench.exchange.faults.calm();
  const settled = () =>
    watched.every(({ sink }) => sink.statuses.at(-1) === "LIVE") &&
    bench.feed.report().status === "LIVE";
  await bench.until(settled, "the calm after the storm");
  // A market that lost its last message finds out with the next bar.
  await bench.run(3 * MINUTE, 250);
  await bench.until(settled, "the calm after the storm");
  const known = watched.map(({ sink }) => sink.rows.length);
  assert.ok(known.every((rows) => rows > 0));
  for (const { stream } of watched) stream.close();
  await bench.run(1_000);
  await recorder?.close();
  return { bench, watched };
}

/** The grammar of rows: each bar is OPEN|RESUME UPDATE* CLOSE|MISSED, or MISSED alone. */
function assertGrammar(rows: readonly Row[], barMs: number): void {
  let open = NaN;
  let past = -Infinity;
  let at = -Infinity;
  for (const row of rows) {
    assert.ok(row.at >= at, "rows never go back in time");
    assert.ok(row.at >= row.time && row.at <= row.time + barMs, "a row outside its bar");
    assert.ok(row.low > 0 && row.low <= Math.min(row.open, row.close));
    assert.ok(row.high >= Math.max(row.open, row.close));
    at = row.at;
    if (row.kind === "OPEN" || row.kind === "RESUME") {
      assert.ok(Number.isNaN(open) && row.time > past, `${row.kind} inside a bar, or again`);
      open = row.time;
    } else {
      assert.ok(row.kind === "MISSED" || row.time === open, `${row.kind} without a beginning`);
      if (row.kind === "UPDATE") continue;
      assert.ok(row.time > past, "a bar twice");
      past = row.time;
      open = NaN;
    }
  }
}

const finished = ({ rows }: RecordingSink) =>
  columnsOf(rows.filter(({ kind }) => kind === "CLOSE" || kind === "MISSED"));

function assertSame(got: CandleColumns, truth: CandleColumns, what: string): void {
  assert.deepEqual(got.time, truth.time, `${what}: times`);
  for (const field of ["open", "high", "low", "close"] as const) {
    assert.deepEqual(got[field], truth[field], `${what}: ${field}`);
  }
  got.volume.forEach((volume, i) => {
    const exact = truth.volume[i]!;
    assert.ok(Math.abs(volume - exact) <= 1e-9 * exact, `${what}: volume of row ${i}`);
  });
}

function truthOf({ bench }: Soak, symbol: string, timeframe: Timeframe, of: CandleColumns) {
  const end = of.time.at(-1)! + timeframeMs(timeframe);
  return bench.exchange.model.truth(symbol, timeframe, of.time[0]!, end);
}

/** Finer candles are the exchange's own; each stream had bars that were told whole, unless it has none. */
function assertToldTruly({ bench }: Soak, symbol: string, timeframe: Timeframe, rows: Row[]): void {
  const barMs = timeframeMs(timeframe);
  const told = columnsOf(rows.filter(({ kind }) => kind === "INNER"));
  const finer = innerTimeframe(timeframe);
  if (finer === null) return assert.equal(told.time.length, 0);
  const whole = assertInner(rows, barMs, timeframeMs(finer));
  assert.ok(whole > 0 || barMs > HOUR, `no bar of ${symbol} ${timeframe} was told whole`);
  const end = told.time.at(-1)! + timeframeMs(finer);
  const truth = bench.exchange.model.truth(symbol, finer, told.time[0]!, end);
  const wanted = new Set(told.time);
  const kept = truth.time.map((time) => wanted.has(time) ? 1 : 0);
  const only = (values: Float64Array) => values.filter((_, i) => kept[i]);
  const { time, open, high, low, close, volume } = truth;
  const expected = {
    time: only(time),
    open: only(open),
    high: only(high),
    low: only(low),
    close: only(close),
    volume: only(volume),
  };
  assertSame(told, expected, `${symbol} ${timeframe}, its ${finer} candles`);
}

for (const seed of ["1", "2", "3"]) {
  Deno.test(`storm ${seed}: every stream got every bar once, as the exchange has it`, async () => {
    const run = await soak(seed);
    const { bench, watched } = run;
    for (const [i, [symbol, timeframe]] of STREAMS.entries()) {
      const { sink } = watched[i]!;
      assertGrammar(withoutInner(sink.rows), timeframeMs(timeframe));
      assertToldTruly(run, symbol, timeframe, sink.rows);
      const all = joined([...sink.histories, finished(sink)]);
      assertSame(all, truthOf(run, symbol, timeframe, all), `${symbol} ${timeframe}`);
      assert.deepEqual(sink.gaps, []);
      if (timeframe === "1m") assert.ok(sink.rows.some(({ kind }) => kind === "MISSED"));
    }
    for (const symbol of ["BTCUSDT", "ETHUSDT", "SOLUSDT"]) {
      const series = { source: "BINANCE", symbol, timeframe: "1m" } as const;
      const kept = bench.store.read(series, { from: START, to: Infinity });
      assert.ok(kept.time.length >= 90);
      assertSame(kept, truthOf(run, symbol, "1m", kept), `the store's ${symbol}`);
    }
    const { counters } = bench.feed.report();
    for (
      const name of [
        "garbage",
        "duplicates",
        "missedTrades",
        "backfilledBars",
        "reconnects",
      ] as const
    ) {
      assert.ok(counters[name] > 0, `${name} never happened`);
    }
    assert.equal(counters.lostBars, 0);
    assert.ok(bench.log.length < 60, `a flood in the log: ${bench.log.length} lines`);
    bench.close();
    assert.equal(bench.time.timers, 0);
  });
}

Deno.test("the recording of a storm plays the same rows", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/storm.rec`;
  try {
    const { bench, watched } = await soak("4", path);
    bench.close();
    const feed = createReplayFeed({
      files: [{ path }],
      speed: "max",
      clock: bench.time,
      timers: bench.time,
    });
    await feed.validate();
    for (const [i, [symbol, timeframe]] of STREAMS.entries()) {
      const live = watched[i]!.sink;
      const sink = await playedWhole(feed, symbol, timeframe);
      assert.deepEqual(sink.histories, live.histories);
      assert.deepEqual(sink.rows, live.rows);
      const last = live.rows.findIndex(({ kind }) => kind === "CLOSE");
      const rest = await playedWhole(feed, symbol, timeframe, live.rows[last]!.time);
      assert.equal(rest.histories[0]!.time.at(-1), live.rows[last]!.time);
      assert.deepEqual(rest.rows, live.rows.slice(last + 1), `${symbol} ${timeframe} goes on`);
    }
    feed.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

/** All that a feed has of a symbol. */
async function playedWhole(
  feed: MarketFeed,
  symbol: string,
  timeframe: Timeframe,
  after?: number,
): Promise<RecordingSink> {
  const sink = new RecordingSink();
  const ended = Promise.withResolvers<void>();
  const status = sink.status.bind(sink);
  sink.status = (name, detail) => {
    status(name, detail);
    if (name === "ENDED" || name === "DOWN") ended.resolve();
  };
  const request = { instrument: requireInstrument(symbol), timeframe, historyBars: 20 };
  feed.open(after === undefined ? request : { ...request, after }, sink);
  await ended.promise;
  assert.equal(sink.statuses.at(-1), "ENDED", sink.details.join());
  return sink;
}
