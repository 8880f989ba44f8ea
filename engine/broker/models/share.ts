import { invariant, type Money } from "../../domain/mod.ts";

/** How many parts a rate of 1 has: a rate counts to its tenth decimal, basis points to their sixth. */
export const PARTS = 1e10;
const HALF = 1e5;
/** Far above what a float's last bits make of a decimal in parts, far below one part. */
const DUST = 1e-5;

/** A rate as whole parts, rounded up where it has more than ten decimals. @param rate 0 to 1 */
export function partsUp(rate: number): number {
  return Math.ceil(inParts(rate));
}

/** The same, rounded down. @param rate 0 to 1 */
export function partsDown(rate: number): number {
  return Math.floor(inParts(rate));
}

function inParts(rate: number): number {
  if (!(rate >= 0 && rate <= 1)) invariant(false, `a rate is 0 to 1, not ${rate}`);
  const parts = rate * PARTS;
  const whole = Math.round(parts);
  return Math.abs(parts - whole) < DUST ? whole : parts;
}

/**
 * `⌊amount × parts ÷ 10¹⁰⌋`, exact for every amount that money can be. A plain product is past 2⁵³ for
 * large amounts, and its rounding could make a fee a unit less than its rate; so this is a long
 * multiplication in steps that all stay below 2⁵³.
 *
 * @param amount whole money units, not negative
 * @param parts see {@link partsUp}
 */
export function shareDown(amount: number, parts: number): Money {
  let times = Math.floor(amount / PARTS);
  // The quotient of two floats may have been rounded up to the next whole number.
  if (times * PARTS > amount) times--;
  const rest = amount - times * PARTS;
  const high = Math.floor(rest / HALF);
  const low = rest - high * HALF;
  const ofHigh = high * parts;
  const carried = Math.floor(ofHigh / HALF);
  const left = (ofHigh - carried * HALF) * HALF + low * parts;
  return times * parts + carried + Math.floor(left / PARTS) as Money;
}

/** `⌈amount × parts ÷ 10¹⁰⌉`, as exact: what remains of the amount once the others' share is rounded down. */
export function shareUp(amount: number, parts: number): Money {
  return amount - shareDown(amount, PARTS - parts) as Money;
}
