import { timeframeMs } from "../../engine/mod.ts";
import type { CandleSeries, MarketStore, TimeRange } from "../../engine/store/mod.ts";

/** Bars in a row that the store has no candles of. */
export interface Gap extends TimeRange {
  readonly bars: number;
  /** True where the exchange was asked and has none; false where it was not, or has none yet. */
  readonly asked: boolean;
}

/** What the store holds of a range. */
export interface Holding {
  readonly series: CandleSeries;
  readonly range: TimeRange;
  readonly bars: number;
  readonly gaps: readonly Gap[];
}

/** @param range on the grid of the series */
export function holdingOf(store: MarketStore, series: CandleSeries, range: TimeRange): Holding {
  const barMs = timeframeMs(series.timeframe);
  const gap = (asked: boolean) => ({ from, to }: TimeRange): Gap => ({
    from,
    to,
    bars: (to - from) / barMs,
    asked,
  });
  const gaps = [
    ...store.holes(series, range).map(gap(true)),
    ...store.uncovered(series, range).map(gap(false)),
  ].sort((a, b) => a.from - b.from);
  const bars = (range.to - range.from) / barMs - missingBars(gaps);
  return { series, range, bars, gaps };
}

/** The gap at the beginning of a range, where the exchange may not have traded the symbol yet. */
export function leadingGap({ range, bars, gaps }: Holding): Gap | undefined {
  const [first] = gaps;
  return bars > 0 && first?.asked && first.from === range.from ? first : undefined;
}

export function missingBars(gaps: readonly Gap[]): number {
  return gaps.reduce((sum, { bars }) => sum + bars, 0);
}
