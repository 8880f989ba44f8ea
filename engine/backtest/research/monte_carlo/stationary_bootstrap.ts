import type { Prng } from "../../../kernel/mod.ts";

/**
 * Draws rows for a sample of the same length out of blocks of random length: from each row on goes the next,
 * the first after the last, or with probability `1 / meanLength` any row (Politis & Romano, "The Stationary
 * Bootstrap", Journal of the American Statistical Association 89, 1994). So what follows what is kept, and
 * the sample has no seams at fixed places.
 *
 * @param rows is filled with rows from 0 to `count − 1`
 */
export function drawRows(
  rows: Uint32Array,
  count: number,
  meanLength: number,
  random: Prng,
): void {
  let row = 0;
  for (let i = 0; i < rows.length; i++) {
    const isNew = i === 0 || random.uniform() * meanLength < 1;
    row = isNew ? Math.floor(random.uniform() * count) : (row + 1) % count;
    rows[i] = row;
  }
}

/**
 * Mean length of the blocks where nobody says: the cube root of the number of returns, the order that is
 * best for a variance (the same, 1994).
 */
export function usualBlockLength(returns: number): number {
  return Math.max(1, Math.round(Math.cbrt(returns)));
}
