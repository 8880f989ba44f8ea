import { mean } from "../../statistics/moments.ts";

/** The shape of a sample, not annualised. */
export interface Shape {
  readonly count: number;
  /** Mean ÷ standard deviation of the sample; 0 where all are alike: what never trades has no ratio. */
  readonly sharpe: number;
  /** `m₃ / m₂^1.5`, 0 of a normal distribution. */
  readonly skewness: number;
  /** `m₄ / m₂²`, 3 of a normal distribution. */
  readonly kurtosis: number;
}

export function shapeOf(returns: Float64Array): Shape {
  const count = returns.length;
  const centre = mean(returns);
  let [second, third, fourth] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const off = returns[i]! - centre;
    const square = off * off;
    second += square;
    third += square * off;
    fourth += square * square;
  }
  if (!(second > 0)) return { count, sharpe: 0, skewness: 0, kurtosis: 3 };
  const variance = second / count;
  return {
    count,
    sharpe: centre / Math.sqrt(second / (count - 1)),
    skewness: third / count / variance ** 1.5,
    kurtosis: fourth / count / variance ** 2,
  };
}
