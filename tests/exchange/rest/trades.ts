import { bookAfter, lotsAt } from "../book.ts";
import { decimal } from "../decimals.ts";
import { type Market, type Minute, tradeIdAt } from "../market.ts";
import { aggTradeFields } from "../messages.ts";
import { marketOf, type RestContext } from "./context.ts";
import type { Parameters } from "./parameters.ts";

const MINUTE = 60_000;

/** `GET /api/v3/aggTrades`: from an id or a time on, or the newest. */
export function aggTrades(parameters: Parameters, { model, now }: RestContext): string {
  const symbol = parameters.required("symbol", parameters.symbol("symbol"));
  const fromId = parameters.whole("fromId");
  const from = parameters.whole("startTime");
  const to = Math.min(parameters.whole("endTime") ?? now, now);
  const limit = parameters.limit(500, 1_000);
  parameters.done();
  const market = marketOf(model, symbol);
  if (fromId === undefined && from === undefined) return newest(market, to, limit);
  const rows: string[] = [];
  const start = fromId === undefined ? from! : market.minuteOfAggregate(fromId, now) ?? Infinity;
  for (let at = Math.max(start - start % MINUTE, market.source.first); at <= to; at += MINUTE) {
    const minute = market.minute(at);
    if (minute) rows.push(...rowsOf(market, minute, fromId ?? 0, from ?? 0, to));
    if (rows.length >= limit) break;
  }
  return `[${rows.slice(0, limit).join(",")}]`;
}

function newest(market: Market, to: number, limit: number): string {
  const minutes: string[][] = [];
  let count = 0;
  for (let at = to - to % MINUTE; at >= market.source.first && count < limit; at -= MINUTE) {
    const minute = market.minute(at);
    if (!minute) continue;
    const rows = rowsOf(market, minute, 0, 0, to);
    minutes.unshift(rows);
    count += rows.length;
  }
  return `[${minutes.flat().slice(-limit).join(",")}]`;
}

/** The minute's trades with at least that id, within the times, both inclusive. */
function rowsOf(
  { spec }: Market,
  minute: Minute,
  fromId: number,
  from: number,
  to: number,
): string[] {
  const { trades, firstAggregate } = minute;
  const rows: string[] = [];
  let firstId = tradeIdAt(minute, 0);
  for (let i = 0; i < trades.count; i++) {
    const [id, time, fills] = [firstAggregate + i, trades.time[i]!, trades.fills[i]!];
    const lastId = firstId + fills - 1;
    if (id >= fromId && time >= from && time <= to) {
      const [price, lots, isSale] = [trades.price[i]!, trades.lots[i]!, trades.isSale[i] === 1];
      rows.push(`{${aggTradeFields(spec, { id, price, lots, time, isSale, firstId, lastId })}}`);
    }
    firstId += fills;
  }
  return rows;
}

/** `GET /api/v3/ticker/bookTicker` */
export function bookTicker(parameters: Parameters, { model, now }: RestContext): string {
  const symbol = parameters.symbol("symbol");
  parameters.done();
  if (symbol !== undefined) return JSON.stringify(topOf(marketOf(model, symbol), now));
  return JSON.stringify([...model.markets.values()].map((market) => topOf(market, now)));
}

function topOf(market: Market, now: number) {
  const { code, priceDigits, quantityDigits } = market.spec;
  const top = bookAfter(market, market.lastTrade(now));
  return {
    symbol: code,
    bidPrice: decimal(top.bid, priceDigits),
    bidQty: decimal(top.bidLots, quantityDigits),
    askPrice: decimal(top.ask, priceDigits),
    askQty: decimal(top.askLots, quantityDigits),
  };
}

/** `GET /api/v3/depth`: a level a tick. */
export function depth(parameters: Parameters, { model, now }: RestContext): string {
  const symbol = parameters.required("symbol", parameters.symbol("symbol"));
  const limit = parameters.limit(100, 5_000);
  parameters.done();
  const market = marketOf(model, symbol);
  const { priceDigits, quantityDigits } = market.spec;
  const last = market.lastTrade(now);
  const top = bookAfter(market, last);
  const levels = (side: number, best: number, step: number) => {
    const count = step < 0 ? Math.min(limit, best) : limit;
    return Array.from({ length: count }, (_, level) => [
      decimal(best + level * step, priceDigits),
      decimal(lotsAt(market, last.aggregate, side, level), quantityDigits),
    ]);
  };
  return JSON.stringify({
    lastUpdateId: top.updateId,
    bids: levels(1, top.bid, -1),
    asks: levels(2, top.ask, 1),
  });
}
