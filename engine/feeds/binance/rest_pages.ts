import type { CandleColumns, Timeframe } from "../../domain/mod.ts";
import { barOpenTime, sliceColumns, timeframeMs } from "../../domain/mod.ts";
import { type KlineAnswer, MAX_KLINES, type RestApi } from "./rest_api.ts";

export interface CandleRange {
  readonly symbol: string;
  readonly interval: Timeframe;
  /** Open times from `from` up to `to` (exclusive). */
  readonly from: number;
  /** Not later than the open time of the bar that is forming, or that one comes along. */
  readonly to: number;
}

/** Candles, and the open times from `from` up to `to` (exclusive) that they are all of. */
export interface CandlePage {
  readonly from: number;
  readonly to: number;
  readonly candles: CandleColumns;
  /** Rows that made no sense and were left out. */
  readonly garbage: number;
}

export interface FetchedCandles {
  /** Candles handed over. */
  readonly candles: number;
  readonly garbage: number;
  /**
   * Up to here (exclusive) the pages reach: `to`, or where the exchange has nothing more. What is
   * missing between here and `to` may still come.
   */
  readonly reached: number;
}

/**
 * Fetches a range page by page, ascending; each page begins where the last one ended, and the next is
 * asked for when `onPage` is done. A hole counts as the exchange's own, and belongs to a page, when
 * the exchange has a later candle.
 *
 * @throws RestError, and whatever `onPage` throws
 */
export async function fetchCandles(
  rest: Pick<RestApi, "klines">,
  { symbol, interval, from, to }: CandleRange,
  onPage: (page: CandlePage) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<FetchedCandles> {
  const barMs = timeframeMs(interval);
  const end = firstOpen(to, barMs);
  let at = firstOpen(from, barMs);
  const sum = { candles: 0, garbage: 0 };
  while (at < end) {
    // One more than there is room for: a candle behind the end tells a hole from what is yet to come.
    const limit = Math.min(MAX_KLINES, (end - at) / barMs + 1);
    const answer = await rest.klines({ symbol, interval, from: at, limit }, signal);
    const page = pageOf(answer, { from: at, to: end, barMs, limit });
    if (page.to <= at) break;
    sum.candles += page.candles.time.length;
    sum.garbage += page.garbage;
    await onPage(page);
    at = page.to;
  }
  return { ...sum, reached: Math.min(at, end) };
}

/** What an answer says about the bars from `from` on; an empty range when it says nothing. */
function pageOf(
  { candles, garbage }: KlineAnswer,
  { from, to, barMs, limit }: { from: number; to: number; barMs: number; limit: number },
): CandlePage {
  const { time } = candles;
  const isFull = time.length + garbage >= limit;
  const last = time.at(-1);
  // Rows ascend by a bar at least: a full page without a readable one is so long anyway.
  const next = last !== undefined ? last + barMs : isFull ? from + limit * barMs : from;
  const inside = time.findIndex((open) => open >= to);
  const count = inside < 0 ? time.length : inside;
  return { from, to: Math.min(next, to), candles: sliceColumns(candles, 0, count), garbage };
}

/** The first open time at or after `time`. */
function firstOpen(time: number, barMs: number): number {
  return barOpenTime(time + barMs - 1, barMs);
}
