import { drawdownSeries, extremeRows, pickRows, type ResultSeries } from "../../../backtest/mod.ts";
import type { KeptColumns } from "../../../store/mod.ts";
import type { BacktestPoint } from "./chart_api.ts";
import { firstRow, type TimeSpan } from "./time_span.ts";

/** Points of a backtest that are kept: more than any screen has, of a million bars 1.6 MB. */
const MAX_KEPT_POINTS = 50_000;

export const CURVE_COLUMNS = ["time", "equity", "benchmark", "drawdown"] as const;

/** What of a result's columns is kept, and how far below its peak the equity was: all, or the peaks and troughs of the equity. */
export function keptCurve(
  { time, equity, benchmark }: ResultSeries,
  initialCash: number,
): KeptColumns {
  const drawdown = drawdownSeries(equity, initialCash);
  if (time.length <= MAX_KEPT_POINTS) return { time, equity, benchmark, drawdown };
  const rows = extremeRows(equity, MAX_KEPT_POINTS);
  return {
    time: pickRows(time, rows),
    equity: pickRows(equity, rows),
    benchmark: pickRows(benchmark, rows),
    drawdown: pickRows(drawdown, rows),
  };
}

/** The curve of a stretch of time, and a point on either side, so that it goes on to the edges. */
export function drawnCurve(
  { time, equity, benchmark, drawdown }: KeptColumns,
  { from, to }: TimeSpan,
  points: number,
): BacktestPoint[] {
  if (!time || !equity || !benchmark || !drawdown) return [];
  const first = Math.max(0, firstRow(time, from) - 1);
  const end = Math.min(time.length, firstRow(time, to) + 1);
  return Array.from(extremeRows(equity.subarray(first, end), points), (row) => ({
    time: time[first + row]!,
    equity: equity[first + row]!,
    benchmark: benchmark[first + row]!,
    drawdown: drawdown[first + row]!,
  }));
}
