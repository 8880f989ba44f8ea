/** Below the first number a double tells decimals apart to the second, rounding of sums included. */
const PLACES: readonly (readonly [below: number, unit: number])[] = [
  [1.6e3, 1e12],
  [1.6e7, 1e8],
  [1.6e11, 1e4],
];

/**
 * The sum of two volumes, without the dust that floats leave: 0.1 and 0.2 are 0.3. A coarse bar's
 * volume is then to the last bit the decimal that the exchange writes, in whatever order its parts
 * came. Volumes that nobody writes as decimals of up to 12 places lose what is beyond them.
 */
export function addVolumes(one: number, other: number): number {
  const sum = one + other;
  for (let i = 0; i < PLACES.length; i++) {
    const [below, unit] = PLACES[i]!;
    if (sum < below) return Math.round(sum * unit) / unit;
  }
  return sum;
}
