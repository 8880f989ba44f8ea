/** Messages of an exchange as tests write them, and what a market makes of them. */
import { barOpenTime, type Timeframe, timeframeMs } from "../../engine/domain/mod.ts";
import { columnsOf } from "../../engine/feeds/binance/columns.ts";
import { type FinalBar, LiveBars } from "../../engine/feeds/binance/live_bars.ts";
import { MarketDesk } from "../../engine/feeds/binance/market_desk.ts";
import type { SymbolMarket } from "../../engine/feeds/binance/symbol_market.ts";
import { readRows, type Row } from "./market_rows.ts";

export const MINUTE = 60_000;
/** Beginning of a day. */
export const DAY = Date.UTC(2024, 0, 15);

export interface Trade {
  readonly id: number;
  readonly at: number;
  readonly price: number;
  readonly quantity: number;
}

const decimal = (value: number) => value.toFixed(8);

export function tradeText({ id, at, price, quantity }: Trade, symbol = "BTCUSDT"): string {
  const [p, q] = [decimal(price), decimal(quantity)];
  const data = {
    e: "aggTrade",
    E: at,
    s: symbol,
    a: id,
    p,
    q,
    f: id,
    l: id,
    T: at,
    m: true,
    M: true,
  };
  return JSON.stringify({ stream: `${symbol.toLowerCase()}@aggTrade`, data });
}

export interface KlineSays extends FinalBar {
  /** When it was sent. */
  readonly at: number;
  readonly closed: boolean;
  /** Number of its last trade; -1 without any. */
  readonly last: number;
  readonly interval?: Timeframe;
}

export function klineText(bar: KlineSays, symbol = "BTCUSDT"): string {
  const { time, open, high, low, close, volume, at, closed, last, interval = "1m" } = bar;
  const k = {
    t: time,
    T: time + timeframeMs(interval) - 1,
    s: symbol,
    i: interval,
    f: last < 0 ? -1 : 1,
    L: last,
    o: decimal(open),
    c: decimal(close),
    h: decimal(high),
    l: decimal(low),
    v: decimal(volume),
    n: last < 0 ? 0 : 1,
    x: closed,
    q: "0",
    V: "0",
    Q: "0",
    B: "0",
  };
  const stream = `${symbol.toLowerCase()}@kline_${interval}`;
  return JSON.stringify({ stream, data: { e: "kline", E: at, s: symbol, k } });
}

export function quoteText(u: number, bid: number, ask: number, symbol = "BTCUSDT"): string {
  const data = { u, s: symbol, b: decimal(bid), B: "1.0", a: decimal(ask), A: "1.0" };
  return JSON.stringify({ stream: `${symbol.toLowerCase()}@bookTicker`, data });
}

/** What trades make, as an exchange would say it. */
export function barOf(time: number, trades: readonly Trade[], before: number): FinalBar {
  const prices = trades.map(({ price }) => price);
  if (prices.length === 0) {
    return { time, open: before, high: before, low: before, close: before, volume: 0 };
  }
  return {
    time,
    open: prices[0]!,
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1)!,
    volume: Number(trades.reduce((sum, { quantity }) => sum + quantity, 0).toFixed(8)),
  };
}

/** A market by itself, with what it asked for and said. */
export class MarketBench {
  readonly desk: MarketDesk;
  readonly market: SymbolMarket;
  readonly needs: { from: number; tries: number }[] = [];
  readonly gaps: [from: number, to: number][] = [];
  readonly finished: FinalBar[] = [];
  readonly faults: string[] = [];
  doubts = 0;
  lives = 0;
  /** The machine's clock; the exchange's is `offset` behind. */
  now = DAY;
  readonly offset: number;

  constructor(offset = 1_234) {
    this.offset = offset;
    this.desk = new MarketDesk({
      need: (_market, from, tries) => void this.needs.push({ from, tries }),
      heard() {},
      finished: (_market, bar) => void this.finished.push(bar),
      gap: (_market, from, to) => void this.gaps.push([from, to]),
      live: () => void this.lives++,
      garbage: (fault) => void this.faults.push(fault),
      doubt: () => void this.doubts++,
    });
    this.market = this.desk.open("BTCUSDT", "1m");
  }

  /** The first answer: bars up to `time`, all at 100. */
  sync(time: number, bars = 5): void {
    const past = Array.from({ length: bars }, (_, i) => flatBar(time - (bars - i) * MINUTE));
    this.answer(past, time);
  }

  join(timeframe: Timeframe = "1m"): LiveBars {
    const bars = new LiveBars(timeframeMs(timeframe), MINUTE);
    this.market.join(bars, this.desk.now(this.now));
    return bars;
  }

  /** A message that is under way no time. */
  send(text: string, exchangeTime: number): void {
    this.now = exchangeTime + this.offset;
    this.desk.message(text, this.now);
  }

  trade(trade: Trade): void {
    this.send(tradeText(trade), trade.at);
  }

  kline(bar: KlineSays): void {
    this.send(klineText(bar), bar.at);
  }

  quote(u: number, bid: number, ask: number, at: number): void {
    this.send(quoteText(u, bid, ask), at);
  }

  /** An answer of the exchange that takes no time; `forming` says whether the bar at hand comes along. */
  answer(bars: readonly FinalBar[], serverTime: number, forming = true): void {
    const rows = forming ? [...bars, flatBar(barOpenTime(serverTime, MINUTE))] : bars;
    this.now = serverTime + this.offset;
    this.desk.clock(serverTime, this.now);
    this.desk.candles(this.market, columnsOf(rows), serverTime, this.now);
  }
}

export const flatBar = (time: number, price = 100): FinalBar => ({
  time,
  open: price,
  high: price,
  low: price,
  close: price,
  volume: 1,
});

/** A row in short: `OPEN 00:05 100 100 100 100 v0`. */
export function brief(row: Row): string {
  const minute = new Date(row.time).toISOString().slice(11, 16);
  return `${row.kind} ${minute} ${row.open} ${row.high} ${row.low} ${row.close} v${row.volume}`;
}

export function taken(bars: LiveBars): Row[] {
  return readRows(bars.rows.take());
}
