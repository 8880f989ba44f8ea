/** The engine's only door. */
export * from "./api.ts";
export * from "./domain/mod.ts";
export * from "./engine.ts";
export type { Clock, Timers } from "./kernel/mod.ts";
export type { ParameterSpec, StrategyDescription } from "./strategy/mod.ts";
export { StoreError } from "./store/mod.ts";
export { BREACH_ACTION_WORDING, TRADING_STATE_WORDING } from "./risk/mod.ts";
export {
  BACKTEST_STATUSES,
  type BacktestApi,
  type BacktestData,
  type BacktestFault,
  type BacktestInfo,
  type BacktestInput,
  type BacktestStatus,
} from "./service/backtest/backtest_api.ts";
export { type CheckReport, type CheckVerdict, verdictsOf } from "./backtest/checks/mod.ts";
export type { MonteCarloReport } from "./backtest/research/mod.ts";
export type { BacktestChecks } from "./service/backtest/checks/mod.ts";
export {
  STUDY_FIGURES,
  STUDY_KINDS,
  type StudyApi,
  type StudyCombination,
  type StudyFigures,
  type StudyHeatMap,
  type StudyInfo,
  type StudyInput,
  type StudyLeader,
  type StudyWindow,
  type WalkOutcome,
} from "./service/studies/mod.ts";
export {
  type Axis as StudyAxis,
  OBJECTIVE_NAMES,
  type OverfittingReport,
  SEARCH_NAMES,
} from "./backtest/research/mod.ts";
export type {
  BacktestCandles,
  BacktestPoint,
  TradeMark,
  TradeMarks,
} from "./service/backtest/chart/mod.ts";
export { FIGURE_NAMES } from "./service/backtest/figure_names.ts";
export { StrategyLibrary } from "./service/strategies/mod.ts";
export { systemClock, systemTimers } from "./service/real_time.ts";
export { WorkQueue } from "./service/work_queue.ts";
export { RightOfWay } from "./kernel/mod.ts";
export { liveFirst } from "./workers/mod.ts";
export { type SpawnShard, workerShards } from "./workers/transport.ts";
