import assert from "node:assert/strict";
import { CandleSeries, type ChartCandle, MAX_BARS } from "./candle_series.ts";
import { eachPixel, largestVolume, priceRange } from "./conflate.ts";
import { IndicatorLines, valueRange } from "./indicator_lines.ts";
import { markAt } from "./marks.ts";
import { timeLabels } from "./time_axis.ts";
import { afterData, following, newest, panned, zoomed } from "./view.ts";

function bar(time: number, close: number, given: Partial<ChartCandle> = {}): ChartCandle {
  return { time, open: close - 1, high: close + 2, low: close - 3, close, volume: 10, ...given };
}

function seriesOf(...candles: ChartCandle[]): CandleSeries {
  const series = new CandleSeries();
  series.replace(candles);
  return series;
}

Deno.test("a series appends newer bars, rewrites the newest and leaves late ones", () => {
  const series = seriesOf(bar(0, 100));
  assert.equal(series.put(bar(60, 101)), "appended");
  assert.equal(series.put(bar(60, 105)), "updated");
  assert.equal(series.put(bar(0, 1)), "late");
  assert.equal(series.length, 2);
  assert.deepEqual(series.at(1), bar(60, 105));
  assert.deepEqual(series.at(0), bar(0, 100));
  assert.equal(series.at(2), null);
});

Deno.test("a series grows past its first columns and drops the oldest tenth at its limit", () => {
  const series = new CandleSeries();
  for (let i = 0; i <= MAX_BARS; i++) series.put(bar(i, i));
  assert.equal(series.length, MAX_BARS + 1);
  assert.equal(series.trim(), MAX_BARS / 10);
  assert.equal(series.length, MAX_BARS - MAX_BARS / 10 + 1);
  assert.equal(series.at(0)?.time, MAX_BARS / 10);
  assert.equal(series.lastTime, MAX_BARS);
  assert.equal(series.trim(), 0);
});

Deno.test("a time finds the bar it lies in", () => {
  const series = seriesOf(bar(0, 1), bar(60, 1), bar(120, 1));
  assert.deepEqual([-1, 0, 59, 60, 500].map((time) => series.indexAt(time)), [-1, 0, 0, 1, 2]);
});

Deno.test("ranges look at the bars in sight only", () => {
  const series = seriesOf(bar(0, 100), bar(60, 200, { volume: 99 }), bar(120, 300));
  assert.deepEqual(priceRange(series, 0, 1), { min: 97, max: 202 });
  assert.deepEqual(priceRange(series, 2, 9), { min: 297, max: 302 });
  assert.equal(priceRange(series, 5, 9), null);
  assert.equal(largestVolume(series, 0, 2), 99);
});

Deno.test("bars on one pixel become one: first open, last close, the extremes", () => {
  const series = seriesOf(bar(0, 100), bar(1, 110, { volume: 30 }), bar(2, 90), bar(10, 50));
  const seen: unknown[] = [];
  eachPixel(series, 0, 3, (time) => time / 10 < 0.5 ? 0 : 1, (merged) => seen.push({ ...merged }));
  assert.deepEqual(seen, [
    { x: 0, open: 99, high: 112, low: 87, close: 90, volume: 30 },
    { x: 1, open: 49, high: 52, low: 47, close: 50, volume: 10 },
  ]);
});

const EMA = { key: "ema(3)", output: "value", pane: "PRICE" } as const;
const MACD = { key: "macd(2,3,2)", pane: "OWN" } as const;

Deno.test("indicator values end at the last closed bar", () => {
  const lines = new IndicatorLines();
  lines.replace([{ ...EMA, values: [null, 7, 8] }], 5, 4);
  assert.deepEqual(lines.overlays[0]?.values, [null, null, 7, 8, null]);
  lines.replace([{ ...EMA, values: [1, 2, 3, 4] }], 2, 2);
  assert.deepEqual(lines.overlays[0]?.values, [3, 4]);
});

Deno.test("outputs of one indicator share a pane, and the histogram is told apart", () => {
  const lines = new IndicatorLines();
  lines.replace(
    [
      { ...MACD, output: "macd", values: [1] },
      { ...MACD, output: "histogram", values: [2] },
      { ...EMA, values: [3] },
    ],
    1,
    1,
  );
  assert.deepEqual(lines.overlays.map((line) => line.key), ["ema(3)"]);
  assert.deepEqual(lines.panes.map((pane) => pane.lines.map((line) => line.isHistogram)), [
    [false, true],
  ]);
  assert.deepEqual(valueRange(lines.panes[0]?.lines ?? [], 0, 0), { min: 0, max: 2 });
});

