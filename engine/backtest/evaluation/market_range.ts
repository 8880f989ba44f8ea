import {
  badInput,
  barOpenTime,
  sliceColumns,
  type Timeframe,
  timeframeMs,
} from "../../domain/mod.ts";
import type { BacktestMarket } from "../job.ts";
import type { TimeRange } from "./task.ts";

/**
 * The part of each market that a range trades on, with as many bars before it to warm up on as the window
 * holds. A range that begins within a bar begins with the next one.
 *
 * @throws InputError for a range without candles
 */
export function marketsIn(
  markets: readonly BacktestMarket[],
  range: TimeRange,
  timeframe: Timeframe,
  windowSize: number,
): BacktestMarket[] {
  const barMs = timeframeMs(timeframe);
  const parts = markets.map((market) => marketIn(market, range, barMs, windowSize));
  if (parts.some(({ columns, warmUp = 0 }) => columns.time.length > warmUp)) return parts;
  const [from, to] = [range.from, range.to].map((time) => new Date(time).toISOString());
  throw badInput(`There are no candles from ${from} to ${to}`, "from");
}

function marketIn(
  market: BacktestMarket,
  { from, to }: TimeRange,
  barMs: number,
  windowSize: number,
): BacktestMarket {
  const { columns, candleMs } = market;
  const first = rowAt(columns.time, barOpenTime(from + barMs - 1, barMs));
  const end = Math.max(first, rowAt(columns.time, to));
  const candles = Math.ceil(windowSize * barMs / candleMs);
  const earliest = columns.time[Math.max(0, first - candles)] ?? NaN;
  const begin = first === 0 ? 0 : rowAt(columns.time, barOpenTime(earliest, barMs));
  return { ...market, columns: sliceColumns(columns, begin, end), warmUp: first - begin };
}

/** The first row that opens at `time` or later. */
export function rowAt(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
