import assert from "node:assert/strict";
import { assertClose, backtraderBars, referenceTest, run, skender } from "./testing.ts";
import { skenderBars, talibBars, walk } from "./testing.ts";

Deno.test("atr() takes gaps into the range and begins with a mean", () => {
  const bar = (high: number, low: number, close: number) => ({
    open: close,
    high,
    low,
    close,
    volume: 1,
  });
  // By hand, period 2. True ranges from the second bar: 12 - 9 = 3; gap up from 11: 16 - 11 = 5;
  // gap down from 15: 15 - 8 = 7. Mean of the first two 4, then 4 + (7 - 4) / 2 = 5.5.
  const bars = [bar(10, 8, 9), bar(12, 9, 11), bar(16, 14, 15), bar(10, 8, 9)];
  assertClose(run("atr", [2], bars)[0]!, [NaN, NaN, 4, 5.5], 1e-15);
});

Deno.test("atr() is never below zero and zero where nothing moves", () => {
  for (const value of run("atr", [14], walk(500))[0]!.slice(14)) assert.ok(value > 0);
  const still = Array.from({ length: 40 }, () => ({ ...walk(1)[0]!, high: 5, low: 5, close: 5 }));
  assert.equal(run("atr", [14], still)[0]!.at(-1), 0);
});

referenceTest("atr() agrees with Skender's table on SPY", () => {
  assertClose(run("atr", [14], skenderBars())[0]!, skender("atr", "atr"), 1e-12);
});

referenceTest("atr() agrees with TA-Lib's own test", () => {
  const values = run("atr", [14], talibBars())[0]!;
  // TA-Lib's average true range table, two decimals cut off: outputs 0, 1, 2, 12, 13, 14 and 237 behind index 14.
  const found = [0, 1, 2, 12, 13, 14, 237].map((i) => values[14 + i]!);
  assertClose(found, [3.578, 3.4876, 3.55, 3.245, 3.394, 3.413, 3.26], 3e-3);
});

referenceTest("atr() agrees with backtrader on 2006", () => {
  const values = run("atr", [14], backtraderBars())[0]!;
  assertClose([values[14]!, values.at(-1)!], [34.264286, 35.866308], 1e-8);
});
