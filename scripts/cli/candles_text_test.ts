import { deepEqual, equal } from "node:assert/strict";
import type { Gap, Holding } from "./candles_gaps.ts";
import { counted, gapLines, momentText, sourceText } from "./candles_text.ts";

const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);

/** Hours with the given ones missing. */
function holding(
  gaps: readonly (readonly [from: number, bars: number, asked: boolean])[],
): Holding {
  const all = gaps.map(([from, bars, asked]): Gap => ({
    from: START + from * HOUR,
    to: START + (from + bars) * HOUR,
    bars,
    asked,
  }));
  return {
    series: { source: "BINANCE", symbol: "BTCUSDT", timeframe: "1h" },
    range: { from: START, to: START + 100 * HOUR },
    bars: 50,
    gaps: all,
  };
}

Deno.test("nothing missing is no line", () => deepEqual(gapLines(holding([])), []));

Deno.test("gaps are told by their reason, the first ones one by one", () => {
  deepEqual(gapLines(holding([[5, 1, true], [10, 2, false]])), [
    "BTCUSDT 1h: 1 candle that the exchange does not have, in 1 gap:",
    "  2024-01-01 05:00 to 2024-01-01 06:00 (1)",
    "BTCUSDT 1h: 2 candles that are not there yet, in 1 gap:",
    "  2024-01-01 10:00 to 2024-01-01 12:00 (2)",
  ]);
  equal(
    gapLines(holding([[10, 1, false]]))[0],
    "BTCUSDT 1h: 1 candle that is not there yet, in 1 gap:",
  );
  const seven = gapLines(holding([1, 3, 5, 7, 9, 11, 13].map((at) => [at, 1, true] as const)));
  deepEqual([seven.length, seven[0], seven.at(-1)], [
    7,
    "BTCUSDT 1h: 7 candles that the exchange does not have, in 7 gaps:",
    "  … and 2 more",
  ]);
});

Deno.test("what lies before the first candle is no gap", () => {
  deepEqual(gapLines(holding([[0, 20, true]])), [
    "BTCUSDT 1h: what the exchange has begins 2024-01-01 20:00.",
  ]);
  // Nobody asked for it: then it is not known.
  deepEqual(gapLines(holding([[0, 20, false]])).length, 2);
});

Deno.test("moments, sources and counts are as users write them", () => {
  equal(momentText(START + 61_000), "2024-01-01 00:01:01");
  equal(momentText(START + 60_000), "2024-01-01 00:01");
  equal(sourceText("BINANCE_US"), "binance-us");
  deepEqual([counted(0, "candle"), counted(1, "candle"), counted(1_234, "candle")], [
    "0 candles",
    "1 candle",
    "1,234 candles",
  ]);
});
