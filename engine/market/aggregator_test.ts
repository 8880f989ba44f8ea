import assert from "node:assert/strict";
import fc from "fast-check";
import type { CandleColumns, Timeframe } from "../domain/mod.ts";
import { emptyColumns, RowWriter, timeframeMs } from "../domain/mod.ts";
import { assertBars, assertInner } from "../../tests/contracts/row_laws.ts";
import { columnsOf, readRows, type Row } from "../../tests/support/market_rows.ts";
import { readFreqtrade, testWithData } from "../../tests/support/shared_data.ts";
import { Aggregator, resample } from "./aggregator.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function setup(barMs: number, innerMs: number | null = null) {
  const out = new RowWriter();
  const rows = () =>
    readRows(out.take()).map((r) =>
      [r.kind, r.at, r.time, r.open, r.high, r.low, r.close, r.volume].join(" ")
    );
  return { bars: new Aggregator(barMs, out, innerMs), rows };
}

Deno.test("candle() opens, updates and closes a bar on its last finer candle", () => {
  const { bars, rows } = setup(3 * MINUTE);
  bars.candle(180_000, MINUTE, 10, 12, 9, 11, 5);
  bars.candle(240_000, MINUTE, 11, 11, 8, 8, 1);
  bars.candle(300_000, MINUTE, 8, 13, 8, 12, 2);
  assert.deepEqual(rows(), [
    "OPEN 180000 180000 10 10 10 10 0",
    "UPDATE 240000 180000 10 12 9 11 5",
    "UPDATE 300000 180000 10 12 8 8 6",
    "CLOSE 360000 180000 10 13 8 12 8",
  ]);
  assert.equal(bars.forming, false);
});

Deno.test("a candle of the bar's own size is an OPEN and a CLOSE", () => {
  const { bars, rows } = setup(MINUTE);
  bars.candle(60_000, MINUTE, 10, 12, 9, 11, 5);
  assert.deepEqual(rows(), [
    "OPEN 60000 60000 10 10 10 10 0",
    "CLOSE 120000 60000 10 12 9 11 5",
  ]);
});

Deno.test("begin() shows the first price before the candle is known, and only once", () => {
  const { bars, rows } = setup(MINUTE);
  bars.begin(60_000, 10);
  bars.begin(60_000, 10);
  assert.deepEqual(rows(), ["OPEN 60000 60000 10 10 10 10 0"]);
  bars.candle(60_000, MINUTE, 10, 12, 9, 11, 5);
  assert.deepEqual(rows(), ["CLOSE 120000 60000 10 12 9 11 5"]);
});

Deno.test("a gap closes the bar before it and makes no bar of its own", () => {
  const { bars, rows } = setup(3 * MINUTE);
  bars.candle(180_000, MINUTE, 10, 12, 9, 11, 5);
  bars.candle(1_020_000, MINUTE, 20, 21, 19, 20, 1);
  assert.deepEqual(rows(), [
    "OPEN 180000 180000 10 10 10 10 0",
    "UPDATE 240000 180000 10 12 9 11 5",
    "CLOSE 360000 180000 10 12 9 11 5",
    // 17:00 lies in the bar of 15:00.
    "OPEN 1020000 900000 20 20 20 20 0",
    "CLOSE 1080000 900000 20 21 19 20 1",
  ]);
});

Deno.test("price() builds bars from trades; the later bar's trade closes the earlier bar", () => {
  const { bars, rows } = setup(1000);
  bars.price(1000, 10, 1);
  bars.price(1400, 12, 2);
  bars.price(1900, 9, 3);
  bars.price(2100, 11, 4);
  assert.deepEqual(rows(), [
    "OPEN 1000 1000 10 10 10 10 1",
    "UPDATE 1400 1000 10 12 10 12 3",
    "UPDATE 1900 1000 10 12 9 9 6",
    "CLOSE 2000 1000 10 12 9 9 6",
    "OPEN 2100 2000 11 11 11 11 4",
  ]);
});

Deno.test("advance() closes a bar when its time is over, not before", () => {
  const { bars, rows } = setup(1000);
  bars.advance(5000);
  bars.price(1000, 10, 1);
  bars.advance(1999);
  assert.equal(rows().length, 1);
  bars.advance(2000);
  assert.deepEqual(rows(), ["CLOSE 2000 1000 10 10 10 10 1"]);
  bars.advance(9000);
  assert.deepEqual(rows(), []);
});

Deno.test("data of a closed bar is dropped and counted", () => {
  const { bars, rows } = setup(1000);
  bars.price(2000, 10, 1);
  bars.price(1500, 99, 1);
  bars.advance(3000);
  bars.price(2999, 99, 1);
  assert.equal(bars.late, 2);
  assert.deepEqual(rows(), ["OPEN 2000 2000 10 10 10 10 1", "CLOSE 3000 2000 10 10 10 10 1"]);
});

