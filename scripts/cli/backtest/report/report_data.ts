import {
  type BacktestResult,
  drawdownSeries,
  extremeRows,
  pickRows,
  type ResultSeries,
} from "../../../../engine/backtest/mod.ts";
import { type Timeframe, timeframeMs } from "../../../../engine/domain/mod.ts";
import { resample } from "../../../../engine/market/mod.ts";
import type { LoadedMarket } from "../../../../engine/service/backtest/mod.ts";
import {
  packCandles,
  type PackedCandles,
  type PackedSeries,
  packSeries,
  packTrades,
} from "../../../../ui/report/codec.ts";
import type { ReportData } from "../../../../ui/report/report_data.ts";

/** Candles of all symbols together that a report has, about. */
const MAX_CANDLES = 2_000;
/** Points of each line. */
const LINE_POINTS = 800;

/**
 * The candles that a report shows: the backtest's bars, several merged into one where there are many, so
 * that no high and no low is lost. To be taken before the columns go to the worker.
 */
export function reportCandles(
  markets: readonly LoadedMarket[],
  timeframe: Timeframe,
): PackedCandles[] {
  const most = Math.max(200, Math.floor(MAX_CANDLES / markets.length));
  return markets.map(({ instrument, columns }) => {
    const { time } = columns;
    const barMs = timeframeMs(timeframe);
    const bars = Math.ceil((time.at(-1)! - time[0]! + barMs) / barMs);
    const candleMs = barMs * Math.ceil(bars / most);
    const candles = resample(columns, candleMs);
    return packCandles(instrument.code, instrument.priceStep, candleMs, candles);
  });
}

export function reportData(result: BacktestResult, candles: readonly PackedCandles[]): ReportData {
  const { settings, trades, series } = result;
  return {
    currency: settings.markets[0]?.quote ?? "",
    candles,
    series: reportSeries(series, settings.cash),
    trades: packTrades(trades, settings.markets),
  };
}

/** Rows where any of the lines has a peak or a trough. */
function reportSeries(
  { time, equity, benchmark }: ResultSeries,
  initialCash: number,
): PackedSeries {
  const drawdown = drawdownSeries(equity, initialCash);
  const rows = new Set<number>();
  for (const line of [equity, benchmark, drawdown]) {
    for (const row of extremeRows(line, LINE_POINTS)) rows.add(row);
  }
  const kept = Uint32Array.from(rows).sort();
  return packSeries({
    time: pickRows(time, kept),
    equity: pickRows(equity, kept),
    benchmark: pickRows(benchmark, kept),
    drawdown: pickRows(drawdown, kept),
  });
}
