import type { BacktestResult, WholeRecord } from "../../../engine/backtest/mod.ts";
import { timeframeMs } from "../../../engine/domain/mod.ts";

/** What a result's figures were made of, but for the exposure, which no result has. */
export function recordOf({ settings, series, trades, figures }: BacktestResult): WholeRecord {
  const { time, equity, benchmark } = series;
  return {
    columns: { time, equity, benchmark, exposure: new Uint8Array(time.length) },
    trades,
    initialCash: settings.cash,
    barMs: timeframeMs(settings.timeframe),
    tradedNotional: 0,
    fees: figures.fees,
    funding: figures.funding,
  };
}
