export { type BacktestFile, fileMarket, type FileRules, sortBacktestFiles } from "./files.ts";
export {
  type BacktestRange,
  checkBars,
  type DataOrigin,
  type LoadedMarket,
  rangeText,
  usualTimeframe,
} from "./loaded_market.ts";
export { storedMarket, type StoredRules } from "./stored.ts";
export { type BacktestTerms, backtestTerms, type BacktestTermsInput } from "./terms.ts";
export { askedCandles } from "./asked_candles.ts";
export * from "./backtest_api.ts";
export { BacktestDesk, type BacktestDeskOptions } from "./backtest_desk.ts";
export { candlesAgain, otherCandles } from "./candles_again.ts";
export { infoSettings } from "./info_settings.ts";
export { MarketSources, type OwnCandles, storedCandles } from "./market_sources.ts";
export * from "./chart/mod.ts";
export type { BacktestChecks, CheckInput } from "./checks/mod.ts";
export * from "./prepared_backtest.ts";
