import type { MarketStore, StoredSeries } from "../../engine/store/mod.ts";
import { type Holding, holdingOf, missingBars } from "./candles_gaps.ts";
import { counted, momentText, sourceText } from "./candles_text.ts";
import { grouped } from "./progress.ts";
import { table } from "./table.ts";

/** What a store holds of each series that passes. */
export function listCandles(
  store: MarketStore,
  passes: (series: StoredSeries) => boolean,
): Holding[] {
  return store.series().filter(passes).map((series) => {
    const { source, symbol, timeframe, from, to } = series;
    return holdingOf(store, { source, symbol, timeframe }, { from, to });
  });
}

const HEAD = ["source", "symbol", "timeframe", "from", "to (UTC)", "candles", "coverage", "holes"];

export function listTable(holdings: readonly Holding[]): string {
  return table(
    HEAD,
    holdings.map(({ series, range, bars, gaps }) => [
      sourceText(series.source),
      series.symbol,
      series.timeframe,
      momentText(range.from),
      momentText(range.to),
      grouped(bars),
      coverageText(bars, missingBars(gaps)),
      gaps.length === 0
        ? "none"
        : `${grouped(gaps.length)} (${counted(missingBars(gaps), "candle")})`,
    ]),
  );
}

/** A hundred only where nothing is missing at all. */
function coverageText(bars: number, missing: number): string {
  const percent = 100 * bars / (bars + missing);
  return `${missing > 0 ? Math.min(percent, 99.99).toFixed(2) : percent} %`;
}
