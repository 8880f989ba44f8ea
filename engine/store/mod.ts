export * from "./backtests/backtest_store.ts";
export type { KeptBody } from "./results/result_file.ts";
export * from "./studies/study_store.ts";
export { STORE_LIMITS, type StoreLimits } from "./limits.ts";
export { openMarketStore } from "./market_sqlite.ts";
export { openStore } from "./sqlite_store.ts";
export * from "./market_store.ts";
export * from "./store.ts";
export { StoreError } from "./store_error.ts";
