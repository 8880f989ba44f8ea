/** What the bad and the good periods look like; all of one period (a day, as a rule), not annualised. */
export interface TailFigures {
  /**
   * Historical value at risk at 95 %: the 5 % quantile of the returns, a loss as a negative fraction. One
   * period in twenty was this bad or worse (J.P. Morgan, RiskMetrics Technical Document, 1996).
   *
   * Alternatives: from a fitted normal curve; as a positive loss.
   */
  readonly var95: number | null;
  /**
   * Conditional value at risk at 95 %, or expected shortfall: the mean of the returns at or below `var95`
   * (Rockafellar & Uryasev, "Optimization of Conditional Value-at-Risk", Journal of Risk 2(3), 2000).
   */
  readonly cvar95: number | null;
  /**
   * The 95 % quantile of the returns ÷ the size of the 5 % quantile: above 1 the good periods are larger
   * than the bad ones (as pyfolio and empyrical have it, but for the sign, which they drop: below 0 not even
   * the good ones are gains). Null where the 5 % quantile is no loss.
   */
  readonly tailRatio: number | null;
}

const TAIL = 0.05;

export function tailFigures(returns: Float64Array): TailFigures {
  const sorted = returns.toSorted();
  const worst = quantile(sorted, TAIL);
  return {
    var95: worst,
    cvar95: meanUpTo(sorted, worst),
    tailRatio: worst < 0 ? quantile(sorted, 1 - TAIL) / -worst : null,
  };
}

/**
 * The value that a part `p` of the sorted ones lies below, between two of them in proportion (Hyndman &
 * Fan's type 7, which numpy, R and spreadsheets use by default).
 */
export function quantile(sorted: Float64Array, p: number): number {
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const lower = sorted[below]!;
  return lower + (at - below) * ((sorted[below + 1] ?? lower) - lower);
}

function meanUpTo(sorted: Float64Array, limit: number): number {
  let sum = 0;
  let count = 0;
  while (count < sorted.length && sorted[count]! <= limit) sum += sorted[count++]!;
  return sum / count;
}
