import { drawdownSeries, extremeRows, pickRows, type ResultSeries } from "../../backtest/mod.ts";
import { badInput } from "../../domain/mod.ts";
import type { KeptColumns } from "../../store/mod.ts";
import type { BacktestPoint } from "./backtest_api.ts";

/** Points of a backtest that are kept: more than any screen has, of a million bars 1.6 MB. */
const MAX_KEPT_POINTS = 50_000;
/** Points that one question may ask for. */
const MAX_POINTS = 20_000;
const MIN_POINTS = 4;

/** What of a result's columns is kept, and how far below its peak the equity was: all, or the peaks and troughs of the equity. */
export function keptColumns(
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

/** @throws InputError for a number of points that cannot be */
export function drawn(columns: KeptColumns, points: number): BacktestPoint[] {
  if (!Number.isInteger(points) || points < MIN_POINTS || points > MAX_POINTS) {
    throw badInput(
      `points cannot be ${points}: it has to be a whole number from ${MIN_POINTS} to ${MAX_POINTS}`,
      "points",
    );
  }
  const { time, equity, benchmark, drawdown } = columns;
  if (!time || !equity || !benchmark || !drawdown) return [];
  return Array.from(extremeRows(equity, points), (row) => ({
    time: time[row]!,
    equity: equity[row]!,
    benchmark: benchmark[row]!,
    drawdown: drawdown[row]!,
  }));
}
