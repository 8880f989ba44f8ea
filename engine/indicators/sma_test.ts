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

Deno.test("sma() agrees with Tulip's table", () => {
  // tulipindicators, tests/untest.txt: "sma 5".
  const closes = [81.59, 81.06, 82.87, 83.0, 83.61, 83.15, 82.84, 83.99, 84.55, 84.36];
  const expected = [82.426, 82.738, 83.094, 83.318, 83.628, 83.778];
  assertClose(runCloses("sma", [5], closes).slice(4), expected, 1e-9);
});

Deno.test("sma() of one bar is the close", () => {
  assert.deepEqual(runCloses("sma", [1], [3, 1, 4]), [3, 1, 4]);
});

Deno.test("sma() forgets a wild price without a trace", () => {
  const closes = [1.1, 2.3, 1e12 + 1 / 3, ...new Array(50).fill(0.25)];
  const values = runCloses("sma", [3], closes);
  assert.deepEqual(values.slice(-48), new Array(48).fill(0.25));
});

Deno.test("sma() is the exact mean, rounded, however long it has been running", () => {
  // Integers up to 2^31 add up without rounding, so a fresh sum of them is the truth.
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 40 }),
    fc.array(fc.integer({ min: 1, max: 2 ** 31 }), { minLength: 41, maxLength: 400 }),
    (n, units) => {
      const values = runCloses("sma", [n], units.map((unit) => unit / 1024));
      for (let i = n - 1; i < units.length; i++) {
        const sum = units.slice(i - n + 1, i + 1).reduce((a, b) => a + b, 0);
        assert.equal(values[i], sum / 1024 / n);
      }
    },
  ));
});

referenceTest("sma() agrees with Skender's table on SPY", () => {
  assertClose(run("sma", [20], skenderBars())[0]!, skender("sma", "sma"), 1e-12);
});

referenceTest("sma() agrees with TA-Lib's own test", () => {
  const bars = talibBars();
  const two = run("sma", [2], bars)[0]!;
  // TA-Lib test_ma.c, SMA of 2: outputs 0, 1, 2 and 250 behind begin index 1.
  assertClose([two[1]!, two[2]!, two[3]!, two[251]!], [93.15, 94.59, 94.73, 108.31], 1e-4);
  const thirty = run("sma", [30], bars)[0]!;
  assertClose(
    [thirty[29]!, thirty[30]!, thirty[31]!, thirty[58]!, thirty[250]!, thirty[251]!],
    [90.42, 90.21, 89.96, 87.12, 107.95, 108.42],
    1e-4,
  );
});

referenceTest("sma() agrees with NinjaTrader and StockCharts", () => {
  const cases = [["nt-sma-15", 15, 2e-4], ["sc-sma-10", 10, 3e-4]] as const;
  for (const [file, n, tolerance] of cases) {
    const rows = readTable(`indicators/pyalgotrade-${file}.csv`);
    const values = runCloses("sma", [n], column(rows, "Input"));
    assertClose(values, column(rows, "Expected"), tolerance);
  }
});

referenceTest("sma() agrees with backtrader on 2006", () => {
  const values = run("sma", [30], backtraderBars())[0]!;
  assertClose([values[29]!, values.at(-1)!], [3644.444667, 4063.463], 1e-9);
});
