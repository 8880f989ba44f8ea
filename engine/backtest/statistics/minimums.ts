/**
 * Samples below which a figure is null. They keep out nonsense; they do not make a figure that passes
 * them a good one: the standard error of a yearly Sharpe ratio from 30 days is about √(365 / 30) = 3.5.
 */

/** Periodic returns for a deviation, and for whatever is annualised: the usual least of a sample. */
export const MIN_RETURNS = 30;
/** Of 20 returns one lies in the worst 5 %; of fewer there is no such tail to look at. */
export const MIN_TAIL_RETURNS = 20;
/** Compounding less than a month to a year turns 2 % in a day into 138,000 %. */
export const MIN_CAGR_DAYS = 30;
/** Two trades are the least that have a deviation. Van Tharp asks for 30 before he reads an SQN. */
export const MIN_SQN_TRADES = 2;

/** A deviation below this part of the mean is rounding, not risk. */
const NOISE = 1e-10;

/** True where a deviation around `mean` says nothing: returns that are all alike. */
export function isNoise(deviation: number, mean: number): boolean {
  return !(deviation > NOISE * Math.abs(mean));
}