Deno.test("lines and their colours do not depend on which a strategy asks for first", () => {
  const inputs = ["ema(21)", "ema(9)", "bollinger(20,2)", "sma(9)"].map((key) => ({
    key,
    output: "value",
    pane: key.startsWith("sma") ? "OWN" as const : "PRICE" as const,
    values: [1],
  }));
  for (const given of [inputs, inputs.toReversed()]) {
    const lines = new IndicatorLines();
    lines.replace(given, 1, 1);
    assert.deepEqual(lines.overlays.map(({ key }) => key), [
      "bollinger(20,2)",
      "ema(9)",
      "ema(21)",
    ]);
  }
});

Deno.test("newest values are written at their bar; holes and new indicators are told", () => {
  const lines = new IndicatorLines();
  lines.replace([{ ...EMA, values: [1, 2] }], 3, 2);
  assert.equal(lines.writeNewest({ "ema(3)": 3 }, 2), "written");
  assert.deepEqual(lines.overlays[0]?.values, [1, 2, 3]);
  lines.append();
  lines.append();
  assert.equal(lines.writeNewest({ "ema(3)": 5 }, 4), "gap");
  assert.equal(lines.writeNewest({ "ema(3)": 5, "rsi(2)": 50 }, 4), "unknown indicator");
});

Deno.test("an indicator that is not warm yet has no hole", () => {
  const lines = new IndicatorLines();
  lines.replace([{ ...EMA, values: [null, null] }], 3, 2);
  assert.equal(lines.writeNewest({ "ema(3)": null }, 2), "written");
  assert.equal(lines.writeNewest({ "ema(3)": 4 }, 2), "written");
});

const EXTENT = { first: 0, last: 6_000, barMs: 60 };

Deno.test("a following view moves with new bars and keeps its zoom", () => {
  const view = newest(EXTENT, 50);
  assert.deepEqual(view, { min: 3_000, max: 6_240, isFollowing: true });
  const later = afterData(view, { ...EXTENT, last: 6_060 });
  assert.deepEqual(later, { min: 3_060, max: 6_300, isFollowing: true });
});

Deno.test("a view that the user moved stays where it is when bars come", () => {
  const view = panned(newest(EXTENT, 50), EXTENT, -600);
  assert.equal(view.isFollowing, false);
  assert.equal(afterData(view, { ...EXTENT, last: 9_000 }), view);
});

Deno.test("panning back to the newest bar follows again, and so does asking for it", () => {
  const away = panned(newest(EXTENT, 50), EXTENT, -600);
  assert.equal(panned(away, EXTENT, 600).isFollowing, true);
  assert.deepEqual(following(away, EXTENT), newest(EXTENT, 50));
});

Deno.test("zoom keeps the anchor in place, or the right edge while following", () => {
  const away = { min: 1_000, max: 2_000, isFollowing: false };
  assert.deepEqual(zoomed(away, EXTENT, 2, 1_500), { min: 500, max: 2_500, isFollowing: false });
  const near = zoomed(newest(EXTENT, 50), EXTENT, 0.5, 0);
  assert.deepEqual(near, { min: 4_620, max: 6_240, isFollowing: true });
});

Deno.test("zoom stops at ten bars and at all of them; panning keeps bars in sight", () => {
  const view = newest(EXTENT, 50);
  assert.equal(zoomed(view, EXTENT, 0.001, 0).max - zoomed(view, EXTENT, 0.001, 0).min, 600);
  const widest = zoomed(view, EXTENT, 1e6, 0);
  assert.ok(widest.max - widest.min < 7_000);
  assert.equal(panned(view, EXTENT, -1e9).max, 180);
});

Deno.test("the pointer finds the nearest mark within reach", () => {
  const mark = { id: "o1", time: 0, side: "BUY", price: 1, shape: "arrow", text: [] } as const;
  const placed = [{ mark, x: 10, y: 10 }, { mark: { ...mark, id: "o2" }, x: 20, y: 10 }];
  assert.equal(markAt(placed, 18, 11)?.mark.id, "o2");
  assert.equal(markAt(placed, 100, 100), null);
});

Deno.test("time labels are UTC clocks, with the date where a day begins", () => {
  const midnight = Date.UTC(2024, 4, 3);
  assert.deepEqual(timeLabels([midnight - 3_600_000, midnight, midnight + 3_600_000], 3_600_000), [
    "23:00",
    "3 May",
    "01:00",
  ]);
  assert.deepEqual(timeLabels([midnight + 5_000], 5_000), ["00:00:05"]);
  assert.deepEqual(timeLabels([Date.UTC(2024, 0, 1)], 86_400_000), ["2024"]);
});
