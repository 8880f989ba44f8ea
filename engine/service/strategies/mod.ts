export { StrategyDesk } from "./strategy_desk.ts";
export { StrategyLibrary } from "./strategy_library.ts";
