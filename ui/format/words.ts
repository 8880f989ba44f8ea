import type {
  AssetClass,
  DecideOn,
  Feed,
  FeedStatus,
  OrderPurpose,
  RunnerStatus,
  Side,
  StrategyState,
} from "../operations/operations.ts";

export const STATUS_WORDS: Readonly<Record<RunnerStatus, string>> = {
  RUNNING: "Running",
  PAUSED: "Paused",
  STOPPED: "Stopped",
  FAILED: "Failed",
};

export const STATE_WORDS: Readonly<Record<StrategyState, string>> = {
  IDLE: "Idle",
  ANALYZING: "Analyzing",
  IN_POSITION: "In position",
};

export const FEED_WORDS: Readonly<Record<Feed, string>> = {
  SIMULATED: "Simulated",
  BINANCE_US: "Binance US",
  BINANCE: "Binance",
  REPLAY: "Replay",
};

export const FEED_STATUS_WORDS: Readonly<Record<FeedStatus, string>> = {
  CONNECTING: "Connecting",
  LIVE: "Live",
  STALE: "Stale",
  RECONNECTING: "Reconnecting",
  DOWN: "Down",
  ENDED: "Ended",
};

export const ASSET_CLASS_WORDS: Readonly<Record<AssetClass, string>> = {
  CRYPTO: "Crypto",
  STOCK: "Stocks",
  FOREX: "Forex",
};

export const SIDE_WORDS: Readonly<Record<Side, string>> = { LONG: "Long", SHORT: "Short" };

export const DECIDE_ON_WORDS: Readonly<Record<DecideOn, string>> = {
  CANDLE: "Closed candles",
  TICK: "Every tick",
};

export const PURPOSE_WORDS: Readonly<Record<OrderPurpose, string>> = {
  ENTRY: "Entry",
  ADD: "Add",
  EXIT: "Exit",
  STOP_LOSS: "Stop loss",
  TAKE_PROFIT: "Take profit",
  REVERSE: "Reverse",
  FLATTEN: "Close",
  LIQUIDATION: "Liquidation",
};

const ACRONYMS = /\b(adx|atr|ema|macd|obv|r|rsi|sma|vwap|wma)\b/g;

/** Reasons of one word that the engine gives, not the strategy, as the order's purpose is called. */
const OWN_REASONS: ReadonlyMap<string, string> = new Map([
  ["exit", PURPOSE_WORDS.EXIT],
  ["flattened", PURPOSE_WORDS.FLATTEN],
  ["liquidation", PURPOSE_WORDS.LIQUIDATION],
  ["reverse", PURPOSE_WORDS.REVERSE],
]);

/** A reason as a person writes it: names such as `stop_loss` become words, sentences stay. */
export function reasonWords(reason: string | null): string {
  const own = OWN_REASONS.get(reason ?? "");
  if (own !== undefined) return own;
  return reason !== null && /^[A-Z_]+$|^[a-z]+(_[a-z]+)+$/.test(reason)
    ? plain(reason)
    : reason ?? "";
}

/** `ema_crossover` as a person writes it: `EMA crossover`. */
export function plain(name: string): string {
  const words = name.replaceAll("_", " ").toLowerCase()
    .replace(ACRONYMS, (letters) => letters.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
