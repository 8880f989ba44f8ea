import type { TimeRange } from "../../engine/store/mod.ts";
import type { Holding } from "./candles_gaps.ts";
import type { Imported } from "./candles_import.ts";
import { sourceText } from "./candles_text.ts";

/** A range of a series as scripts read it; times are UTC epoch milliseconds. */
export function holdingJson({ series, range, bars, gaps }: Holding) {
  return {
    source: sourceText(series.source),
    symbol: series.symbol,
    timeframe: series.timeframe,
    ...rangeJson(range),
    candles: bars,
    missing: gaps,
  };
}

export function importedJson({ file, series, candles, added, range, repeated, bad }: Imported) {
  return {
    file,
    source: sourceText(series.source),
    symbol: series.symbol,
    timeframe: series.timeframe,
    ...rangeJson(range),
    candles,
    new: added,
    repeated,
    bad: bad.counts,
    firstBad: bad.firsts(),
  };
}

const rangeJson = ({ from, to }: TimeRange) => ({ from, to });
