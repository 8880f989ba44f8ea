/** The timeframes a runner can decide on, shortest first. */
export const TIMEFRAMES = [
  "1s",
  "1m",
  "3m",
  "5m",
  "15m",
  "30m",
  "1h",
  "2h",
  "4h",
  "6h",
  "8h",
  "12h",
  "1d",
  "1w",
] as const;
export type Timeframe = typeof TIMEFRAMES[number];

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Weeks begin on Monday, as exchanges count them; the first one after the epoch was on 5 January 1970. */
const FIRST_MONDAY = 4 * DAY_MS;

const MS: Readonly<Record<Timeframe, number>> = {
  "1s": 1_000,
  "1m": 60_000,
  "3m": 180_000,
  "5m": 300_000,
  "15m": 900_000,
  "30m": 1_800_000,
  "1h": 3_600_000,
  "2h": 7_200_000,
  "4h": 14_400_000,
  "6h": 21_600_000,
  "8h": 28_800_000,
  "12h": 43_200_000,
  "1d": DAY_MS,
  "1w": WEEK_MS,
};

export function isTimeframe(text: string): text is Timeframe {
  return Object.hasOwn(MS, text);
}

/** Length of a bar in milliseconds. */
export function timeframeMs(timeframe: Timeframe): number {
  return MS[timeframe];
}

/** The timeframe of bars that long, if there is one. */
export function timeframeOf(ms: number): Timeframe | undefined {
  return TIMEFRAMES.find((timeframe) => MS[timeframe] === ms);
}

/** Open time of the bar that holds `time`; bars are aligned to UTC, weeks to Monday. */
export function barOpenTime(time: number, barMs: number): number {
  const since = barMs === WEEK_MS ? time - FIRST_MONDAY : time;
  return time - ((since % barMs) + barMs) % barMs;
}
