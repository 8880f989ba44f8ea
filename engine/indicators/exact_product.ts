/** Cuts a 53-bit number into two halves of 26 bits. */
const SPLITTER = 2 ** 27 + 1;

/**
 * What rounding cut off `square = x * x`: `x² = square + squareRest(x, square)` exactly, for |x| up
 * to 1e150 (Dekker 1971).
 */
export function squareRest(x: number, square: number): number {
  const c = SPLITTER * x;
  const high = c - (c - x);
  const low = x - high;
  return ((high * high - square) + 2 * high * low) + low * low;
}

/** What rounding cut off `product = x * y`. */
export function productRest(x: number, y: number, product: number): number {
  const c = SPLITTER * x;
  const xHigh = c - (c - x);
  const xLow = x - xHigh;
  const d = SPLITTER * y;
  const yHigh = d - (d - y);
  const yLow = y - yHigh;
  return ((xHigh * yHigh - product) + xHigh * yLow + xLow * yHigh) + xLow * yLow;
}
