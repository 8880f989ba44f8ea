import { type GiveWay, GO_ON } from "../../kernel/mod.ts";
import { type ActivityFigures, activityFigures } from "./activity.ts";
import { type BenchmarkFigures, benchmarkFigures } from "./benchmark.ts";
import { type DrawdownFigures, drawdownFigures } from "./drawdowns.ts";
import { scanEquity } from "./equity_scan.ts";
import { type GrowthFigures, growthFigures } from "./growth.ts";
import { type MonthFigures, monthFigures } from "./months.ts";
import { periodicReturns } from "./periods.ts";
import { calmar } from "./ratios.ts";
import { type RiskFigures, riskFigures } from "./risk.ts";
import { checkRecord, type RunRecord } from "./run_record.ts";
import { tradeColumns } from "./trade_columns.ts";
import { type SideFigures, sideFigures, type TradeFigures, tradeFigures } from "./trade_figures.ts";

/**
 * A run in numbers: rates are fractions (0.12 is 12 %), drawdowns and losses negative, money in the quote
 * currency, times in milliseconds; null where the sample is too small or the figure is not defined.
 */
export interface Figures
  extends
    GrowthFigures,
    RiskFigures,
    DrawdownFigures,
    TradeFigures,
    ActivityFigures,
    BenchmarkFigures {
  /** CAGR ÷ size of the deepest drawdown. */
  readonly calmar: number | null;
}

/** The figures, and the same trades split. */
export interface RunStatistics {
  readonly figures: Figures;
  readonly long: SideFigures;
  readonly short: SideFigures;
  readonly months: readonly MonthFigures[];
}

export interface StatisticsOptions {
  /** Returns a year; as the bars show it (365 or 252 days) where it is not given. */
  readonly periodsPerYear?: number;
  /** What money earns without risk, a year, as a fraction; 0 unless given. */
  readonly riskFreeRate?: number;
  /** Called between the passes over a run's columns. */
  readonly giveWay?: GiveWay;
}

/**
 * All figures of a run, in a few passes over its columns.
 *
 * @throws RangeError naming what does not fit together, or the first equity that is no number
 */
export function statistics(record: RunRecord, options: StatisticsOptions = {}): RunStatistics {
  checkRecord(record);
  const { periodsPerYear = null, riskFreeRate = 0, giveWay = GO_ON } = options;
  const givingWay = <T>(figures: T): T => {
    giveWay();
    return figures;
  };
  const periods = givingWay(periodicReturns(record, periodsPerYear));
  const scan = givingWay(scanEquity(record));
  const growth = growthFigures(record, scan);
  const drawdowns = drawdownFigures(scan);
  const trades = givingWay(tradeColumns(record.trades));
  return {
    figures: {
      ...growth,
      ...givingWay(riskFigures(periods, riskFreeRate)),
      ...drawdowns,
      calmar: calmar(growth.cagr, drawdowns.maxDrawdown),
      ...givingWay(tradeFigures(trades)),
      ...givingWay(activityFigures(record, scan.mean)),
      ...givingWay(benchmarkFigures(record.columns.benchmark, periods, riskFreeRate)),
    },
    long: givingWay(sideFigures(trades, "LONG")),
    short: givingWay(sideFigures(trades, "SHORT")),
    months: givingWay(monthFigures(record, periods)),
  };
}
