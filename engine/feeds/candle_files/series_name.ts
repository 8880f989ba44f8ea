import { isTimeframe, type Timeframe, TIMEFRAMES } from "../../domain/mod.ts";

/** What a file's name says about its candles. */
export interface SeriesName {
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

const NAME = new RegExp(
  `(?:^|[^\\p{L}\\p{N}])([\\p{L}\\p{N}]{2,32})-(${TIMEFRAMES.join("|")})(?![\\p{L}\\p{N}])`,
  "u",
);

/** As the exchange's dumps are named, `BTCUSDT-1m-2024-01.zip`; null for any other name. */
export function seriesInName(name: string): SeriesName | null {
  const parts = name.split("/").reverse();
  for (const part of parts) {
    const [, symbol = "", timeframe = ""] = NAME.exec(part) ?? [];
    if (isTimeframe(timeframe)) return { symbol: symbol.toUpperCase(), timeframe };
  }
  return null;
}
