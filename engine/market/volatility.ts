import type { CandleWindow } from "./candle_window.ts";

const YEAR_MS = 365 * 24 * 3_600_000;

/**
 * Volatility a year from the closes of the last `bars` bars: the standard deviation of their log returns
 * (sample, n − 1), times the root of the bars in a year of 365 days. NaN until there are as many bars, and for
 * fewer than 3.
 *
 * Source: J. Hull, Options, Futures and Other Derivatives, "Estimating volatility from historical data".
 */
export function annualVolatility(window: CandleWindow, bars: number, barMs: number): number {
  if (bars < 3 || window.count < bars) return NaN;
  const returns = bars - 1;
  const closes = window.tail(bars).close;
  let mean = 0;
  for (let i = 1; i < bars; i++) mean += Math.log(closes[i]! / closes[i - 1]!) / returns;
  let squares = 0;
  for (let i = 1; i < bars; i++) squares += (Math.log(closes[i]! / closes[i - 1]!) - mean) ** 2;
  return Math.sqrt(squares / (returns - 1) * (YEAR_MS / barMs));
}
