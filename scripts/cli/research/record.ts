import {
  type BacktestResult,
  NO_MARKET_TIME,
  type RunRecord,
} from "../../../engine/backtest/mod.ts";
import { timeframeMs } from "../../../engine/domain/mod.ts";

/** What a result's figures were made of, but for the time in the market, which no result has. */
export function recordOf({ settings, series, trades, figures }: BacktestResult): RunRecord {
  const { time, equity, benchmark } = series;
  return {
    columns: { time, equity, benchmark },
    inMarket: NO_MARKET_TIME,
    trades,
    initialCash: settings.cash,
    barMs: timeframeMs(settings.timeframe),
    tradedNotional: 0,
    fees: figures.fees,
    funding: figures.funding,
  };
}
