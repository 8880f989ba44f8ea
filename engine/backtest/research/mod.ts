export { rangeOf, spanOf } from "./job_range.ts";
export * from "./monte_carlo/bands.ts";
export * from "./monte_carlo/monte_carlo.ts";
export type { ReturnBootstrap } from "./monte_carlo/return_bootstrap.ts";
export type { TradeShuffle } from "./monte_carlo/trade_shuffle.ts";
export * from "./search/chosen_search.ts";
export { differentialEvolution } from "./search/differential_evolution.ts";
export { gridSearch, MAX_COMBINATIONS } from "./search/grid_search.ts";
export { randomSearch } from "./search/random_search.ts";
export type { Scored, Search } from "./search/search.ts";
export type { CscvResult } from "./significance/cscv.ts";
export { type OverfittingReport, overfittingReport } from "./significance/overfitting.ts";
export { randomEntries, type RandomEntriesReport } from "./significance/random_entries.ts";
export { type Axis, MAX_AXIS_VALUES } from "./space/axis.ts";
export type { AxisChoice } from "./space/axis_text.ts";
export { ParameterSpace, parameterSpace, type Point } from "./space/parameter_space.ts";
export {
  type BestCells,
  bestCells,
  type HeatAxis,
  type HeatMap,
  heatMap,
} from "./sweep/heat_map.ts";
export * from "./sweep/objective.ts";
export * from "./sweep/sweep.ts";
export * from "./walk_forward/chosen_windows.ts";
export * from "./walk_forward/walk_forward.ts";
export * from "./walk_forward/windows.ts";
