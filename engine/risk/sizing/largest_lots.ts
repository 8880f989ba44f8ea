/**
 * The largest whole number up to `most` that `fits`, found from a guess. `fits` has to hold for 0 and,
 * where it fails, for nothing larger. A guess that is right costs three questions, a bad one the
 * logarithm of how bad it is.
 */
export function largestLots(most: number, guess: number, fits: (lots: number) => boolean): number {
  if (!(most >= 1)) return 0;
  if (fits(most)) return most;
  let low = guess > 0 ? Math.min(Math.floor(guess), most - 1) : 0;
  let high = most;
  for (let step = 1; low > 0 && !fits(low); step *= 2) {
    high = low;
    low = Math.max(0, low - step);
  }
  for (let step = 1; low + step < high; step *= 2) {
    if (fits(low + step)) low += step;
    else high = low + step;
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
