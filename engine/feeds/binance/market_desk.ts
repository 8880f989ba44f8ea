import type { CandleColumns, Timeframe } from "../../domain/mod.ts";
import { LATE_MS } from "./live_bars.ts";
import { MarketCounters } from "./market_counters.ts";
import { Message, StreamReader } from "./stream_reader.ts";
import { SymbolMarket, type SymbolMarketOwner } from "./symbol_market.ts";

/** A message that claims to be of so much later than now is none of this market's. */
export const MAX_AHEAD_MS = 24 * 3_600_000;
/** Symbols that were given up and whose last messages may still come. */
const MAX_FORMER = 1_000;

export interface MarketDeskOwner extends SymbolMarketOwner {
  /** A message made no sense; counted already. */
  garbage(fault: string): void;
  /** What comes is old, by the machine's clock: `clock` tells whether that is so. */
  doubt(): void;
}

/**
 * All markets of an exchange: gives each message to the market it is of, and keeps the exchange's
 * time. Everything that it goes by comes in through its methods, so that a recording of the calls
 * gives the same rows again.
 */
export class MarketDesk {
  readonly counters = new MarketCounters();
  readonly #owner: MarketDeskOwner;
  readonly #reader = new StreamReader();
  readonly #markets = new Map<string, SymbolMarket[]>();
  readonly #former = new Set<string>();
  /**
   * How far the machine's clock is ahead of the exchange's, at most: the smallest difference between
   * a message's arrival and its own time since the exchange's clock was read last.
   */
  #ahead = Infinity;

  constructor(owner: MarketDeskOwner) {
    this.#owner = owner;
  }

  /** What time it is at the exchange, as far as that is known; NaN before the first word. */
  now(receivedAt: number): number {
    return this.#ahead === Infinity ? NaN : receivedAt - this.#ahead;
  }

  find(symbol: string, base: Timeframe): SymbolMarket | undefined {
    return this.#markets.get(symbol)?.find((market) => market.base === base);
  }

  /** The market of a symbol with bars of that length, begun if need be. */
  open(symbol: string, base: Timeframe): SymbolMarket {
    const known = this.find(symbol, base);
    if (known) return known;
    const market = new SymbolMarket(symbol, base, this.#owner, this.counters);
    this.#markets.set(symbol, [...this.#markets.get(symbol) ?? [], market]);
    this.#former.delete(symbol);
    return market;
  }

  drop(market: SymbolMarket): void {
    const { symbol } = market;
    const others = this.#markets.get(symbol)?.filter((other) => other !== market) ?? [];
    if (others.length > 0) {
      this.#markets.set(symbol, others);
      return;
    }
    this.#markets.delete(symbol);
    if (this.#former.size >= MAX_FORMER) this.#former.clear();
    this.#former.add(symbol);
  }

  /** A message of a stream as it came. @returns the symbol it was of; empty where it was of none */
  message(text: string, receivedAt: number): string {
    const reader = this.#reader;
    this.counters.messages++;
    switch (reader.read(text)) {
      case Message.GARBAGE:
        this.counters.garbage++;
        this.#owner.garbage(reader.fault);
        return "";
      case Message.KLINE:
        return this.#kline(receivedAt);
      case Message.TRADE:
        return this.#trade(receivedAt);
      case Message.QUOTE:
        return this.#quote(receivedAt);
      default:
        return "";
    }
  }

  /** The exchange's clock was read. */
  clock(serverTime: number, receivedAt: number): void {
    this.#ahead = receivedAt - serverTime;
  }

  /** Base bars of a market, fetched; `serverTime` was read just before. */
  candles(
    market: SymbolMarket,
    candles: CandleColumns,
    serverTime: number,
    receivedAt: number,
  ): void {
    market.candles(candles, serverTime, Math.max(serverTime, this.now(receivedAt) || 0));
  }

  /** The connection is gone. */
  lost(): void {
    for (const markets of this.#markets.values()) for (const market of markets) market.lost();
  }

  #kline(receivedAt: number): string {
    const reader = this.#reader;
    const markets = this.#of(reader.symbol);
    if (!markets) return "";
    const now = this.#hear(reader.eventTime, receivedAt);
    if (Number.isNaN(now) || reader.openTime > reader.eventTime) return this.#untimely();
    for (let i = 0; i < markets.length; i++) {
      if (markets[i]!.base === reader.interval) markets[i]!.kline(reader, now);
    }
    return reader.symbol;
  }

  #trade(receivedAt: number): string {
    const reader = this.#reader;
    const markets = this.#of(reader.symbol);
    if (!markets) return "";
    const now = this.#hear(reader.eventTime, receivedAt);
    if (Number.isNaN(now) || reader.tradeTime > reader.eventTime) return this.#untimely();
    for (let i = 0; i < markets.length; i++) markets[i]!.trade(reader, now);
    return reader.symbol;
  }

  #quote(receivedAt: number): string {
    const reader = this.#reader;
    const markets = this.#of(reader.symbol);
    if (!markets) return "";
    const now = this.now(receivedAt);
    for (let i = 0; i < markets.length; i++) markets[i]!.quote(reader, receivedAt, now);
    return reader.symbol;
  }

  #of(symbol: string): SymbolMarket[] | undefined {
    const markets = this.#markets.get(symbol);
    if (markets) return markets;
    if (this.#former.has(symbol)) {
      this.counters.late++;
    } else {
      this.counters.garbage++;
      this.#owner.garbage(`a message of ${symbol}, which nobody asked for`);
    }
    return undefined;
  }

  #untimely(): string {
    const { symbol, eventTime } = this.#reader;
    this.counters.garbage++;
    this.#owner.garbage(`a message of ${symbol} from the future (its time is ${eventTime})`);
    return "";
  }

  /**
   * @returns market time as it is now, by the machine's clock, and never before the message's own; NaN
   *   for a message from the future
   */
  #hear(eventTime: number, receivedAt: number): number {
    const ahead = receivedAt - eventTime;
    if (this.#ahead - ahead > MAX_AHEAD_MS && this.#ahead !== Infinity) {
      this.#owner.doubt();
      return NaN;
    }
    if (ahead < this.#ahead) this.#ahead = ahead;
    if (ahead - this.#ahead > LATE_MS) this.#owner.doubt();
    return receivedAt - this.#ahead;
  }
}
