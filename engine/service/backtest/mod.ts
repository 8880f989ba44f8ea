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
