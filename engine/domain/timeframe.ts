/** The timeframes a runner can decide on, shortest first. */
export const TIMEFRAMES = ["1s", "1m", "3m", "5m", "15m", "30m", "1h", "4h", "1d"] as const;
export type Timeframe = typeof TIMEFRAMES[number];

const MS: Readonly<Record<Timeframe, number>> = {
  "1s": 1_000,
  "1m": 60_000,
  "3m": 180_000,
  "5m": 300_000,
  "15m": 900_000,
  "30m": 1_800_000,
  "1h": 3_600_000,
  "4h": 14_400_000,
  "1d": 86_400_000,
};

export function isTimeframe(text: string): text is Timeframe {
  return Object.hasOwn(MS, text);
}

/** Length of a bar in milliseconds. */
export function timeframeMs(timeframe: Timeframe): number {
  return MS[timeframe];
}

/** Open time of the bar that holds `time`; bars are aligned to UTC. */
export function barOpenTime(time: number, barMs: number): number {
  return time - ((time % barMs) + barMs) % barMs;
}
