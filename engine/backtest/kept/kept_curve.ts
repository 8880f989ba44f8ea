import type { Breathe } from "../../kernel/mod.ts";
import type { ResultSeries } from "../result.ts";
import { drawdownSeries, extremeRows, pickRows, toArray } from "../statistics/mod.ts";
import type { KeptColumns } from "./kept_columns.ts";

/** Points of a backtest that are kept: more than any screen has, of a million bars 1.6 MB. */
const MAX_KEPT_POINTS = 50_000;

export const CURVE_COLUMNS = ["time", "equity", "benchmark", "drawdown"] as const;

/** What of a result's columns is kept, and how far below its peak the equity was: all, or the peaks and troughs of the equity. */
export async function keptCurve(
  { time, equity, benchmark }: ResultSeries,
  initialCash: number,
  breathe: Breathe,
): Promise<KeptColumns> {
  const drawdown = drawdownSeries(equity, initialCash);
  await breathe();
  if (time.length <= MAX_KEPT_POINTS) {
    return { time: toArray(time), equity, benchmark: toArray(benchmark), drawdown };
  }
  const rows = extremeRows(equity, MAX_KEPT_POINTS);
  await breathe();
  return {
    time: pickRows(time, rows),
    equity: pickRows(equity, rows),
    benchmark: pickRows(benchmark, rows),
    drawdown: pickRows(drawdown, rows),
  };
}
