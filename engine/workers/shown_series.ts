import type { Candle, Json, JsonObject } from "../domain/mod.ts";
import type { IndicatorSeries } from "../indicators/mod.ts";
import type { IndicatorSeriesView, MarketSeries } from "../runner/mod.ts";

/** The newest candles, ascending; the forming one last if there is one. */
export function newestCandles(series: MarketSeries, wanted: number): Candle[] {
  const forming = series.forming ? series.candle() : null;
  const rows = series.window.tail(wanted - (forming ? 1 : 0));
  const candles = Array.from(rows.time, (time, i) => ({
    time,
    open: rows.open[i]!,
    high: rows.high[i]!,
    low: rows.low[i]!,
    close: rows.close[i]!,
    volume: rows.volume[i]!,
    closed: true,
  }));
  return forming && wanted > 0 ? [...candles, forming] : candles;
}

/** Each output of each indicator, aligned to the end of the history. */
export function indicatorViews(
  list: readonly IndicatorSeries[],
  wanted: number,
): IndicatorSeriesView[] {
  return list.flatMap((series) =>
    series.definition.outputs.map((output, k) => ({
      key: series.key,
      output,
      pane: series.definition.pane,
      values: Array.from(series.tail(k, wanted), numberOrNull),
    }))
  );
}

/** Newest values by series; null until warm. */
export function newestValues(list: readonly IndicatorSeries[]): JsonObject {
  const values: Record<string, Json> = {};
  for (const series of list) {
    const { outputs } = series.definition;
    const newest = outputs.map((_, k) => numberOrNull(series.value(k, 0)));
    values[series.key] = outputs.length === 1
      ? newest[0]!
      : newest.includes(null)
      ? null
      : Object.fromEntries(outputs.map((output, k) => [output, newest[k]!]));
  }
  return values;
}

const numberOrNull = (value: number): number | null => Number.isNaN(value) ? null : value;
