export * from "./aggregator.ts";
export * from "./candle_window.ts";
export * from "./catalogue.ts";
export * from "./market_view.ts";
export * from "./volatility.ts";
export * from "./volume.ts";
