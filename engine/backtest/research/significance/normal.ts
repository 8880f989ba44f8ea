/**
 * The probability that a standard normal number is at most `x`: `Φ(x)`. Hart's rational approximation in the
 * form of West ("Better Approximations to Cumulative Normal Functions", Wilmott Magazine, 2005), to about 15
 * digits (8 of the far tails').
 */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  if (size > 37) return x > 0 ? 1 : 0;
  const tail = Math.exp(-size * size / 2) * (size < SPLIT ? ratio(size) : fraction(size));
  return x > 0 ? 1 - tail : tail;
}

/** Below it the ratio of two polynomials, from it on a continued fraction. */
const SPLIT = 7.07106781186547;
const ROOT_OF_TWO_PI = 2.506628274631;

// deno-fmt-ignore
const ABOVE = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
// deno-fmt-ignore
const BELOW = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
];

const ratio = (x: number): number => polynomial(ABOVE, x) / polynomial(BELOW, x);

const fraction = (x: number): number =>
  1 / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / ROOT_OF_TWO_PI;

/** By Horner's scheme, the highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

/**
 * The number that a standard normal one is at most with probability `p`: the inverse of {@link normalCdf}
 * (Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37,
 * 1988), to about 16 digits. −∞ at 0 and ∞ at 1.
 */
export function normalQuantile(p: number): number {
  const off = p - 0.5;
  if (Math.abs(off) <= 0.425) {
    const r = 0.180625 - off * off;
    return off * polynomial(CENTRE_A, r) / polynomial(CENTRE_B, r);
  }
  const tail = Math.min(p, 1 - p);
  if (!(tail > 0)) return tail === 0 ? Math.sign(off) * Infinity : NaN;
  const r = Math.sqrt(-Math.log(tail));
  const size = r <= 5
    ? polynomial(NEAR_A, r - 1.6) / polynomial(NEAR_B, r - 1.6)
    : polynomial(FAR_A, r - 5) / polynomial(FAR_B, r - 5);
  return Math.sign(off) * size;
}

// deno-fmt-ignore
const CENTRE_A = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
  13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
];
// deno-fmt-ignore
const CENTRE_B = [
  5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
  5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1,
];
// deno-fmt-ignore
const NEAR_A = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
  1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959,
  1.42343711074968357734,
];
// deno-fmt-ignore
const NEAR_B = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
  0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
];
// deno-fmt-ignore
const FAR_A = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
  0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699,
  6.6579046435011037772,
];
// deno-fmt-ignore
const FAR_B = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
  7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769,
  1,
];
