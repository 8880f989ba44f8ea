import assert from "node:assert/strict";
import fc from "fast-check";
import {
  assertClose,
  backtraderBars,
  column,
  readTable,
  referenceTest,
  run,
  runCloses,
  skender,
  skenderBars,
  talibBars,
} from "./testing.ts";

Deno.test("rsi() agrees with StockCharts", () => {
  // StockCharts' RSI-14 example, as in pyalgotrade's testcases/rsi-test.csv.
  const closes = [
    ...[44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826],
    ...[45.8931, 46.0328, 45.614, 46.282, 46.282, 46.0028, 46.0328],
  ];
  const expected = [70.53278948, 66.31856181, 66.54982994];
  assertClose(runCloses("rsi", [14], closes).slice(14), expected, 1e-9);
});

Deno.test("rsi() agrees with Tulip's table", () => {
  // tulipindicators, tests/untest.txt: "rsi 5".
  const closes = [81.59, 81.06, 82.87, 83.0, 83.61, 83.15, 82.84, 83.99, 84.55, 84.36];
  const expected = [72.034, 64.927, 75.936, 79.796, 74.713];
  assertClose(runCloses("rsi", [5], closes).slice(5), expected, 1e-5);
});

Deno.test("rsi() is 100 where the price only rises, 0 where it only falls, 50 where it stands", () => {
  assert.equal(runCloses("rsi", [2], [1, 2, 3, 4]).at(-1), 100);
  assert.equal(runCloses("rsi", [2], [4, 3, 2, 1]).at(-1), 0);
  assert.equal(runCloses("rsi", [2], [5, 5, 5, 5]).at(-1), 50);
});

Deno.test("rsi() stays between 0 and 100", () => {
  const closes = fc.array(fc.double({ min: 1e-8, max: 1e8, noNaN: true }), { minLength: 20 });
  fc.assert(fc.property(fc.integer({ min: 1, max: 14 }), closes, (n, list) => {
    for (const value of runCloses("rsi", [n], list).slice(n)) {
      assert.ok(value >= 0 && value <= 100, `${value}`);
    }
  }));
});

Deno.test("rsi() of prices upside down is its mirror image", () => {
  const closes = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 20, maxLength: 100 });
  fc.assert(fc.property(closes, (list) => {
    const up = runCloses("rsi", [14], list).slice(14);
    const down = runCloses("rsi", [14], list.map((close) => 2_000 - close)).slice(14);
    assertClose(down, up.map((value) => 100 - value), 1e-9);
  }));
});

referenceTest("rsi() agrees with StockCharts' whole table", () => {
  const rows = readTable("indicators/pyalgotrade-rsi-test.csv");
  const values = runCloses("rsi", [14], column(rows, "Input"));
  assertClose(values, column(rows, "Expected"), 1e-9);
});

referenceTest("rsi() agrees with Skender's table on SPY", () => {
  assertClose(run("rsi", [14], skenderBars())[0]!, skender("rsi", "rsi"), 1e-12);
});

referenceTest("rsi() agrees with TA-Lib's own test", () => {
  const values = run("rsi", [14], talibBars())[0]!;
  // TA-Lib test_rsi.c: outputs 0, 1, 2 and 237 behind begin index 14.
  const found = [values[14]!, values[15]!, values[16]!, values[251]!];
  assertClose(found, [49.14, 52.32, 46.07, 49.63], 2e-4);
});

referenceTest("rsi() agrees with backtrader on 2006", () => {
  const values = run("rsi", [14], backtraderBars())[0]!;
  assertClose([values[14]!, values.at(-1)!], [41.630968, 57.644284], 1e-8);
});