Deno.test("rows carry the quotes of their moment", () => {
  const out = new RowWriter();
  const bars = new Aggregator(1000, out);
  bars.price(1000, 10, 1, 9.5, 10.5);
  bars.price(1100, 10, 1, 9.75, 10.25);
  bars.advance(2000);
  const quotes = readRows(out.take()).map((r) => [r.bid, r.ask]);
  assert.deepEqual(quotes, [[9.5, 10.5], [9.75, 10.25], [9.75, 10.25]]);
});

Deno.test("bars before 1970 are aligned too", () => {
  const { bars, rows } = setup(1000);
  bars.price(-1, 10, 1);
  assert.deepEqual(rows(), ["OPEN -1 -1000 10 10 10 10 1"]);
});

Deno.test("finer candles are told as they end, the last one right before CLOSE", () => {
  const { bars, rows } = setup(3 * MINUTE, MINUTE);
  bars.candle(180_000, MINUTE, 10, 12, 9, 11, 5);
  bars.candle(240_000, MINUTE, 11, 11, 8, 8, 1);
  bars.candle(300_000, MINUTE, 8, 13, 8, 12, 2);
  assert.deepEqual(rows(), [
    "OPEN 180000 180000 10 10 10 10 0",
    "INNER 240000 180000 10 12 9 11 5",
    "UPDATE 240000 180000 10 12 9 11 5",
    "INNER 300000 240000 11 11 8 8 1",
    "UPDATE 300000 180000 10 12 8 8 6",
    "INNER 360000 300000 8 13 8 12 2",
    "CLOSE 360000 180000 10 13 8 12 8",
  ]);
});

Deno.test("a finer candle that ends in a hole is told before what comes after it, or before CLOSE", () => {
  const { bars, rows } = setup(6 * MINUTE, 2 * MINUTE);
  bars.candle(0, MINUTE, 10, 12, 9, 11, 5);
  // Minute 1 is missing.
  bars.candle(120_000, MINUTE, 11, 14, 11, 13, 1);
  // Minutes 3 to 6 are missing; minute 7 lies in the next bar.
  bars.candle(420_000, MINUTE, 20, 21, 19, 20, 1);
  assert.deepEqual(rows().filter((row) => !row.startsWith("UPDATE")), [
    "OPEN 0 0 10 10 10 10 0",
    "INNER 120000 0 10 12 9 11 5",
    "INNER 240000 120000 11 14 11 13 1",
    "CLOSE 360000 0 10 14 9 13 6",
    "OPEN 420000 360000 20 20 20 20 0",
    "INNER 480000 360000 20 21 19 20 1",
  ]);
});

Deno.test("candles without trades are told from a bar's first trade on; a bar of such alone has no way", () => {
  const { bars, rows } = setup(3 * MINUTE, MINUTE);
  bars.candle(0, MINUTE, 9, 9, 9, 9, 0);
  bars.candle(60_000, MINUTE, 10, 12, 9, 11, 5);
  bars.candle(120_000, MINUTE, 11, 11, 11, 11, 0);
  for (const time of [180_000, 240_000, 300_000]) bars.candle(time, MINUTE, 11, 11, 11, 11, 0);
  assert.deepEqual(rows().filter((row) => !row.startsWith("UPDATE")), [
    "OPEN 60000 0 10 10 10 10 0",
    "INNER 120000 60000 10 12 9 11 5",
    "INNER 180000 120000 11 11 11 11 0",
    "CLOSE 180000 0 10 12 9 11 5",
    "OPEN 180000 180000 11 11 11 11 0",
    "CLOSE 360000 180000 11 11 11 11 0",
  ]);
});

Deno.test("finer candles carry the quote of their end", () => {
  const out = new RowWriter();
  const bars = new Aggregator(4_000, out, 2_000);
  [0, 1, 2, 3].forEach((n) => bars.candle(n * 1_000, 1_000, 10, 10, 10, 10, 1, 9 + n, 11 + n));
  const inner = readRows(out.take()).filter(({ kind }) => kind === "INNER");
  assert.deepEqual(inner.map(({ bid, ask }) => [bid, ask]), [[10, 12], [12, 14]]);
});

/** Minutes with holes now and then; a price of its own for each of a candle's four. */
const CANDLES = fc.array(
  fc.record({
    skip: fc.nat({ max: 9 }),
    prices: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 4, maxLength: 4 }),
    volume: fc.nat({ max: 1000 }),
  }),
  { maxLength: 60 },
).map((candles) => {
  const columns = emptyColumns(candles.length);
  let time = 1_600_000_020_000;
  candles.forEach(({ skip, prices, volume }, i) => {
    time += (skip + 1) * MINUTE;
    columns.time[i] = time;
    columns.open[i] = prices[0]!;
    columns.close[i] = prices[1]!;
    columns.high[i] = Math.max(...prices);
    columns.low[i] = Math.min(...prices);
    columns.volume[i] = volume;
  });
  return columns;
});

