import { barOpenTime, type Timeframe, timeframeMs } from "../../engine/domain/mod.ts";

/** A candle in ticks and lots, as it is added up from trades. */
export interface Kline {
  /** Open time and the length of the bar. */
  readonly time: number;
  readonly ms: number;
  open: number;
  high: number;
  low: number;
  close: number;
  lots: number;
  takerLots: number;
  /** Ticks × lots; a day of them is more than a double counts. */
  quote: bigint;
  takerQuote: bigint;
  trades: number;
  /** Ids of the first and last trade; −1 without any. */
  firstId: number;
  lastId: number;
}

/** Bar of that length that holds `time`, without a trade yet: all prices are the one before. */
export function emptyKline(time: number, ms: number, price: number): Kline {
  return {
    time: barOpenTime(time, ms),
    ms,
    open: price,
    high: price,
    low: price,
    close: price,
    lots: 0,
    takerLots: 0,
    quote: 0n,
    takerQuote: 0n,
    trades: 0,
    firstId: -1,
    lastId: -1,
  };
}

export function emptyOf(timeframe: Timeframe, time: number, price: number): Kline {
  return emptyKline(time, timeframeMs(timeframe), price);
}

/** Adds an aggregate trade, whose single trades have the ids from `firstId` on. */
export function addTrade(
  bar: Kline,
  price: number,
  lots: number,
  isSale: boolean,
  firstId: number,
  fills: number,
): void {
  if (bar.trades === 0) {
    bar.open = bar.high = bar.low = price;
    bar.firstId = firstId;
  }
  if (price > bar.high) bar.high = price;
  if (price < bar.low) bar.low = price;
  bar.close = price;
  bar.lots += lots;
  bar.trades += fills;
  bar.lastId = firstId + fills - 1;
  const quote = BigInt(price * lots);
  bar.quote += quote;
  if (isSale) return;
  bar.takerLots += lots;
  bar.takerQuote += quote;
}

/** Adds a bar that comes later. */
export function addBar(bar: Kline, later: Kline): void {
  if (later.trades === 0) return;
  if (bar.trades === 0) {
    bar.open = later.open;
    bar.high = later.high;
    bar.low = later.low;
    bar.firstId = later.firstId;
  }
  bar.high = Math.max(bar.high, later.high);
  bar.low = Math.min(bar.low, later.low);
  bar.close = later.close;
  bar.lots += later.lots;
  bar.takerLots += later.takerLots;
  bar.quote += later.quote;
  bar.takerQuote += later.takerQuote;
  bar.trades += later.trades;
  bar.lastId = later.lastId;
}
