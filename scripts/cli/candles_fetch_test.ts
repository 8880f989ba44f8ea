import { deepEqual, equal } from "node:assert/strict";
import { openMarketStore } from "../../engine/store/mod.ts";
import type { Timeframe } from "../../engine/mod.ts";
import { emptyColumns } from "../../engine/domain/mod.ts";
import { planFetch, plannedBars } from "./candles_fetch.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2024, 0, 1);

function plan(timeframe: Timeframe, from: number, to: number, until: number, covered?: number) {
  const store = openMarketStore(":memory:");
  try {
    const series = { source: "BINANCE", symbol: "BTCUSDT", timeframe } as const;
    if (covered !== undefined) {
      store.put(series, emptyColumns(0), { from: START, to: covered });
    }
    const found = planFetch(store, series, { from, to }, until);
    return { ...found, bars: plannedBars(found) };
  } finally {
    store.close();
  }
}

Deno.test("only bars that open in the range and are over are asked for", () => {
  const { range, parts, bars } = plan("1h", START + 1, START + DAY, START + 6.5 * HOUR);
  deepEqual(range, { from: START + HOUR, to: START + 6 * HOUR });
  deepEqual(parts, [range]);
  equal(bars, 5);
});

Deno.test("the end is not part of the range, wherever it lies in a bar", () => {
  for (const to of [5 * HOUR - 1, 5 * HOUR]) {
    equal(plan("1h", START, START + to, Infinity).range.to, START + 5 * HOUR);
  }
  equal(plan("1h", START, START + 5 * HOUR + 1, Infinity).range.to, START + 6 * HOUR);
});

Deno.test("weeks open on Mondays", () => {
  // 1 January 2024 was one.
  const { range } = plan("1w", START - 3 * DAY, START + 20 * DAY, START + 20 * DAY);
  deepEqual(range, { from: START, to: START + 14 * DAY });
});

Deno.test("what is covered is not asked for again", () => {
  const { parts, bars } = plan("1h", START - HOUR, START + DAY, START + DAY, START + 20 * HOUR);
  deepEqual(parts, [
    { from: START - HOUR, to: START },
    { from: START + 20 * HOUR, to: START + DAY },
  ]);
  equal(bars, 5);
});

Deno.test("a range where nothing is over is empty", () => {
  const { range, parts } = plan("1d", START, START + 5 * DAY, START + HOUR);
  deepEqual(range, { from: START, to: START });
  deepEqual(parts, []);
});