Deno.test("whatever the candles: those told are what resample() makes, and a whole way makes its bar", () => {
  fc.assert(fc.property(
    CANDLES,
    fc.constantFrom([15, 1], [15, 5], [60, 5], [60, 15]),
    (columns, [bar, inner]) => {
      const rows = rowsOf(columns, bar! * MINUTE, inner! * MINUTE);
      assertBars(rows, bar! * MINUTE);
      assertInner(rows, bar! * MINUTE, inner! * MINUTE);
      const told = columnsOf(rows.filter(({ kind }) => kind === "INNER"));
      assert.deepEqual(told, resample(columns, inner! * MINUTE));
    },
  ));
});

Deno.test("resample() and the Aggregator make the same bars of any candles", () => {
  fc.assert(fc.property(
    CANDLES,
    fc.constantFrom("3m", "5m", "15m", "1h"),
    (columns, timeframe) => {
      const barMs = timeframeMs(timeframe);
      const bars = resample(columns, barMs);
      assert.deepEqual(closedBars(columns, barMs), bars);
      const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
      assert.equal(sum(bars.volume), sum(columns.volume));
      for (const at of bars.time) assert.equal(at % barMs, 0);
    },
  ));
});

/** What the CLOSE rows of an Aggregator say. */
const closedBars = (fine: CandleColumns, barMs: number): CandleColumns =>
  columnsOf(rowsOf(fine, barMs, null).filter(({ kind }) => kind === "CLOSE"));

/** What an Aggregator makes of minutes. */
function rowsOf(fine: CandleColumns, barMs: number, innerMs: number | null): Row[] {
  const out = new RowWriter();
  const bars = new Aggregator(barMs, out, innerMs);
  const { time, open, high, low, close, volume } = fine;
  for (let i = 0; i < time.length; i++) {
    bars.candle(time[i]!, MINUTE, open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!);
  }
  bars.finish();
  return readRows(out.take());
}

const SIXTY = Array.from({ length: 60 }, (_, n) => n);
const STORED: readonly [Timeframe, string][] = [
  ["5m", "klines/freqtrade-BTC_USDT-5m-2023.json.gz"],
  ["15m", "klines/freqtrade-BTC_USDT-15m-2023.json"],
  ["30m", "klines/freqtrade-BTC_USDT-30m-2023.json"],
  ["1h", "klines/freqtrade-BTC_USDT-1h-2023.json"],
];

for (const [timeframe, file] of STORED) {
  testWithData(
    `1m candles of 2023 give the exchange's ${timeframe} candles`,
    ["klines/freqtrade-BTC_USDT-1m-2023.json.gz", file],
    async (finePath, storedPath) => {
      const made = resample(await readFreqtrade(finePath!), timeframeMs(timeframe));
      const stored = await readFreqtrade(storedPath!);
      const from = made.time.indexOf(stored.time[0]!);
      assert.ok(from >= 0 && stored.time.length > 700);
      for (let i = 0; i < stored.time.length; i++) {
        for (const field of ["time", "open", "high", "low", "close", "volume"] as const) {
          assert.equal(made[field][from + i], stored[field][i], `${field} of ${stored.time[i]}`);
        }
      }
    },
  );
}

testWithData(
  "minutes of 2023, told within hours, make the exchange's own 1h candles",
  [
    "klines/freqtrade-BTC_USDT-1m-2023.json.gz",
    "klines/freqtrade-BTC_USDT-1h-2023.json",
  ],
  async (finePath, storedPath) => {
    const fine = await readFreqtrade(finePath!);
    const stored = await readFreqtrade(storedPath!);
    const rows = rowsOf(fine, HOUR, MINUTE);
    const told = Map.groupBy(
      rows.filter(({ kind }) => kind === "INNER"),
      ({ time }) => time - time % HOUR,
    );
    for (let i = 0; i < stored.time.length; i++) {
      const inner = told.get(stored.time[i]!)!;
      assert.deepEqual(inner.map(({ time }) => (time - stored.time[i]!) / MINUTE), SIXTY);
      assert.equal(inner[0]!.open, stored.open[i]);
      assert.equal(Math.max(...inner.map(({ high }) => high)), stored.high[i]);
      assert.equal(Math.min(...inner.map(({ low }) => low)), stored.low[i]);
      assert.equal(inner.at(-1)!.close, stored.close[i]);
      const off = Math.abs(inner.reduce((sum, { volume }) => sum + volume, 0) - stored.volume[i]!);
      assert.ok(off < 1e-7, `volume of ${stored.time[i]} off by ${off}`);
    }
    // Counted in the file: 66,087 minutes in 1,103 hours, of which the first begins at minute 15, the last
    // ends after two minutes, and 12:00 on 24 March has 40 minutes without a trade and nothing else.
    const count = rows.filter(({ kind }) => kind === "INNER").length;
    assert.deepEqual([fine.time.length, count], [66_087, 66_087 - 40]);
    assert.equal(assertInner(rows, HOUR, MINUTE), 1_103 - 2);
  },
);
