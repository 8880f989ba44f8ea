export type { ActivityFigures } from "./activity.ts";
export type { BenchmarkFigures } from "./benchmark.ts";
export { type Column, DerivedColumn, toArray } from "./column.ts";
export { downsample, extremeRows, pickRows, type Series } from "./downsample.ts";
export { type DrawdownFigures, drawdownSeries } from "./drawdowns.ts";
export type { GrowthFigures } from "./growth.ts";
export type { MonthFigures } from "./months.ts";
export type { Outcomes } from "./outcomes.ts";
export { type PeriodicReturns, periodicReturns, periodTimes } from "./periods.ts";
export type { Annualisation, RiskFigures } from "./risk.ts";
export { type RollingFigures, rollingFigures } from "./rolling.ts";
export {
  type MarketTime,
  NO_MARKET_TIME,
  type RunColumns,
  type RunRecord,
  type WholeRecord,
} from "./run_record.ts";
export {
  type Figures,
  type RunStatistics,
  statistics,
  type StatisticsOptions,
} from "./statistics.ts";
export type { TailFigures } from "./tails.ts";
export type { SideFigures, TradeFigures } from "./trade_figures.ts";
