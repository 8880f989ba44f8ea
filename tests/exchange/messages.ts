/** The texts of the streams, with the fields in the exchange's own order. */
import type { Timeframe } from "../../engine/domain/mod.ts";
import type { BookTop } from "./book.ts";
import { decimal } from "./decimals.ts";
import type { Kline } from "./kline.ts";
import type { SymbolSpec } from "./symbol_spec.ts";

export interface PrintedTrade {
  readonly id: number;
  readonly price: number;
  readonly lots: number;
  readonly time: number;
  readonly isSale: boolean;
  /** Of an aggregate trade: ids of its first and last single one. */
  readonly firstId: number;
  readonly lastId: number;
}

export function klineText(
  spec: SymbolSpec,
  timeframe: Timeframe,
  bar: Kline,
  isClosed: boolean,
  eventTime: number,
): string {
  const [p, q] = [spec.priceDigits, spec.quantityDigits];
  return `{"e":"kline","E":${eventTime},"s":"${spec.code}","k":{"t":${bar.time},` +
    `"T":${bar.time + bar.ms - 1},"s":"${spec.code}","i":"${timeframe}",` +
    `"f":${bar.firstId},"L":${bar.lastId},"o":"${decimal(bar.open, p)}",` +
    `"c":"${decimal(bar.close, p)}","h":"${decimal(bar.high, p)}","l":"${decimal(bar.low, p)}",` +
    `"v":"${decimal(bar.lots, q)}","n":${bar.trades},"x":${isClosed},` +
    `"q":"${decimal(bar.quote, p + q)}","V":"${decimal(bar.takerLots, q)}",` +
    `"Q":"${decimal(bar.takerQuote, p + q)}","B":"0"}}`;
}

export function aggTradeText(spec: SymbolSpec, trade: PrintedTrade, eventTime: number): string {
  return `{"e":"aggTrade","E":${eventTime},"s":"${spec.code}",${aggTradeFields(spec, trade)}}`;
}

/** As REST prints it, too. */
export function aggTradeFields(spec: SymbolSpec, trade: PrintedTrade): string {
  return `"a":${trade.id},"p":"${decimal(trade.price, spec.priceDigits)}",` +
    `"q":"${decimal(trade.lots, spec.quantityDigits)}","f":${trade.firstId},"l":${trade.lastId},` +
    `"T":${trade.time},"m":${trade.isSale},"M":true`;
}

/** The part of an aggregate trade that is one single trade. */
export function tradeText(
  spec: SymbolSpec,
  trade: PrintedTrade,
  id: number,
  lots: number,
  eventTime: number,
): string {
  return `{"e":"trade","E":${eventTime},"s":"${spec.code}","t":${id},` +
    `"p":"${decimal(trade.price, spec.priceDigits)}",` +
    `"q":"${decimal(lots, spec.quantityDigits)}","T":${trade.time},"m":${trade.isSale},"M":true}`;
}

export function bookTickerText(spec: SymbolSpec, top: BookTop): string {
  const [p, q] = [spec.priceDigits, spec.quantityDigits];
  return `{"u":${top.updateId},"s":"${spec.code}","b":"${decimal(top.bid, p)}",` +
    `"B":"${decimal(top.bidLots, q)}","a":"${decimal(top.ask, p)}","A":"${
      decimal(top.askLots, q)
    }"}`;
}

export function shutdownText(eventTime: number): string {
  return `{"e":"serverShutdown","E":${eventTime}}`;
}
