export { type BinanceFeed, type BinanceFeedOptions, createBinanceFeed } from "./binance_feed.ts";
export { BINANCE, BINANCE_US, type Exchange } from "./exchanges.ts";
export type { HttpAnswer, Network } from "./network.ts";
export { platformNetwork } from "./platform_network.ts";
export type { Recorder } from "./recorder.ts";
export * from "./rest_api.ts";
export { createRestClient } from "./rest_client.ts";
export { type CandlePage, fetchCandles } from "./rest_pages.ts";
export { SETTLE_MS } from "./settled.ts";
