/**
 * A live feed on an exchange where everything goes wrong by chance: in the end it knows what the
 * exchange knows, its runners got every bar once and in order, and a recording of it plays the same.
 */
import assert from "node:assert/strict";
import type { CandleColumns, Timeframe } from "../../engine/domain/mod.ts";
import { timeframeMs } from "../../engine/domain/mod.ts";
import { GATHER_MS } from "../../engine/feeds/binance/delivery.ts";
import { createFileRecorder } from "../../engine/feeds/recording/mod.ts";
import { innerTimeframe } from "../../engine/market/mod.ts";
import { assertInner, assertSoundRows } from "../contracts/row_laws.ts";
import type { Rates } from "../exchange/faults/chaos.ts";
import { MESSAGE_FAULTS, REST_FAULTS } from "../exchange/faults/kinds.ts";
import { assertAsExchange, assertCandles } from "../support/exchange_truth.ts";
import { LiveBench, type Watched } from "../support/live_bench.ts";
import { columnsOf, type Row } from "../support/market_rows.ts";
import { playedBack } from "../support/played_back.ts";

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
  // The last updates are handed over with a delay; streams that end before do not get them.
  await bench.run(GATHER_MS);
  const known = watched.map(({ sink }) => sink.rows.length);
  assert.ok(known.every((rows) => rows > 0));
  for (const { stream } of watched) stream.close();
  await bench.run(1_000);
  await recorder?.close();
  return { bench, watched };
}

function truthOf({ bench }: Soak, symbol: string, timeframe: Timeframe, of: CandleColumns) {
  const end = of.time.at(-1)! + timeframeMs(timeframe);
  return bench.exchange.model.truth(symbol, timeframe, of.time[0]!, end);
}

/** Finer candles are the exchange's own; each stream had bars that were told whole, unless it has none. */
function assertToldTruly(run: Soak, symbol: string, timeframe: Timeframe, rows: Row[]): void {
  const barMs = timeframeMs(timeframe);
  const told = columnsOf(rows.filter(({ kind }) => kind === "INNER"));
  const finer = innerTimeframe(timeframe);
  if (finer === null) return assert.equal(told.time.length, 0);
  const whole = assertInner(rows, barMs, timeframeMs(finer));
  assert.ok(whole > 0 || barMs > HOUR, `no bar of ${symbol} ${timeframe} was told whole`);
  const truth = truthOf(run, symbol, finer, told);
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
  assertCandles(told, expected, `${symbol} ${timeframe}, its ${finer} candles`);
}

for (const seed of ["2", "3", "5"]) {
  Deno.test(`storm ${seed}: every stream got every bar once, as the exchange has it`, async () => {
    const run = await soak(seed);
    const { bench, watched } = run;
    for (const [i, [symbol, timeframe]] of STREAMS.entries()) {
      const { sink } = watched[i]!;
      assertSoundRows(sink.rows, timeframeMs(timeframe));
      assertToldTruly(run, symbol, timeframe, sink.rows);
      assertAsExchange(bench.exchange, sink, symbol, timeframe);
      assert.deepEqual(sink.gaps, []);
    }
    const rows = watched.flatMap(({ sink }) => sink.rows);
    assert.ok(rows.some(({ kind }) => kind === "MISSED"), "no bar was missed");
    for (const symbol of ["BTCUSDT", "ETHUSDT", "SOLUSDT"]) {
      const series = { source: "BINANCE", symbol, timeframe: "1m" } as const;
      const kept = bench.store.read(series, { from: START, to: Infinity });
      assert.ok(kept.time.length >= 90);
      assertCandles(kept, truthOf(run, symbol, "1m", kept), `the store's ${symbol}`);
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
    for (const [i, [symbol, timeframe]] of STREAMS.entries()) {
      const live = watched[i]!.sink;
      const sink = await playedBack(path, symbol, timeframe);
      assert.equal(sink.statuses.at(-1), "ENDED", sink.details.join());
      assert.deepEqual(sink.histories, live.histories);
      assert.deepEqual(sink.rows, live.rows);
      const last = live.rows.findIndex(({ kind }) => kind === "CLOSE");
      const rest = await playedBack(path, symbol, timeframe, { after: live.rows[last]!.time });
      assert.equal(rest.statuses.at(-1), "ENDED", rest.details.join());
      assert.equal(rest.histories[0]!.time.at(-1), live.rows[last]!.time);
      assert.deepEqual(rest.rows, live.rows.slice(last + 1), `${symbol} ${timeframe} goes on`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
