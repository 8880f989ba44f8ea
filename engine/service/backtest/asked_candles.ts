import { type KeptColumns, MAX_KEPT_CANDLES, wholeCandles } from "../../backtest/mod.ts";
import type { FeedKind } from "../../domain/mod.ts";
import { breathe } from "../breathe.ts";
import type { LoadedMarket } from "./loaded_market.ts";
import { isStored } from "./market_sources.ts";

/**
 * The candles that have to be kept for a run until its turn comes: those that nobody else keeps, and few enough
 * ones. Many are read again from the store of candles then.
 */
export async function askedCandles(
  markets: readonly LoadedMarket[],
  source: FeedKind,
): Promise<KeptColumns> {
  const candles = markets.reduce((sum, { columns }) => sum + columns.time.length, 0);
  if (isStored(source) && candles > MAX_KEPT_CANDLES) return {};
  return await wholeCandles(markets, breathe);
}
