import { quantile } from "../../statistics/tails.ts";

/** Where so many of all simulations lie; of a drawdown `p5` is among the deepest. */
export interface Band {
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

export function bandOf(values: Float64Array): Band {
  const sorted = values.toSorted();
  return {
    p5: quantile(sorted, 0.05),
    p25: quantile(sorted, 0.25),
    p50: quantile(sorted, 0.5),
    p75: quantile(sorted, 0.75),
    p95: quantile(sorted, 0.95),
  };
}

/** The part of the values that is at most `limit`. */
export function shareUpTo(values: Float64Array, limit: number): number {
  return values.reduce((count, value) => value <= limit ? count + 1 : count, 0) / values.length;
}
