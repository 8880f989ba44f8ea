import type { Timeframe } from "../../domain/mod.ts";

/** Names of an exchange's streams. Symbols are in lower case there. */
export const klineStream = (symbol: string, interval: Timeframe): string =>
  `${symbol.toLowerCase()}@kline_${interval}`;

/** Trades, those of one order at one price taken together. */
export const tradeStream = (symbol: string): string => `${symbol.toLowerCase()}@aggTrade`;

/** Best bid and ask. */
export const quoteStream = (symbol: string): string => `${symbol.toLowerCase()}@bookTicker`;
