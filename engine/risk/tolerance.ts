/**
 * Comparisons with a fraction of something. A fraction such as 0.1 is no exact float and its product is
 * rounded again, so what a user means by a limit lies a few such errors from what is computed. Within
 * {@link SLACK} the two count as the same.
 */

/** Four units in the last place of a float, as a share of it. */
export const SLACK = 2 ** -50;

/** True when `value` is above `limit` by more than rounding; also when either is no number. */
export function exceeds(value: number, limit: number): boolean {
  return !(value <= limit + Math.abs(limit) * SLACK);
}

/** The whole number at or below. */
export function wholeDown(value: number): number {
  return Math.floor(value + Math.abs(value) * SLACK);
}

/** The whole number at or above. */
export function wholeUp(value: number): number {
  return Math.ceil(value - Math.abs(value) * SLACK);
}
