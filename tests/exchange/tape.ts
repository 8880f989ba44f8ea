import { barOpenTime, type Timeframe, timeframeMs } from "../../engine/domain/mod.ts";
import { bookAfter } from "./book.ts";
import { addTrade, emptyOf, type Kline } from "./kline.ts";
import { countUntil, type Market, type Minute, tradeIdAt } from "./market.ts";
import {
  aggTradeText,
  bookTickerText,
  klineText,
  type PrintedTrade,
  tradeText,
} from "./messages.ts";
import { hashText, mix } from "./noise.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
/** Klines are pushed every two seconds, those of one second every second. */
const PUSH_MS = 2_000;
/** A push comes so long after its second, from the least to the most. */
const [MIN_LAG_MS, LAG_RANGE_MS] = [5, 45];
/** In which second of a minute the next one's trades are made: another one for each symbol. */
const [PREPARE_FROM, PREPARE_RANGE] = [5, 50];

export type Publish = (stream: string, data: string) => void;

/** A kline stream: its forming bar, and the closed one that waits to be pushed. */
interface KlineStream {
  readonly name: string;
  readonly timeframe: Timeframe;
  readonly ms: number;
  bar: Kline | null;
  closed: Kline | null;
  isChanged: boolean;
}

/** One symbol going through time, and the messages of its streams that somebody listens to. */
export class Tape {
  readonly #market: Market;
  readonly #hash: number;
  readonly #names: { readonly trade: string; readonly aggTrade: string; readonly book: string };
  readonly #klines = new Map<string, KlineStream>();
  readonly #plain = new Set<string>();
  #minute: Minute | null;
  /** Index of the next trade, and the id of its first single one. */
  #next: number;
  #nextId: number;
  /** The next full second, and when what it brought is pushed. */
  #second: number;
  #push = Infinity;

  constructor(market: Market, now: number) {
    this.#market = market;
    const name = market.spec.code.toLowerCase();
    this.#hash = hashText(name);
    this.#names = {
      trade: `${name}@trade`,
      aggTrade: `${name}@aggTrade`,
      book: `${name}@bookTicker`,
    };
    this.#minute = market.minute(now);
    this.#next = this.#minute ? countUntil(this.#minute.trades.time, now + 1) : 0;
    this.#nextId = this.#minute ? tradeIdAt(this.#minute, this.#next) : 0;
    this.#second = now - now % SECOND + SECOND;
  }

  get isWanted(): boolean {
    return this.#klines.size + this.#plain.size > 0;
  }

  /** @param timeframe of a kline stream; null for the others */
  listen(stream: string, timeframe: Timeframe | null, now: number): void {
    if (timeframe === null) {
      this.#plain.add(stream);
      return;
    }
    const ms = timeframeMs(timeframe);
    const bar = this.#market.bar(barOpenTime(now, ms), ms, now + 1);
    const isChanged = bar !== null && bar.trades > 0;
    this.#klines.set(stream, { name: stream, timeframe, ms, bar, closed: null, isChanged });
  }

  ignore(stream: string): void {
    this.#plain.delete(stream);
    this.#klines.delete(stream);
  }

  /** Everything up to and including `to`. */
  advance(to: number, publish: Publish): void {
    for (;;) {
      const trade = this.#tradeTime();
      const next = Math.min(trade, this.#second, this.#push);
      if (next > to) return;
      if (next === this.#second) this.#passSecond();
      else if (next === this.#push) this.#pushKlines(publish);
      else this.#passTrade(publish);
    }
  }

  #tradeTime(): number {
    return this.#minute?.trades.time[this.#next] ?? Infinity;
  }

  #passSecond(): void {
    const at = this.#second;
    if (at % MINUTE === 0) this.#turnMinute(at);
    const second = at % MINUTE / SECOND;
    if (second === PREPARE_FROM + this.#hash % PREPARE_RANGE) this.#market.minute(at + MINUTE);
    for (const stream of this.#klines.values()) this.#turnBar(stream, at);
    this.#push = at + MIN_LAG_MS + mix(this.#hash, at / SECOND) % LAG_RANGE_MS;
    this.#second += SECOND;
  }

  #turnMinute(at: number): void {
    this.#minute = this.#market.minute(at);
    this.#next = 0;
    this.#nextId = this.#minute?.firstTrade ?? 0;
  }

  #turnBar(stream: KlineStream, at: number): void {
    if (stream.bar && stream.bar.time + stream.ms <= at) {
      stream.closed = stream.bar;
      stream.bar = null;
      stream.isChanged = false;
    }
    if (!stream.bar && this.#minute) {
      stream.bar = emptyOf(stream.timeframe, at, this.#priceBefore(at));
    }
  }

  #priceBefore(at: number): number {
    return this.#next > 0
      ? this.#minute!.trades.price[this.#next - 1]!
      : this.#market.source.priceBefore(barOpenTime(at, MINUTE));
  }

  #pushKlines(publish: Publish): void {
    const at = this.#push;
    this.#push = Infinity;
    const isEven = (at - at % SECOND) % PUSH_MS === 0;
    const { spec } = this.#market;
    for (const stream of this.#klines.values()) {
      const { name, timeframe, bar, closed, isChanged } = stream;
      if (closed) {
        stream.closed = null;
        publish(name, klineText(spec, timeframe, closed, true, at));
      } else if (bar && isChanged && (isEven || stream.ms < PUSH_MS)) {
        stream.isChanged = false;
        publish(name, klineText(spec, timeframe, bar, false, at));
      }
    }
  }

  #passTrade(publish: Publish): void {
    const { trades, firstAggregate } = this.#minute!;
    const i = this.#next++;
    const fills = trades.fills[i]!;
    const trade: PrintedTrade = {
      id: firstAggregate + i,
      price: trades.price[i]!,
      lots: trades.lots[i]!,
      time: trades.time[i]!,
      isSale: trades.isSale[i] === 1,
      firstId: this.#nextId,
      lastId: this.#nextId + fills - 1,
    };
    this.#nextId += fills;
    for (const stream of this.#klines.values()) {
      if (!stream.bar) continue;
      addTrade(stream.bar, trade.price, trade.lots, trade.isSale, trade.firstId, fills);
      stream.isChanged = true;
    }
    if (this.#plain.size > 0) this.#printTrade(trade, fills, publish);
  }

  #printTrade(trade: PrintedTrade, fills: number, publish: Publish): void {
    const { spec } = this.#market;
    const { trade: single, aggTrade, book } = this.#names;
    if (this.#plain.has(single)) {
      const each = Math.floor(trade.lots / fills);
      for (let i = 0; i < fills; i++) {
        const lots = i === 0 ? trade.lots - each * (fills - 1) : each;
        publish(single, tradeText(spec, trade, trade.firstId + i, lots, trade.time));
      }
    }
    if (this.#plain.has(aggTrade)) publish(aggTrade, aggTradeText(spec, trade, trade.time));
    if (!this.#plain.has(book)) return;
    const last = { aggregate: trade.id, price: trade.price, isSale: trade.isSale };
    publish(book, bookTickerText(spec, bookAfter(this.#market, last)));
  }
}
