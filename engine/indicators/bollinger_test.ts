import assert from "node:assert/strict";
import fc from "fast-check";
import {
  assertClose,
  backtraderBars,
  closesOnly,
  column,
  readTable,
  referenceTest,
  run,
  skender,
  skenderBars,
  talibBars,
} from "./testing.ts";

Deno.test("bollinger() agrees with Tulip's table", () => {
  // tulipindicators, tests/untest.txt: "bbands 5 2".
  const closes = [81.59, 81.06, 82.87, 83.0, 83.61, 83.15, 82.84, 83.99];
  const [upper, middle, lower] = run("bollinger", [5, 2], closesOnly(closes));
  assertClose(upper!.slice(4), [84.322, 84.489, 83.655, 84.164], 1e-5);
  assertClose(middle!.slice(4), [82.426, 82.738, 83.094, 83.318], 1e-12);
  assertClose(lower!.slice(4), [80.53, 80.987, 82.533, 82.472], 1e-5);
});

Deno.test("bollinger() divides by n, not by n - 1", () => {
  // The textbook example of a population deviation: 2, 4, 4, 4, 5, 5, 7, 9 has mean 5 and σ = 2.
  const [upper, middle, lower] = run("bollinger", [8, 1], closesOnly([2, 4, 4, 4, 5, 5, 7, 9]));
  assert.deepEqual([upper!.at(-1), middle!.at(-1), lower!.at(-1)], [7, 5, 3]);
});

Deno.test("bollinger() of prices that stand still has no width, also right after a wild one", () => {
  for (const price of [0.1, 57_638.07, 1e-8, 99_999.99]) {
    const closes = [price * 3, price * 1e6, ...new Array(60).fill(price)];
    const [upper, middle, lower] = run("bollinger", [20, 2], closesOnly(closes));
    for (let i = 21; i < closes.length; i++) {
      assert.equal(upper![i], middle![i], `upper at ${i} of ${price}`);
      assert.equal(lower![i], middle![i], `lower at ${i} of ${price}`);
      assertClose([middle![i]!], [price], 1e-15);
    }
  }
});

Deno.test("bollinger() sees small moves of a large price", () => {
  // Closes swing by 1e-6 around 1e6: σ is 1e-6, 12 digits below the price.
  const closes = Array.from({ length: 200 }, (_, i) => 1e6 + (i % 2 ? 1e-6 : -1e-6));
  const swing = (closes[1]! - closes[0]!) / 2;
  const [upper, , lower] = run("bollinger", [20, 1], closesOnly(closes));
  const width = (upper!.at(-1)! - lower!.at(-1)!) / 2;
  assert.ok(Math.abs(width - swing) < 3e-10, `${width} is not ${swing}`);
});

Deno.test("bollinger() has upper above middle above lower", () => {
  const closes = fc.array(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), { minLength: 20 });
  fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), closes, (n, list) => {
    const [upper, middle, lower] = run("bollinger", [n, 2], closesOnly(list));
    for (let i = n - 1; i < list.length; i++) {
      assert.ok(upper![i]! >= middle![i]! && middle![i]! >= lower![i]!, `bar ${i}`);
    }
  }));
});

referenceTest("bollinger() agrees with Skender's table on SPY", () => {
  const [upper, middle, lower] = run("bollinger", [20, 2], skenderBars());
  assertClose(upper!, skender("bb", "upperBand"), 1e-12);
  assertClose(middle!, skender("bb", "sma"), 1e-12);
  assertClose(lower!, skender("bb", "lowerBand"), 1e-12);
});

referenceTest("bollinger() agrees with TA-Lib's own test", () => {
  const bands = run("bollinger", [20, 2], talibBars());
  assertClose(bands.map((band) => band[19]!), [98.0734, 92.891, 87.7086], 1e-6);
});

referenceTest("bollinger() agrees with StockCharts' spreadsheet", () => {
  const rows = readTable("indicators/chartschool-ta/cs-bbands.csv");
  const [upper, middle, lower] = run("bollinger", [20, 2], closesOnly(column(rows, "Close")));
  assertClose(upper!, column(rows, "HighBand"), 1e-7);
  assertClose(middle!, column(rows, "MiddleBand"), 1e-7);
  assertClose(lower!, column(rows, "LowBand"), 1e-7);
});

referenceTest("bollinger() agrees with backtrader on 2006", () => {
  const [upper, middle, lower] = run("bollinger", [20, 2], backtraderBars());
  const first = [middle![19]!, upper![19]!, lower![19]!];
  assertClose(first, [3621.185, 3712.008864, 3530.361136], 1e-9);
});
