import type { Column } from "./column.ts";
import { isNoise, MIN_RETURNS } from "./minimums.ts";
import { mean } from "./moments.ts";
import { firstComparable, type PeriodicReturns, returnsAt } from "./periods.ts";

/** The run beside buying at the first close and holding. */
export interface BenchmarkFigures {
  /** Last close ÷ first close − 1, without fees. */
  readonly buyAndHoldReturn: number | null;
  /**
   * Yearly return that the market does not explain: `(mean(r) − f − β (mean(b) − f)) × P`, f the risk-free
   * rate of a period (Jensen, "The Performance of Mutual Funds in the Period 1945–1964", Journal of Finance
   * 23(2), 1968).
   *
   * Alternatives: compounded to a year; of total returns (backtesting.py).
   */
  readonly alpha: number | null;
  /** `cov(r, b) / var(b)` of the periodic returns: how far the run went when the market went 1. */
  readonly beta: number | null;
}

export function benchmarkFigures(
  benchmark: Column | null,
  periods: PeriodicReturns,
  riskFreeRate: number,
): BenchmarkFigures {
  const first = benchmark?.at(0);
  const last = benchmark?.at((benchmark?.length ?? 0) - 1);
  if (benchmark === null || first === undefined || last === undefined) {
    return { buyAndHoldReturn: null, alpha: null, beta: null };
  }
  const from = firstComparable(periods);
  const market = returnsAt(periods.rows, benchmark, first);
  const count = Math.min(periods.returns.length, market.length);
  const line = count - from < MIN_RETURNS ? null : regression(
    periods.returns.subarray(from, count),
    market.subarray(from, count),
    riskFreeRate / periods.periodsPerYear,
  );
  return {
    buyAndHoldReturn: last / first - 1,
    alpha: line && line.alpha * periods.periodsPerYear,
    beta: line && line.beta,
  };
}

/** The line of least squares through (market, returns), both less `riskFree`; null where the market stood still. */
export function regression(
  returns: Float64Array,
  market: Float64Array,
  riskFree: number,
): { readonly alpha: number; readonly beta: number } | null {
  const meanReturn = mean(returns);
  const meanMarket = mean(market);
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < market.length; i++) {
    const off = market[i]! - meanMarket;
    covariance += off * (returns[i]! - meanReturn);
    variance += off * off;
  }
  if (isNoise(Math.sqrt(variance / market.length), meanMarket)) return null;
  const beta = covariance / variance;
  return { alpha: meanReturn - riskFree - beta * (meanMarket - riskFree), beta };
}
