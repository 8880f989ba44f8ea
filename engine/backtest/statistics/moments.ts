export function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** −∞ of nothing. */
export function highest(values: Float64Array): number {
  let most = -Infinity;
  for (let i = 0; i < values.length; i++) if (values[i]! > most) most = values[i]!;
  return most;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: Float64Array): number {
  return sum(values) / values.length;
}

/**
 * Standard deviation of a sample: `√(Σ(x − mean)² / (n − 1))`, in two passes, because the difference of
 * two large sums would lose small returns. NaN of fewer than two.
 *
 * Alternative: the deviation of a population divides by n.
 */
export function sampleDeviation(values: Float64Array): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - centre) ** 2;
  return values.length < 2 ? NaN : Math.sqrt(squares / (values.length - 1));
}

/**
 * `√(Σ min(r − target, 0)² / n)` over all n returns, those above the target as zeros (Sortino & Price,
 * "Performance Measurement in a Downside Risk Framework", Journal of Investing 3(3), 1994).
 *
 * Alternatives: divide by the number of returns below the target, or take the sample deviation of those;
 * both reward a strategy for losing often.
 */
export function downsideDeviation(returns: Float64Array, target: number): number {
  let squares = 0;
  for (let i = 0; i < returns.length; i++) {
    const below = Math.min(returns[i]! - target, 0);
    squares += below * below;
  }
  return Math.sqrt(squares / returns.length);
}
