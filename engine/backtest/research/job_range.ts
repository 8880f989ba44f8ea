import { barOpenTime, timeframeMs } from "../../domain/mod.ts";
import type { TimeRange } from "../evaluation/mod.ts";
import type { BacktestJob } from "../job.ts";

/** From the first bar of all markets to the end of the last candle. */
export function rangeOf({ markets, settings }: BacktestJob): TimeRange {
  const first = Math.min(...markets.map(({ columns }) => columns.time[0]!));
  return {
    from: barOpenTime(first, timeframeMs(settings.timeframe)),
    to: Math.max(...markets.map(({ columns, candleMs }) => columns.time.at(-1)! + candleMs)),
  };
}

/** Milliseconds from the first candle of all markets to the last. */
export function spanOf({ markets }: BacktestJob): number {
  const from = Math.min(...markets.map(({ columns }) => columns.time[0]!));
  return Math.max(...markets.map(({ columns }) => columns.time.at(-1)!)) - from;
}
