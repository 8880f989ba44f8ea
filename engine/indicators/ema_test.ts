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
} from "./testing.ts";

Deno.test("ema() begins with the mean of its first closes", () => {
  // By hand, period 3: (2 + 4 + 9) / 3 = 5, then halfway to 8 is 6.5, halfway to 3.5 is 5.
  assertClose(runCloses("ema", [3], [2, 4, 9, 8, 3.5]), [NaN, NaN, 5, 6.5, 5], 1e-15);
});

Deno.test("ema() agrees with StockCharts", () => {
  // StockCharts' EMA-10 example, as in pyalgotrade's testcases/sc-ema-10.csv.
  const closes = [
    ...[22.2734, 22.194, 22.0847, 22.1741, 22.184, 22.1344, 22.2337, 22.4323, 22.2436, 22.2933],
    ...[22.1542, 22.3926, 22.3816, 22.6109, 23.3558],
  ];
  const expected = [22.22475, 22.21192, 22.24477, 22.26965, 22.3317, 22.5179];
  assertClose(runCloses("ema", [10], closes).slice(9), expected, 1e-6);
});

Deno.test("ema() stays between the lowest and the highest close", () => {
  const closes = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 5 });
  fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), closes, (n, list) => {
    const slack = 1e-9 * Math.max(...list);
    for (const value of runCloses("ema", [n], list).slice(n - 1)) {
      assert.ok(value >= Math.min(...list) - slack && value <= Math.max(...list) + slack);
    }
  }));
});

referenceTest("ema() agrees with Skender's table on SPY", () => {
  assertClose(run("ema", [20], skenderBars())[0]!, skender("ema", "ema"), 1e-12);
});

referenceTest("ema() agrees with the charting package that Lean compares with", () => {
  const rows = readTable("indicators/lean/spy_ema.csv");
  const values = runCloses("ema", [14], column(rows, "close"));
  assertClose(values, column(rows, "EMA14"), 1e-12);
});

referenceTest("ema() agrees with StockCharts' whole table", () => {
  const rows = readTable("indicators/pyalgotrade-sc-ema-10.csv");
  const values = runCloses("ema", [10], column(rows, "Input"));
  assertClose(values, column(rows, "Expected"), 1e-6);
});

referenceTest("ema() agrees with backtrader on 2006", () => {
  const values = run("ema", [30], backtraderBars())[0]!;
  assertClose([values[29]!, values.at(-1)!], [3644.444667, 4070.115719], 1e-9);
});
