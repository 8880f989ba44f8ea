const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

/** Lengths of candles that people know, ascending; each fits into a day, or is some of them. */
const KNOWN = [
  ...[1, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 3, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((n) => n * HOUR),
  ...[1, 2, 3, 5, 10].map((n) => n * DAY),
];

/** The next length from `leastMs` on that whole candles of `baseMs` make, one that people know if there is one. */
export function candleLength(leastMs: number, baseMs: number): number {
  return KNOWN.find((ms) => ms >= leastMs && ms % baseMs === 0) ??
    baseMs * Math.ceil(leastMs / baseMs);
}
