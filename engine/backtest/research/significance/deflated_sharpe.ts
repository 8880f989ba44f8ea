import { normalCdf, normalQuantile } from "./normal.ts";
import type { Shape } from "./moments.ts";

/** Euler and Mascheroni's constant. */
const GAMMA = 0.5772156649015329;

/**
 * The probability that the true Sharpe ratio is above `threshold`, after what was seen:
 * `Φ((SR − SR*) √(T − 1) / √(1 − γ₃ SR + (γ₄ − 1)/4 SR²))` (Bailey & López de Prado, "The Sharpe Ratio
 * Efficient Frontier", Journal of Risk 15(2), 2012). Ratios are of one period, not annualised.
 */
export function probabilisticSharpe(shape: Shape, threshold: number): number {
  const { sharpe, count, skewness, kurtosis } = shape;
  const spread = 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe ** 2;
  return normalCdf((sharpe - threshold) * Math.sqrt(count - 1) / Math.sqrt(spread));
}

/**
 * The best Sharpe ratio to be expected of so many trials that are all worth nothing:
 * `√V ((1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e)))` (Bailey & López de Prado, "The Deflated Sharpe Ratio",
 * Journal of Portfolio Management 40(5), 2014).
 *
 * @param variance of the trials' Sharpe ratios @param trials that do not depend on each other, 1 or more
 */
export function expectedBestSharpe(variance: number, trials: number): number {
  if (trials <= 1) return 0;
  const far = normalQuantile(1 - 1 / trials);
  const further = normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(variance) * ((1 - GAMMA) * far + GAMMA * further);
}

/** The probability that the best of the trials is better than luck alone would have made it (the same, 2014). */
export function deflatedSharpe(best: Shape, variance: number, trials: number): number {
  return probabilisticSharpe(best, expectedBestSharpe(variance, trials));
}

/**
 * How many independent trials so many correlated ones amount to: `ρ + (1 − ρ) M`, ρ their mean correlation
 * (the same, 2014). A grid's neighbours are nearly one strategy.
 */
export function independentTrials(meanCorrelation: number, trials: number): number {
  const rho = Math.min(1, Math.max(0, meanCorrelation));
  return rho + (1 - rho) * trials;
}

/**
 * Mean correlation between all pairs of columns. The sum over all pairs is the variance of the sum of the
 * standardized columns, so it takes one pass. Columns that never change are left out; 0 for fewer than two.
 */
export function meanCorrelation(columns: readonly Float64Array[]): number {
  const rows = columns[0]?.length ?? 0;
  const sums = new Float64Array(rows);
  let used = 0;
  for (const column of columns) {
    const centre = column.reduce((sum, value) => sum + value, 0) / rows;
    const deviation = Math.sqrt(column.reduce((sum, x) => sum + (x - centre) ** 2, 0) / rows);
    if (!(deviation > 0)) continue;
    used++;
    for (let i = 0; i < rows; i++) sums[i]! += (column[i]! - centre) / deviation;
  }
  if (used < 2) return 0;
  const all = sums.reduce((sum, value) => sum + value * value, 0) / rows;
  return (all - used) / (used * (used - 1));
}
