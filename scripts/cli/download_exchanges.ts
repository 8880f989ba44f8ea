import { timeframeMs } from "../../engine/mod.ts";
import { BINANCE, BINANCE_US, type Exchange } from "../../engine/feeds/binance/mod.ts";
import type { CandleSeries } from "../../engine/store/mod.ts";
import { type DownloadOptions, timeframesOf } from "./download_options.ts";
import type { ExchangeName } from "./option_values.ts";
import { UsageError } from "./usage_error.ts";

/** Exchanges as `--feed` calls them. */
export const EXCHANGES: Readonly<Record<ExchangeName, Exchange>> = {
  "binance": BINANCE,
  "binance-us": BINANCE_US,
};

/**
 * Each symbol in each timeframe.
 *
 * @throws UsageError for a timeframe that the exchange does not have
 */
export function seriesAsked(options: DownloadOptions): CandleSeries[] {
  const { kind, name, finest } = EXCHANGES[options.feed];
  const timeframes = timeframesOf(options);
  for (const timeframe of timeframes) {
    if (timeframeMs(timeframe) >= timeframeMs(finest)) continue;
    throw new UsageError(`--timeframe ${timeframe}: ${name} has none finer than ${finest}`);
  }
  return options.symbol.flatMap((symbol) =>
    timeframes.map((timeframe) => ({ source: kind, symbol, timeframe }))
  );
}
