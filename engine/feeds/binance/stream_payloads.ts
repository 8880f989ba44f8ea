import { barOpenTime, isTimeframe, type Timeframe, timeframeMs } from "../../domain/mod.ts";
import { type Fields, seen, type StreamChecks } from "./stream_checks.ts";
import type { StreamFields } from "./stream_fields.ts";
import { Message, type MessageKind } from "./stream_messages.ts";
import { isSymbol, type Topic } from "./stream_topics.ts";

// All of a payload is read before any of it is written: a message with a fault leaves no number.

/** A bar as it stands. OTHER when its length is none that is read here, such as a month. */
export function readKline(
  into: StreamFields,
  check: StreamChecks,
  data: Fields,
  topic?: Topic,
): MessageKind {
  const symbol = symbolOf(check, data, topic);
  const k = check.object("k", data.k);
  if (k === undefined) return Message.GARBAGE;
  const interval = intervalOf(check, k, topic);
  if (interval === undefined) return Message.OTHER;
  if (k.s !== symbol) check.refuse("k.s", k.s, symbol);
  const eventTime = check.time("E", data.E);
  const openTime = openTimeOf(check, k, timeframeMs(interval));
  const open = check.price("k.o", k.o);
  const high = check.price("k.h", k.h);
  const low = check.price("k.l", k.l);
  const close = check.price("k.c", k.c);
  const volume = check.quantity("k.v", k.v);
  const lastTradeId = check.id("k.L", k.L, -1);
  const closed = check.flag("k.x", k.x);
  if (!(low <= open && open <= high)) check.refuse("k.o", k.o, `within ${low} to ${high}`);
  if (!(low <= close && close <= high)) check.refuse("k.c", k.c, `within ${low} to ${high}`);
  if (check.fault !== "") return Message.GARBAGE;
  into.symbol = symbol;
  into.interval = interval;
  into.eventTime = eventTime;
  into.openTime = openTime;
  into.open = open;
  into.high = high;
  into.low = low;
  into.close = close;
  into.volume = volume;
  into.lastTradeId = lastTradeId;
  into.closed = closed;
  return Message.KLINE;
}

export function readTrade(
  into: StreamFields,
  check: StreamChecks,
  data: Fields,
  topic?: Topic,
): MessageKind {
  const symbol = symbolOf(check, data, topic);
  const eventTime = check.time("E", data.E);
  const tradeTime = check.time("T", data.T);
  const tradeId = check.id("a", data.a);
  const firstTradeId = check.id("f", data.f);
  const lastTradeId = check.id("l", data.l);
  const price = check.price("p", data.p);
  const quantity = check.quantity("q", data.q);
  const buyerIsMaker = check.flag("m", data.m);
  if (!(firstTradeId <= lastTradeId)) check.refuse("l", data.l, `${seen(data.f)} or more`);
  if (check.fault !== "") return Message.GARBAGE;
  into.symbol = symbol;
  into.eventTime = eventTime;
  into.tradeTime = tradeTime;
  into.tradeId = tradeId;
  into.firstTradeId = firstTradeId;
  into.lastTradeId = lastTradeId;
  into.price = price;
  into.quantity = quantity;
  into.buyerIsMaker = buyerIsMaker;
  return Message.TRADE;
}

export function readQuote(
  into: StreamFields,
  check: StreamChecks,
  data: Fields,
  topic?: Topic,
): MessageKind {
  const symbol = symbolOf(check, data, topic);
  const updateId = check.id("u", data.u);
  const bid = check.price("b", data.b);
  const bidQuantity = check.quantity("B", data.B);
  const ask = check.price("a", data.a);
  const askQuantity = check.quantity("A", data.A);
  if (!(bid < ask)) check.refuse("b", data.b, `below the ask ${seen(data.a)}`);
  if (check.fault !== "") return Message.GARBAGE;
  into.symbol = symbol;
  into.updateId = updateId;
  into.bid = bid;
  into.bidQuantity = bidQuantity;
  into.ask = ask;
  into.askQuantity = askQuantity;
  return Message.QUOTE;
}

/** The stream's own text of the symbol where there is one: it is kept, and the payload's can go. */
function symbolOf(check: StreamChecks, data: Fields, topic: Topic | undefined): string {
  const symbol = data.s;
  if (topic !== undefined) {
    if (symbol !== topic.symbol) check.refuse("s", symbol, topic.symbol);
    return topic.symbol;
  }
  if (typeof symbol === "string" && isSymbol(symbol)) return symbol;
  check.refuse("s", symbol, "a symbol in upper case");
  return "";
}

/** Undefined for bars that are not read, and where there is a fault. */
function intervalOf(
  check: StreamChecks,
  k: Fields,
  topic: Topic | undefined,
): Timeframe | undefined {
  if (topic?.interval !== undefined) {
    if (k.i !== topic.interval) check.refuse("k.i", k.i, topic.interval);
    return topic.interval;
  }
  if (typeof k.i !== "string") check.refuse("k.i", k.i, "an interval");
  else if (isTimeframe(k.i)) return k.i;
  return undefined;
}

function openTimeOf(check: StreamChecks, k: Fields, barMs: number): number {
  const openTime = check.time("k.t", k.t);
  if (barOpenTime(openTime, barMs) !== openTime) check.refuse("k.t", k.t, "the beginning of a bar");
  if (k.T !== openTime + barMs - 1) check.refuse("k.T", k.T, "the end of the bar");
  return openTime;
}
