import { equal } from "node:assert/strict";
import { timeframeOf } from "./timeframe.ts";

Deno.test("a timeframe is told by the length of its bars, any other length is none", () => {
  const lengths: [number, string | undefined][] = [
    [1_000, "1s"],
    [300_000, "5m"],
    [7 * 24 * 3_600_000, "1w"],
    [600_000, undefined],
    [NaN, undefined],
  ];
  for (const [barMs, timeframe] of lengths) equal(timeframeOf(barMs), timeframe);
});
