export { BacktestChecker } from "./backtest_checker.ts";
export * from "./check_state.ts";
