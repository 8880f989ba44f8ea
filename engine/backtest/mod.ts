export * from "./backtest.ts";
export * from "./event_log.ts";
export * from "./job.ts";
export * from "./tape.ts";
