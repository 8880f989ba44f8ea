export * from "./aggregator.ts";
export * from "./candle_sum.ts";
export * from "./candle_window.ts";
export * from "./catalogue.ts";
export * from "./inner_candles.ts";
export * from "./inner_timeframe.ts";
export * from "./market_view.ts";
export * from "./volatility.ts";
