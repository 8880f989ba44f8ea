export * from "./binance/mod.ts";
export * from "./feed.ts";
export * from "./recording/mod.ts";
export * from "./replay/mod.ts";
export * from "./simulated/mod.ts";
