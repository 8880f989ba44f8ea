import { isNoise } from "./minimums.ts";
import { downsideDeviation, mean, sampleDeviation } from "./moments.ts";

/** Yearly standard deviation of the returns: `s × √P`, with P periods a year and the sample's s. */
export function volatility(returns: Float64Array, periodsPerYear: number): number {
  return sampleDeviation(returns) * Math.sqrt(periodsPerYear);
}

/**
 * `(mean(r) − f) / s × √P`: what a unit of risk earned, in a year (Sharpe, "The Sharpe Ratio", Journal of
 * Portfolio Management 21(1), 1994). f is the risk-free rate of one period, the yearly one ÷ P; s is the
 * sample's deviation. Null where the returns are all alike.
 *
 * Alternatives: the compound yearly return ÷ volatility (backtesting.py); a population's s.
 */
export function sharpe(
  returns: Float64Array,
  periodsPerYear: number,
  riskFreeRate = 0,
): number | null {
  const average = mean(returns);
  const deviation = sampleDeviation(returns);
  if (isNoise(deviation, average)) return null;
  return (average - riskFreeRate / periodsPerYear) / deviation * Math.sqrt(periodsPerYear);
}

/**
 * `(mean(r) − f) / d × √P`: as Sharpe's, with the downside deviation d below f in the place of s, so that
 * good surprises are no risk (Sortino & Price 1994). Null without a return below f.
 *
 * Alternative: the compound yearly return above the line (backtesting.py).
 */
export function sortino(
  returns: Float64Array,
  periodsPerYear: number,
  riskFreeRate = 0,
): number | null {
  const target = riskFreeRate / periodsPerYear;
  const deviation = downsideDeviation(returns, target);
  if (!(deviation > 0)) return null;
  return (mean(returns) - target) / deviation * Math.sqrt(periodsPerYear);
}

/**
 * `Σ max(r, 0) / Σ max(−r, 0)`: what was won for each unit lost, period by period, with the threshold at 0
 * (Keating & Shadwick, "A Universal Performance Measure", Journal of Performance Measurement 6(3), 2002).
 * 1 is break-even. Null without a losing period.
 */
export function omega(returns: Float64Array): number | null {
  let gains = 0;
  let losses = 0;
  for (let i = 0; i < returns.length; i++) {
    const value = returns[i]!;
    if (value > 0) gains += value;
    else losses -= value;
  }
  return losses > 0 ? gains / losses : null;
}

/**
 * `CAGR / |max drawdown|` (Young, "Calmar Ratio: A Smoother Tool", Futures, October 1991), here over the
 * whole run. Null without a drawdown.
 *
 * Alternative: over the last 36 months, as Young had it.
 */
export function calmar(cagr: number | null, maxDrawdown: number | null): number | null {
  return cagr !== null && maxDrawdown !== null && maxDrawdown < 0 ? cagr / -maxDrawdown : null;
}
