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
  /** Bars that were over by then count in any case; later ones once there is one after them. */
  readonly certain: number;
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
 * the exchange has a later candle. The last candle of an answer is left to the next page unless it
 * is certain.
 *
 * @throws RestError, and whatever `onPage` throws
 */
export async function fetchCandles(
  rest: Pick<RestApi, "klines">,
  { symbol, interval, from, to, certain }: CandleRange,
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
    const page = pageOf(answer, { from: at, to: end, barMs, limit, certain });
    if (page.to <= at) break;
    sum.candles += page.candles.time.length;
    sum.garbage += page.garbage;
    await onPage(page);
    at = page.to;
  }
  return { ...sum, reached: Math.min(at, end) };
}

interface Asked {
  readonly from: number;
  readonly to: number;
  readonly barMs: number;
  readonly limit: number;
  readonly certain: number;
}

/** What an answer says about the bars from `from` on; an empty range when it says nothing. */
function pageOf({ candles, garbage }: KlineAnswer, asked: Asked): CandlePage {
  const { from, to } = asked;
  const next = Math.min(nextOpen(candles.time, garbage, asked), to);
  const inside = candles.time.findIndex((open) => open >= next);
  const count = inside < 0 ? candles.time.length : inside;
  return { from, to: next, candles: sliceColumns(candles, 0, count), garbage };
}

/** Up to where an answer is the exchange's last word. */
function nextOpen(
  time: Float64Array,
  garbage: number,
  { from, barMs, limit, certain }: Asked,
): number {
  const last = time.at(-1);
  if (last !== undefined) return last + barMs <= certain ? last + barMs : last;
  // Rows ascend by a bar at least: a full page without a readable one is so long anyway.
  return garbage >= limit ? from + limit * barMs : from;
}

/** The first open time at or after `time`. */
function firstOpen(time: number, barMs: number): number {
  return barOpenTime(time + barMs - 1, barMs);
}
