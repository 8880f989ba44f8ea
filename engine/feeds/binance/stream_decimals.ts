/** Whole numbers up to here, and powers of ten up to 10^22, are exact in a float. */
const POWERS = Float64Array.from({ length: 23 }, (_, n) => 10 ** n);
const ZERO = 48;
const POINT = 46 - ZERO;

/**
 * The number written in `text` as digits with at most one point between them; NaN for anything else,
 * a sign and an exponent among it. The same as `Number` gives, to the last bit: a quotient of two
 * exact floats is rounded once.
 */
export function decimalOf(text: string): number {
  const end = text.length;
  let digits = 0;
  let point = -1;
  for (let i = 0; i < end; i++) {
    const c = text.charCodeAt(i) - ZERO;
    if (c >= 0 && c <= 9) digits = digits * 10 + c;
    else if (c === POINT && point < 0 && i > 0) point = i;
    else return NaN;
  }
  if (end === 0 || point === end - 1) return NaN;
  if (point < 0) return digits <= Number.MAX_SAFE_INTEGER ? digits : Number(text);
  const power = POWERS[end - 1 - point];
  if (power === undefined || digits > Number.MAX_SAFE_INTEGER) return Number(text);
  return digits / power;
}
