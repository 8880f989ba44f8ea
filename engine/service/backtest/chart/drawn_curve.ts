import { extremeRows, type KeptColumns } from "../../../backtest/mod.ts";
import type { BacktestPoint } from "./chart_api.ts";
import { firstRow, type TimeSpan } from "./time_span.ts";

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
