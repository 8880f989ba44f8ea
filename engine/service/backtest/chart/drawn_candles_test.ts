import { deepEqual, equal, ok } from "node:assert/strict";
import { walkColumns } from "../../../../tests/support/backtests.ts";
import type { CandleColumns } from "../../../domain/mod.ts";
import { requireInstrument } from "../../../market/mod.ts";
import { drawnCandles } from "./drawn_candles.ts";
import {
  candleColumnNames,
  keptCandles,
  MAX_KEPT_CANDLES,
  readKeptCandles,
} from "../../../backtest/mod.ts";
import { rowsWithin, type TimeSpan } from "./time_span.ts";

const MINUTE = 60_000;

/** Six candles of a minute from 00:00 on, the fourth missing. */
const SIX: CandleColumns = {
  time: Float64Array.of(0, 1, 2, 4, 5, 6).map((minute) => minute * MINUTE),
  open: Float64Array.of(10, 11, 12, 13, 14, 15),
  high: Float64Array.of(11, 19, 13, 14, 15, 16),
  low: Float64Array.of(9, 10, 11, 12, 3, 14),
  close: Float64Array.of(11, 12, 13, 14, 15, 16),
  volume: Float64Array.of(1, 2, 4, 8, 16, 32),
};
const NOBODY = () => Promise.resolve(null);
const span = (from: number, to: number) => ({ from: from * MINUTE, to: to * MINUTE });
const rows = ({ time, open, high, low, close, volume }: CandleColumns) =>
  Array.from(time, (at, i) => [at / MINUTE, open[i], high[i], low[i], close[i], volume[i]]);

async function kept(columns: CandleColumns) {
  const instrument = requireInstrument("BTCUSDT");
  const all = await keptCandles(
    [{ instrument, columns, candleMs: MINUTE }],
    () => Promise.resolve(),
  );
  deepEqual(Object.keys(all), candleColumnNames("BTCUSDT"));
  return readKeptCandles(all, "BTCUSDT")!;
}

Deno.test("as many as there are, where so many may be drawn", async () => {
  const drawn = await drawnCandles(await kept(SIX), MINUTE, span(1, 5), 10, NOBODY);
  deepEqual([drawn.candleMs, rows(drawn.columns).map(([at]) => at)], [MINUTE, [1, 2, 4]]);
});

Deno.test("merged: first open, highest high, lowest low, last close, all of the volume", async () => {
  // 7 minutes in 3: 7 / (3 - 1) are 3.5 minutes a candle, and the next known length is 5.
  const drawn = await drawnCandles(await kept(SIX), MINUTE, span(0, 7), 3, NOBODY);
  deepEqual([drawn.candleMs, rows(drawn.columns)], [5 * MINUTE, [
    [0, 10, 19, 9, 14, 15],
    [5, 14, 16, 3, 16, 48],
  ]]);
});

Deno.test("a million candles are kept merged, and any part of them is drawn with few", async () => {
  const million = walkColumns(1_000_000);
  const small = await kept(million);
  // 1,000,000 in at most 19,999 whole ones: more than 50 minutes each.
  equal(small.candleMs, 60 * MINUTE);
  ok(small.columns.time.length <= MAX_KEPT_CANDLES);
  equal(Math.max(...small.columns.high), million.high.reduce((a, b) => Math.max(a, b)));
  equal(Math.min(...small.columns.low), million.low.reduce((a, b) => Math.min(a, b)));
  const [first, last] = [million.time[0]!, million.time.at(-1)! + MINUTE];
  for (const share of [1, 0.5, 0.01, 0.001, 0.00001]) {
    const to = first + (last - first) * share;
    const asked = { from: first + (to - first) / 3, to };
    const drawn = await drawnCandles(
      small,
      MINUTE,
      asked,
      1_000,
      (part) => Promise.resolve(rowsWithin(million, part)),
    );
    ok(drawn.columns.time.length <= 1_000, `${drawn.columns.time.length}`);
    // What a browser is sent of it, in any number of digits.
    const text = JSON.stringify(Object.values(drawn.columns).map((column) => Array.from(column)));
    ok(text.length < 100_000, `${text.length} characters`);
    equal(drawn.candleMs % MINUTE, 0);
    if (share < 0.001) equal(drawn.candleMs, MINUTE);
  }
});

Deno.test("finer ones are drawn only where they make the very candles that were kept", async () => {
  const long = walkColumns(40_000);
  const small = await kept(long);
  equal(small.candleMs, 3 * MINUTE);
  const asked = { from: long.time[6_000]!, to: long.time[6_100]! };
  const draw = async (own: CandleColumns | null) => {
    const finer = (part: TimeSpan) => Promise.resolve(own && rowsWithin(own, part));
    return (await drawnCandles(small, MINUTE, asked, 1_000, finer)).candleMs;
  };
  equal(await draw(long), MINUTE);
  equal(await draw(null), 3 * MINUTE);
  // One close in them is another now: the source was changed since.
  equal(await draw({ ...long, close: long.close.with(6_050, 1) }), 3 * MINUTE);
  // They end in the middle.
  equal(await draw(rowsWithin(long, { from: 0, to: long.time[6_050]! })), 3 * MINUTE);
});
