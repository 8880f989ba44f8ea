import assert from "node:assert/strict";
import { benchmarkFigures, regression } from "./benchmark.ts";
import { periodicReturns } from "./periods.ts";
import { BACON, column, equityOf, near, recordOf } from "./testing.ts";

Deno.test("a line through three points by hand", () => {
  // Returns 2, 5, 8 % where the market made 1, 2, 3 %: slope 3, and −1 % where the market stands still.
  const line = regression(column(0.02, 0.05, 0.08), column(0.01, 0.02, 0.03), 0);
  near(line?.beta, 3);
  near(line?.alpha, -0.01);
  // With 1 % without risk: 1, 4, 7 over 0, 1, 2.
  near(regression(column(0.02, 0.05, 0.08), column(0.01, 0.02, 0.03), 0.01)?.alpha, 0.01);
});

Deno.test("Bacon's portfolio has the alpha and beta that PerformanceAnalytics gives", () => {
  const line = regression(BACON.returns, BACON.benchmark, 0);
  near(line?.beta, 0.998850208622575);
  near(line?.alpha, -0.001030120844918);
  near(regression(BACON.returns, BACON.benchmark, 0.01)?.alpha, -0.001041618758693);
});

Deno.test("empyrical's tests give the same alpha and beta", () => {
  const mixed = column(0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1);
  const negative = column(-0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05);
  const line = regression(mixed, negative, 0);
  near(line?.beta, -0.71296296296296313);
  near((line?.alpha ?? NaN) * 252, -8.306666666666668);
});

Deno.test("a market that stands still explains nothing", () => {
  assert.equal(regression(column(0.02, 0.05), column(0.01, 0.01), 0), null);
  assert.equal(regression(column(0.02, 0.05), column(0, 0), 0), null);
});

Deno.test("a run is held against its benchmark from the first close on", () => {
  const market = equityOf([0, ...BACON.benchmark, ...BACON.benchmark]);
  const run = equityOf([0, ...BACON.returns, ...BACON.returns]);
  const record = recordOf(run, { columns: { benchmark: Float64Array.from(market) } });
  const periods = periodicReturns(record, 12);
  const figures = benchmarkFigures(record.columns.benchmark, periods, 0);
  // The same points twice: the same line. The first bar, in which neither moved, is no point.
  near(figures.beta, 0.998850208622575);
  near(figures.alpha, -0.001030120844918 * 12);
  near(figures.buyAndHoldReturn, market.at(-1)! - 1);
});

Deno.test("without a benchmark, or with too few returns, nothing is said", () => {
  const record = recordOf([1, 2, 3], { columns: { benchmark: column(10, 11, 12) } });
  const periods = periodicReturns(record);
  assert.deepEqual(benchmarkFigures(null, periods, 0), {
    buyAndHoldReturn: null,
    alpha: null,
    beta: null,
  });
  const { buyAndHoldReturn, alpha, beta } = benchmarkFigures(column(10, 11, 12), periods, 0);
  near(buyAndHoldReturn, 0.2);
  assert.deepEqual([alpha, beta], [null, null]);
});
