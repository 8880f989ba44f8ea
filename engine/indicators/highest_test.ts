import assert from "node:assert/strict";
import fc from "fast-check";
import { assertClose, closesOnly, column, readTable, referenceTest, run } from "./testing.ts";
import { skender, skenderBars } from "./testing.ts";

// tulipindicators, tests/untest.txt: "max 5" and "min 5" of these.
const TULIP = [81.59, 81.06, 82.87, 83.0, 83.61, 83.15, 82.84, 83.99, 84.55, 84.36, 85.53];

Deno.test("highest() agrees with Tulip's table", () => {
  const expected = [83.61, 83.61, 83.61, 83.99, 84.55, 84.55, 85.53];
  assert.deepEqual(run("highest", [5], closesOnly(TULIP))[0]!.slice(4), expected);
});

Deno.test("lowest() agrees with Tulip's table", () => {
  const expected = [81.06, 81.06, 82.84, 82.84, 82.84, 82.84, 82.84];
  assert.deepEqual(run("lowest", [5], closesOnly(TULIP))[0]!.slice(4), expected);
});

Deno.test("highest() reads highs and lowest() lows, the current bar included", () => {
  const bars = [
    { open: 5, high: 9, low: 4, close: 5, volume: 1 },
    { open: 5, high: 6, low: 1, close: 5, volume: 1 },
    { open: 5, high: 7, low: 3, close: 5, volume: 1 },
  ];
  assertClose(run("highest", [2], bars)[0]!, [NaN, 9, 7], 0);
  assertClose(run("lowest", [2], bars)[0]!, [NaN, 1, 1], 0);
});

Deno.test("highest() and lowest() are the extremes of their window, ties and all", () => {
  const prices = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 120 });
  fc.assert(fc.property(fc.integer({ min: 1, max: 33 }), prices, (n, list) => {
    const [high] = run("highest", [n], closesOnly(list));
    const [low] = run("lowest", [n], closesOnly(list));
    for (let i = n - 1; i < list.length; i++) {
      const window = list.slice(i - n + 1, i + 1);
      assert.equal(high![i], Math.max(...window));
      assert.equal(low![i], Math.min(...window));
      assert.ok(low![i]! <= list[i]! && list[i]! <= high![i]!);
    }
  }));
});

referenceTest("highest() and lowest() agree with Skender's Donchian channel a bar later", () => {
  // Skender leaves the current bar out, so its value of a bar is ours of the bar before.
  const shifted = (values: number[]) => [NaN, ...values.slice(0, -1)];
  const bars = skenderBars();
  assertClose(shifted(run("highest", [20], bars)[0]!), skender("donchian", "upperBand"), 0);
  assertClose(shifted(run("lowest", [20], bars)[0]!), skender("donchian", "lowerBand"), 0);
});

referenceTest("highest() and lowest() agree with the tables that Lean compares with", () => {
  const cases = [["highest", "max", "MAX_5"], ["lowest", "min", "MIN_5"]] as const;
  for (const [name, file, expected] of cases) {
    const rows = readTable(`indicators/lean/spy_${file}.txt`);
    const [values] = run(name, [5], closesOnly(column(rows, "Close")));
    assertClose(values!, column(rows, expected), 0);
  }
});
