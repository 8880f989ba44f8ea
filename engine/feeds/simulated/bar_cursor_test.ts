import assert from "node:assert/strict";
import fc from "fast-check";
import { RowWriter, type Timeframe, timeframeMs } from "../../domain/mod.ts";
import { Aggregator, requireInstrument } from "../../market/mod.ts";
import { assertBars, assertInner } from "../../../tests/contracts/row_laws.ts";
import { columnsOf, readRows, type Row } from "../../../tests/support/market_rows.ts";
import { BarCursor } from "./bar_cursor.ts";
import { DayTrack } from "./day_track.ts";
import { makeHistory } from "./history.ts";
import { SymbolPath } from "./symbol_path.ts";

const START = Date.UTC(2024, 2, 1);
const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

function newPath(code = "BTCUSDT"): SymbolPath {
  const instrument = requireInstrument(code);
  return new SymbolPath(5, instrument, new DayTrack(5, instrument));
}

/** Rows of a timeframe after each of the moments. */
function rowsUntil(barMs: number, moments: number[], path = newPath()): Row[] {
  const out = new RowWriter();
  const cursor = new BarCursor(path, barMs, START);
  for (const moment of moments) cursor.advance(moment, out);
  return readRows(out.take());
}

const firm = (rows: Row[]) => rows.filter((row) => row.kind !== "UPDATE");

Deno.test("OPEN, INNER and CLOSE rows are the same however the time is cut up", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("1s", "1m", "5m", "1h"),
      fc.array(fc.integer({ min: 0, max: 2 * HOUR }), { maxLength: 60 }),
      (timeframe, steps) => {
        const end = START + 2 * HOUR + 1;
        const moments = steps.map((step) => START + step).sort((a, b) => a - b);
        const barMs = timeframeMs(timeframe);
        const rows = rowsUntil(barMs, [...moments, end]);
        assertBars(rows, barMs);
        assertInner(rows, barMs, MINUTE);
        assert.deepEqual(firm(rows), firm(rowsUntil(barMs, [end])));
      },
    ),
    { numRuns: 25 },
  );
});

Deno.test("one second's bar opens, grows and closes at the times it should", () => {
  const rows = rowsUntil(SECOND, [START, START + 300, START + 400, START + 999, START + 1000]);
  assert.deepEqual(rows.map((row) => [row.kind, row.at - START]), [
    ["OPEN", 0],
    ["UPDATE", 250],
    ["UPDATE", 750],
    ["CLOSE", 1000],
    ["OPEN", 1000],
  ]);
});

Deno.test("a longer timeframe is exactly what the seconds make", () => {
  const seconds = rowsUntil(SECOND, [START + 2 * HOUR]).filter((row) => row.kind === "CLOSE");
  for (const timeframe of ["1m", "3m", "15m", "1h"] as const) {
    const barMs = timeframeMs(timeframe);
    const out = new RowWriter();
    const bars = new Aggregator(barMs, out);
    for (const { time, open, high, low, close, volume, bid, ask } of seconds) {
      bars.candle(time, SECOND, open, high, low, close, volume, bid, ask);
    }
    const made = readRows(out.take()).filter((row) => row.kind === "CLOSE");
    const own = rowsUntil(barMs, [START + 2 * HOUR]).filter((row) => row.kind === "CLOSE");
    assert.equal(own.length, 2 * HOUR / barMs);
    own.forEach((bar, i) => {
      const { volume, ...rest } = bar;
      const { volume: sum, ...expected } = made[i]!;
      assert.deepEqual(rest, expected);
      // Decimals added up; the bar's own volume is counted in lots.
      assert.ok(Math.abs(volume - sum) <= 1e-9 * volume);
    });
  }
});

Deno.test("finer candles are those of a stream of their timeframe: minutes of an hour, 15m of a day", () => {
  const of = (timeframe: Timeframe, kind: string, hours: number) =>
    rowsUntil(timeframeMs(timeframe), [START + hours * HOUR]).filter((row) => row.kind === kind);
  const candle = (
    { at, time, open, high, low, close, volume, bid, ask }: Row,
  ) => [at, time, open, high, low, close, volume, bid, ask];
  assert.deepEqual(of("1h", "INNER", 3).map(candle), of("1m", "CLOSE", 3).map(candle));
  assert.deepEqual(of("1d", "INNER", 24).map(candle), of("15m", "CLOSE", 24).map(candle));
  assert.equal(assertInner(rowsUntil(24 * HOUR, [START + 48 * HOUR]), 24 * HOUR, 15 * MINUTE), 2);
  assert.deepEqual(of("1m", "INNER", 1), []);
});

Deno.test("history is what a live stream would have closed", () => {
  for (const [timeframe, bars] of [["1s", 50], ["5m", 40], ["4h", 9], ["1d", 3]] as const) {
    const barMs = timeframeMs(timeframe);
    const end = START + bars * barMs;
    const job = makeHistory(newPath(), barMs, bars, end);
    let step = job.next();
    while (!step.done) step = job.next();
    const closed = rowsUntil(barMs, [end]).filter((row) => row.kind === "CLOSE");
    assert.deepEqual(step.value, columnsOf(closed), timeframe);
  }
});

Deno.test("a long history is made in slices, and starts no earlier than 1970", () => {
  const slices = (bars: number, end: number) => {
    const job = makeHistory(newPath(), timeframeMs("1d"), bars, end);
    let count = 1;
    let step = job.next();
    for (; !step.done; step = job.next()) count++;
    return { count, length: step.value.time.length, first: step.value.time[0] };
  };
  // Two hours a slice: twelve a day, and the end.
  assert.deepEqual(slices(20, START), { count: 241, length: 20, first: START - 20 * 24 * HOUR });
  assert.deepEqual(slices(500, 3 * 24 * HOUR), { count: 37, length: 3, first: 0 });
});

Deno.test("quotes lie on the price grid around the price", () => {
  for (const code of ["BTCUSDT", "SPY", "USDJPY", "DOGEUSDT"]) {
    const { priceStep } = requireInstrument(code);
    for (const row of rowsUntil(60_000, [START + HOUR], newPath(code))) {
      for (const price of [row.open, row.high, row.low, row.close, row.bid, row.ask]) {
        const steps = price / priceStep;
        assert.ok(Math.abs(steps - Math.round(steps)) < 1e-6, `${code} at ${price}`);
      }
      assert.ok(row.bid < row.ask && row.bid <= row.close && row.close <= row.ask);
    }
  }
});
