import assert from "node:assert/strict";
import { testWithData } from "../../../tests/support/shared_data.ts";
import { drawdownFigures } from "./drawdowns.ts";
import { scanEquity } from "./equity_scan.ts";
import { compoundRate, growthFigures, YEAR_MS } from "./growth.ts";
import type { RunRecord } from "./run_record.ts";
import { column, DAY, near, printed, recordOf } from "./testing.ts";

const growthOf = (record: RunRecord) => growthFigures(record, scanEquity(record));

Deno.test("growth by hand", () => {
  const time = column(Date.UTC(2024, 0, 1) + DAY, Date.UTC(2024, 0, 1) + 2 * YEAR_MS);
  const figures = growthOf(
    recordOf([12_500, 14_400], { initialCash: 10_000, columns: { time } }),
  );
  assert.equal(figures.bars, 2);
  assert.equal(figures.finalEquity, 14_400);
  assert.equal(figures.peakEquity, 14_400);
  near(figures.totalReturn, 0.44);
  // Two years from the beginning of the first bar: 1.2² = 1.44.
  near(figures.cagr, 0.2);
});

Deno.test("the peak is the initial cash where it was never more", () => {
  assert.equal(growthOf(recordOf([90, 95], { initialCash: 100 })).peakEquity, 100);
});

Deno.test("less than 30 days are not compounded to a year", () => {
  const steady = (days: number) => recordOf(new Float64Array(days).fill(1.01), { initialCash: 1 });
  assert.equal(growthOf(steady(29)).cagr, null);
  near(growthOf(steady(30)).cagr, 1.01 ** (365.25 / 30) - 1);
});

Deno.test("where nothing is left, everything was lost", () => {
  const equity = new Float64Array(40).fill(-5);
  const { totalReturn, cagr } = growthOf(recordOf(equity, { initialCash: 10 }));
  near(totalReturn, -1.5);
  assert.equal(cagr, -1);
});

Deno.test("a run without bars still has its cash", () => {
  assert.deepEqual(growthOf(recordOf([], { initialCash: 10 })), {
    bars: 0,
    finalEquity: 10,
    peakEquity: 10,
    totalReturn: 0,
    cagr: null,
  });
});

testWithData(
  "Apple, Microsoft and Citigroup from 2004 to 2014 grow as ffn's tests say",
  ["backtests/ffn-test_data.csv"],
  (path) => {
    const rows = Deno.readTextFileSync(path!).trim().split("\n").slice(1).map((row) =>
      row.split(",")
    );
    const times = Float64Array.from(rows, ([date]) => Date.parse(`${date} UTC`));
    const closes = [1, 2, 3].map((i) => rows.map((row) => Number(row[i])));
    const [apple] = closes;
    const growth = (values: number[], days: number) => values[days - 1]! / values[0]!;
    const all = times.length;
    const rate = (values: number[], days: number) =>
      compoundRate(growth(values, days), times[days - 1]! - times[0]!);
    const depth = (values: number[], days: number) =>
      drawdownFigures(scanEquity(recordOf(values.slice(0, days))));
    printed(rate(apple!, 10), -0.921, 3);
    [0.44, 0.041, -0.205].forEach((expected, i) => printed(rate(closes[i]!, all), expected, 3));
    [-0.079, -0.038, 0.012].forEach((expected, i) =>
      printed(growth(closes[i]!, 11) - 1, expected, 3)
    );
    [-0.086, -0.048, -0.033].forEach((expected, i) =>
      printed(depth(closes[i]!, 10).maxDrawdown, expected, 3)
    );
  },
);
