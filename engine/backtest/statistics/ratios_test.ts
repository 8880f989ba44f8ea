import assert from "node:assert/strict";
import { testWithData } from "../../../tests/support/shared_data.ts";
import { downsideDeviation, sampleDeviation } from "./moments.ts";
import { calmar, omega, sharpe, sortino, volatility } from "./ratios.ts";
import { BACON, column, near } from "./testing.ts";

/** Returns that empyrical's own tests use; their expectations are from its `test_stats.py`. */
const MIXED = column(0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1);
const WEEKLY = column(0, ...MIXED);

Deno.test("returns of 1, 2 and 3 % by hand", () => {
  const returns = column(0.01, 0.02, 0.03);
  // Mean 0.02; (0.01² + 0 + 0.01²) / 2 = 0.0001, its root 0.01; a year of 4 periods: × 2.
  near(sampleDeviation(returns), 0.01);
  near(volatility(returns, 4), 0.02);
  near(sharpe(returns, 4), 4);
  // A risk-free 4 % a year is 1 % a period: (0.02 − 0.01) / 0.01 × 2.
  near(sharpe(returns, 4, 0.04), 2);
});

Deno.test("downside of −3, 5, −4 and 2 % by hand", () => {
  const returns = column(-0.03, 0.05, -0.04, 0.02);
  // (0.03² + 0.04²) / 4 = 0.000625, its root 0.025; the mean is 0.
  near(downsideDeviation(returns, 0), 0.025);
  near(sortino(returns, 252), 0);
  // 7 % won, 7 % lost.
  near(omega(returns), 1);
  near(sortino(column(-0.03, 0.09, -0.04, 0.02), 25), 0.01 / 0.025 * 5);
});

Deno.test("what has no deviation has no ratio", () => {
  assert.equal(sharpe(column(0.01, 0.01, 0.01), 365), null);
  // Steady growth as it comes out of divisions: alike but for rounding.
  const steady = Float64Array.from({ length: 100 }, (_, i) => 1.01 ** (i + 1) / 1.01 ** i - 1);
  assert.equal(sharpe(steady, 365), null);
  assert.equal(sharpe(column(0, 0, 0), 365), null);
  assert.equal(sortino(column(0.01, 0.02), 365), null);
  assert.equal(omega(column(0.01, 0, 0.02)), null);
});

Deno.test("Calmar is yearly growth for a unit of the deepest fall", () => {
  near(calmar(0.3, -0.2), 1.5);
  assert.equal(calmar(0.3, 0), null);
  assert.equal(calmar(null, -0.2), null);
});

Deno.test("Bacon's returns have the ratios that PerformanceAnalytics gives", () => {
  near(sharpe(BACON.returns, 1), 0.227568455662389);
  near(sortino(BACON.returns, 1), 0.392372028795065);
  // Its Omega at 0 is called BernardoLedoitRatio.
  near(omega(BACON.returns), 1.779783, 5e-7);
  near(downsideDeviation(BACON.returns, 0.005), 0.02553674, 5e-9);
});

Deno.test("empyrical's tests give the same ratios", () => {
  near(volatility(MIXED, 252), 0.9136465399704637);
  near(volatility(WEEKLY, 52), 0.38851569394870583);
  near(sharpe(MIXED, 252), 1.7238613961706866);
  near(sortino(MIXED, 252), 2.605531251673693);
  near(downsideDeviation(MIXED, 0) * Math.sqrt(252), 0.60448325038829653);
  near(
    sharpe(column(0, -0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05), 252),
    -24.406808633910085,
  );
  // Its Omega with 1 % a period to be reached.
  near(omega(MIXED.map((r) => r - 0.01)), 0.8125);
});

testWithData(
  "IGE held from 2001 to 2007 has Chan's Sharpe ratio",
  ["stocks/pyalgotrade-sharpe-ratio-test-ige.csv"],
  (path) => {
    // Chan, "Quantitative Trading", 2009, example 3.4: 0.789317538344851 at 4 % a year without risk.
    const closes = Deno.readTextFileSync(path!).trim().split("\n").slice(1)
      .map((line) => Number(line.split(",")[6]));
    const returns = Float64Array.from(closes.slice(1), (close, i) => close / closes[i]! - 1);
    near(sharpe(returns, 252, 0.04), 0.789317538344851);
  },
);
