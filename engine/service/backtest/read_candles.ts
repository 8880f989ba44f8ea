import { type CandleColumns, timeframeMs } from "../../domain/mod.ts";
import { joinInTurns } from "../../market/mod.ts";
import type { CandleSeries, MarketStore, TimeRange } from "../../store/market_store.ts";
import { breathe } from "../breathe.ts";

/** Bars that are read at a stretch. */
export const READ_BARS = 8_192;

/**
 * Stored candles, some at a stretch, so that others have a turn. What is written meanwhile may be among
 * them or not.
 */
export async function readCandles(
  store: Pick<MarketStore, "read">,
  series: CandleSeries,
  { from, to }: TimeRange,
): Promise<CandleColumns> {
  const step = READ_BARS * timeframeMs(series.timeframe);
  const parts: CandleColumns[] = [];
  for (let at = from; at < to; at += step) {
    await breathe();
    parts.push(store.read(series, { from: at, to: Math.min(to, at + step) }));
  }
  const [only] = parts;
  return parts.length === 1 && only ? only : await joinInTurns(parts, breathe);
}
