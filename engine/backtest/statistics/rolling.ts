import { isNoise } from "./minimums.ts";
import { mean, sum } from "./moments.ts";

/** One value a periodic return, over the `window` returns that end with it; NaN before there are so many. */
export interface RollingFigures {
  /** Yearly, as in the figures. */
  readonly volatility: Float64Array;
  /** Yearly, with a risk-free rate of 0; NaN where all returns of the window are alike. */
  readonly sharpe: Float64Array;
}

/**
 * Volatility and Sharpe ratio of a window that moves along. Each step takes one return in and one out
 * (Welford's update for both), and each full window is summed anew, so that rounding does not add up.
 *
 * @param window returns, 2 at least @throws RangeError for fewer
 */
export function rollingFigures(
  returns: Float64Array,
  window: number,
  periodsPerYear: number,
): RollingFigures {
  if (!Number.isInteger(window) || window < 2) {
    throw new RangeError(
      `Cannot roll over ${window} returns: it has to be a whole number from 2 on`,
    );
  }
  const volatility = new Float64Array(returns.length).fill(NaN);
  const sharpe = new Float64Array(returns.length).fill(NaN);
  const year = Math.sqrt(periodsPerYear);
  let sums = { mean: 0, squares: 0 };
  for (let i = window - 1; i < returns.length; i++) {
    if ((i + 1) % window === 0) sums = sumUp(returns.subarray(i + 1 - window, i + 1));
    else sums = exchange(sums, returns[i]!, returns[i - window]!, window);
    const deviation = Math.sqrt(Math.max(sums.squares, 0) / (window - 1));
    volatility[i] = deviation * year;
    if (!isNoise(deviation, sums.mean)) sharpe[i] = sums.mean / deviation * year;
  }
  return { volatility, sharpe };
}

interface Sums {
  readonly mean: number;
  /** Of the distances from the mean. */
  readonly squares: number;
}

function sumUp(values: Float64Array): Sums {
  const centre = mean(values);
  return { mean: centre, squares: sum(values.map((value) => (value - centre) ** 2)) };
}

function exchange(before: Sums, added: number, removed: number, window: number): Sums {
  const after = before.mean + (added - removed) / window;
  const change = (added - removed) * (added - after + removed - before.mean);
  return { mean: after, squares: before.squares + change };
}
