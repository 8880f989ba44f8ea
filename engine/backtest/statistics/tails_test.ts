import assert from "node:assert/strict";
import { quantile, tailFigures } from "./tails.ts";
import { BACON, column, near } from "./testing.ts";

Deno.test("quantiles lie between two values in proportion", () => {
  const sorted = column(10, 20, 30, 40);
  // Type 7: at (4 − 1) × p. Half way is 1.5: between 20 and 30; 0.1 is at 0.3.
  near(quantile(sorted, 0.5), 25);
  near(quantile(sorted, 0.1), 13);
  near(quantile(sorted, 0), 10);
  near(quantile(sorted, 1), 40);
});

Deno.test("tails of 21 returns from −10 to 10 % by hand", () => {
  const returns = Float64Array.from({ length: 21 }, (_, i) => (i - 10) / 100);
  const { var95, cvar95, tailRatio } = tailFigures(returns);
  // (21 − 1) × 0.05 = 1: the second worst, −9 %; the mean of −10 and −9; 9 % over 9 %.
  near(var95, -0.09);
  near(cvar95, -0.095);
  near(tailRatio, 1);
});

Deno.test("tails of Bacon's returns by hand", () => {
  // Of 24, 23 × 0.05 = 1.15: the second worst is −6.1, the third −4.9: −6.1 + 0.15 × 1.2 = −5.92 %.
  // 23 × 0.95 = 21.85: 6.7 + 0.85 × 0.3 = 6.955 %. PerformanceAnalytics' reference ratio is 1.1748310810810814.
  const { var95, cvar95, tailRatio } = tailFigures(BACON.returns);
  near(var95, -0.0592);
  near(cvar95, (-0.065 - 0.061) / 2);
  near(tailRatio, 1.1748310810810814);
});

Deno.test("where the worst is no loss there is no tail ratio", () => {
  assert.equal(tailFigures(column(0, 0.01, 0.02)).tailRatio, null);
});

Deno.test("where even the good periods are losses, the tail ratio is below 0", () => {
  // 21 returns from −21 to −1 %: the second worst −20, the second best −2.
  const returns = Float64Array.from({ length: 21 }, (_, i) => (i - 21) / 100);
  near(tailFigures(returns).tailRatio, -0.1);
});
