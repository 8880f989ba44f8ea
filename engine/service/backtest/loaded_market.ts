import type { BacktestMarket } from "../../backtest/mod.ts";
import {
  badInput,
  type CandleColumns,
  notFound,
  type Timeframe,
  timeframeMs,
  TIMEFRAMES,
} from "../../domain/mod.ts";
import { inWords } from "../../feeds/candle_files/mod.ts";

/** From `from` up to `to` (exclusive), UTC epoch milliseconds; open where it is not given. */
export interface BacktestRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Where candles come from, and what was wrong with them there. */
export interface DataOrigin {
  /** Files, or the source whose candles the store keeps; for people. */
  readonly origin: string;
  /** Rows that said what the one above said. */
  readonly repeated: number;
  /** Rows left out because they were no candles: what was wrong with each. */
  readonly skipped: readonly string[];
}

/** A market of a backtest, with its candles. */
export interface LoadedMarket extends BacktestMarket, DataOrigin {}

/** The default for candles this long: a minute, or as long as they are. */
export function usualTimeframe(candleMs: number): Timeframe {
  return TIMEFRAMES.find((one) => one !== "1s" && timeframeMs(one) % candleMs === 0) ?? "1m";
}

/**
 * @param what `BTCUSDT`
 * @throws InputError when bars of the timeframe cannot be made of candles that long
 */
export function checkBars(what: string, candleMs: number, timeframe: Timeframe): void {
  if (timeframeMs(timeframe) % candleMs === 0) return;
  const fitting = TIMEFRAMES.filter((other) => timeframeMs(other) % candleMs === 0);
  throw badInput(
    `timeframe cannot be ${timeframe}: ${what} has candles of ${inWords(candleMs)}, ` +
      (fitting.length > 0 ? `which make ${fitting.join(", ")}` : "which make no timeframe"),
    "timeframe",
  );
}

/**
 * The candles that open in the range, in memory of their own where it is not all of them.
 *
 * @throws InputError where there are none, saying from when to when there are some
 */
export function inRange(
  what: string,
  columns: CandleColumns,
  candleMs: number,
  { from = -Infinity, to = Infinity }: BacktestRange,
): CandleColumns {
  const { time } = columns;
  const first = firstAtOrAfter(time, from);
  const end = firstAtOrAfter(time, to);
  if (first === 0 && end === time.length && end > 0) return columns;
  if (first >= end) {
    throw notFound(
      `No candles of ${what} ${rangeText({ from, to })}: there are some ` +
        rangeText({ from: time[0]!, to: time.at(-1)! + candleMs }),
    );
  }
  const cut = (column: Float64Array) => column.slice(first, end);
  const { open, high, low, close, volume } = columns;
  return {
    time: cut(time),
    open: cut(open),
    high: cut(high),
    low: cut(low),
    close: cut(close),
    volume: cut(volume),
  };
}

/** `from 2024-01-01 00:00 to 2024-02-01 00:00 UTC` */
export function rangeText({ from = -Infinity, to = Infinity }: BacktestRange): string {
  const parts = [
    ...(Number.isFinite(from) ? [`from ${momentText(from)}`] : []),
    ...(Number.isFinite(to) ? [`to ${momentText(to)}`] : []),
  ];
  return parts.length === 0 ? "at all" : `${parts.join(" ")} UTC`;
}

function momentText(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}

function firstAtOrAfter(time: Float64Array, at: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
