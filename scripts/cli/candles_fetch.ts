import { barOpenTime, timeframeMs } from "../../engine/mod.ts";
import {
  type CandlePage,
  fetchCandles,
  type RestApi,
  SETTLE_MS,
} from "../../engine/feeds/binance/mod.ts";
import type { CandleSeries, MarketStore, TimeRange } from "../../engine/store/mod.ts";

/** A series, the range of it that is wanted, and the parts of that nobody has asked for yet. */
export interface FetchPlan {
  readonly series: CandleSeries;
  readonly range: TimeRange;
  readonly parts: readonly TimeRange[];
  /** Bars that were over by then are the exchange's last word. */
  readonly certain: number;
}

export interface Fetched {
  /** Candles that were not there before. */
  readonly candles: number;
  /** Rows of the exchange that made no sense. */
  readonly garbage: number;
}

/** @param until only candles that are over by then; Infinity where that is not known yet */
export function planFetch(
  store: MarketStore,
  series: CandleSeries,
  { from, to }: TimeRange,
  until: number,
): FetchPlan {
  const barMs = timeframeMs(series.timeframe);
  const first = firstOpen(from, barMs);
  const asked = firstOpen(to, barMs);
  const end = until === Infinity ? asked : Math.min(asked, barOpenTime(until, barMs));
  const range = { from: first, to: Math.max(first, end) };
  const parts = store.uncovered(series, range);
  return { series, range, parts, certain: until === Infinity ? 0 : until - SETTLE_MS };
}

/** Bars that a plan has to ask for. */
export function plannedBars({ series, parts }: FetchPlan): number {
  const barMs = timeframeMs(series.timeframe);
  return parts.reduce((sum, { from, to }) => sum + (to - from) / barMs, 0);
}

/**
 * Fetches what a plan lacks. Each page is stored with the range it answers for, so that a second
 * call after an end of any kind asks for the rest only.
 *
 * @param onPage told of bars that were answered for, and of candles among them
 * @throws RestError, StoreError
 */
export async function fetchPlan(
  rest: RestApi,
  store: MarketStore,
  { series, parts, certain }: FetchPlan,
  onPage: (bars: number, candles: number) => void,
  signal: AbortSignal,
): Promise<Fetched> {
  const { symbol, timeframe } = series;
  const barMs = timeframeMs(timeframe);
  const sum = { candles: 0, garbage: 0 };
  const take = ({ from, to, candles, garbage }: CandlePage) => {
    // What came as nonsense may come right another time: it is not said to be missing.
    store.put(series, candles, ...(garbage === 0 ? [{ from, to }] as const : []));
    sum.candles += candles.time.length;
    sum.garbage += garbage;
    onPage((to - from) / barMs, candles.time.length);
  };
  for (const part of parts) {
    await fetchCandles(rest, { symbol, interval: timeframe, certain, ...part }, take, signal);
  }
  return sum;
}

/** The first open time at or after `time`. */
function firstOpen(time: number, barMs: number): number {
  return barOpenTime(time + barMs - 1, barMs);
}
