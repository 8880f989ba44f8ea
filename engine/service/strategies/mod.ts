export { Describer } from "./describer.ts";
export { StrategyLibrary } from "./strategy_library.ts";
