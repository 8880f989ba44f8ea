import { plain } from "./words.ts";

/** Why an order was rejected, canceled or expired, in a few words; its sentence says the rest. */
export const CODE_WORDS: Readonly<Record<string, string>> = {
  PRICE_STEP: "Off the price step",
  PRICE_INVALID: "No valid price",
  QUANTITY_STEP: "Off the quantity step",
  QUANTITY_TOO_SMALL: "Quantity too small",
  QUANTITY_TOO_LARGE: "Quantity too large",
  MIN_NOTIONAL: "Worth too little",
  QUANTITY_EXCEEDS_POSITION: "More than is held",
  STOP_PRICE_SIDE: "Trigger on the wrong side",
  STOP_LOSS_SIDE: "Stop loss on the wrong side",
  TAKE_PROFIT_SIDE: "Take profit on the wrong side",
  EXPIRY_INVALID: "No valid end",
  EXPIRY_PASSED: "Its time is over",
  INSUFFICIENT_FUNDS: "Not enough margin",
  TOO_MANY_ORDERS: "Too many orders",
  TOO_MANY_ENTRIES: "Too many entries",
  POST_ONLY_WOULD_TAKE: "Would have traded at once",

  NO_STOP_LOSS: "No stop loss to size by",
  VOLATILITY_UNKNOWN: "Volatility not known yet",
  KELLY_NOT_POSITIVE: "No edge to size by",
  MAX_POSITION: "Position limit",
  MAX_EXPOSURE: "Exposure limit",
  MAX_OPEN_POSITIONS: "Limit of open positions",
  MAX_DAILY_LOSS: "Daily loss limit",
  MAX_DRAWDOWN: "Drawdown limit",
  MAX_CONSECUTIVE_LOSSES: "Losses in a row",
  COOLDOWN: "Cooling down",
  ORDER_RATE: "Too many orders a minute",
  PRICE_COLLAR: "Too far from the market",
  ENGINE_MAX_OPEN_POSITIONS: "Engine's limit of positions",
  ENGINE_MAX_EXPOSURE: "Engine's exposure limit",
  ENGINE_MAX_SYMBOL_EXPOSURE: "Engine's limit for the symbol",

  OCO: "The other one was filled",
  POSITION_CLOSED: "Position closed",
  REDUCE_ONLY: "Nothing left to close",
  REPLACED: "Replaced",
  LEVEL_REMOVED: "Level taken away",
  STRATEGY: "By the strategy",
  USER: "By the user",
  ANALYSIS_CANCELED: "Analysis given up",
  TIME_UP: "Time is up",
  IOC_UNFILLED: "Not filled at once",
  FOK_UNFILLED: "Not filled whole at once",
  RUNNER_PAUSED: "Runner paused",
  RUNNER_STOPPED: "Runner stopped",
  FEED_STALE: "Feed cut off",
  ENGINE_REDUCING: "Engine: exits only",
  ENGINE_HALTED: "Engine: halted",
};

/** One that is not known is shown as it is named. */
export function codeWords(code: string): string {
  return CODE_WORDS[code] ?? plain(code);
}
