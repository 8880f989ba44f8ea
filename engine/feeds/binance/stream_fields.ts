import type { Timeframe } from "../../domain/mod.ts";

/** What messages say: one of each, so that nothing is made for a message. Times are UTC epoch ms. */
export class StreamFields {
  /** Upper case; empty where the message is not about one. */
  symbol = "";

  /** KLINE and TRADE: when the exchange sent it. */
  eventTime = 0;
  /** KLINE and TRADE: of the single trades in it, the last; -1 for a bar without trades. */
  lastTradeId = 0;

  /** KLINE: length of the bar. */
  interval: Timeframe = "1m";
  /** KLINE */
  openTime = 0;
  /** KLINE */
  open = 0;
  /** KLINE */
  high = 0;
  /** KLINE */
  low = 0;
  /** KLINE */
  close = 0;
  /** KLINE: of the base. */
  volume = 0;
  /** KLINE: true for the last message about the bar. */
  closed = false;

  /** TRADE: when it was made. */
  tradeTime = 0;
  /** TRADE: counts up by one within a symbol. */
  tradeId = 0;
  /** TRADE: of the single trades in it, the first. */
  firstTradeId = 0;
  /** TRADE */
  price = 0;
  /** TRADE */
  quantity = 0;
  /** TRADE: true when the seller took what a buyer had offered. */
  buyerIsMaker = false;

  /** QUOTE: a later one has a larger number. */
  updateId = 0;
  /** QUOTE */
  bid = 0;
  /** QUOTE */
  bidQuantity = 0;
  /** QUOTE */
  ask = 0;
  /** QUOTE */
  askQuantity = 0;

  /** ANSWER: which request; NaN where it does not say. */
  requestId = NaN;
  /** ANSWER: a sentence, or null when the exchange did what it was asked. */
  error: string | null = null;
}
