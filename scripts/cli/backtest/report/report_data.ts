import {
  type BacktestResult,
  drawdownSeries,
  extremeRows,
  pickRows,
  type ResultSeries,
  toArray,
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
import { fanColumns } from "../../../../ui/charts/result/fan_columns.ts";
import { periodWords } from "../figure_groups.ts";
import type { MonteCarloReport } from "../../../../engine/backtest/research/mod.ts";
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

/** @param monteCarlo where it was asked for */
export function reportData(
  result: BacktestResult,
  candles: readonly PackedCandles[],
  monteCarlo: MonteCarloReport | null,
): ReportData {
  const { settings, trades, series, figures } = result;
  const fan = monteCarlo?.bootstrap?.fan ?? null;
  return {
    currency: settings.markets[0]?.quote ?? "",
    candles,
    series: reportSeries(series, settings.cash),
    trades: packTrades(trades, settings.markets),
    fan: fan && {
      columns: fanColumns(fan, settings.cash),
      periods: periodWords(figures),
    },
  };
}

/** Rows where any of the lines has a peak or a trough. */
export function reportSeries(
  { time, equity, benchmark }: ResultSeries,
  initialCash: number,
): PackedSeries {
  const drawdown = drawdownSeries(equity, initialCash);
  const rows = new Set<number>();
  for (const line of [equity, toArray(benchmark), drawdown]) {
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
