import { barOpenTime, type CandleColumns, type Timeframe, timeframeMs } from "../../domain/mod.ts";
import { GrowingBar } from "./growing_bar.ts";
import { type FinalBar, LATE_MS, type LiveBars } from "./live_bars.ts";
import type { MarketCounters } from "./market_counters.ts";
import { SETTLE_MS } from "./settled.ts";
import type { StreamReader } from "./stream_reader.ts";

/** So long after a bar's end its last word may come before it counts as lost; market time. */
const CLOSE_GRACE_MS = 3_000;
/** Finished bars that are kept while an earlier one is being fetched. */
const MAX_HELD = 1_500;
/** How often the exchange is asked for a bar before it counts as one that it does not have. */
export const MAX_TRIES = 4;
/** A new quote alone makes a row at most so often; milliseconds of the machine's clock. */
const QUOTE_ROW_MS = 1_000;

/** What a symbol's market needs from its surroundings. */
export interface SymbolMarketOwner {
  /** Finished base bars from `from` on are missing; answered by `SymbolMarket.candles`. */
  need(market: SymbolMarket, from: number, tries: number): void;
  /** A kline or a trade has come: the market is not silent. */
  heard(market: SymbolMarket): void;
  /** A base bar is over. */
  finished(market: SymbolMarket, bar: FinalBar): void;
  /** The exchange has no bars from `from` up to `to`. */
  gap(market: SymbolMarket, from: number, to: number): void;
  /** All is known up to now: rows come from here on. */
  live(market: SymbolMarket): void;
}

/**
 * One symbol's bars of the base timeframe, put together from klines, trades, quotes and answers of
 * the exchange: each bar once, in order, without a hole that the exchange could have filled.
 *
 * Pure: the same calls give the same rows. Times are the exchange's, except `receivedAt`.
 */
export class SymbolMarket {
  readonly symbol: string;
  readonly base: Timeframe;
  readonly baseMs: number;
  readonly #owner: SymbolMarketOwner;
  readonly #counters: MarketCounters;
  readonly #streams = new Set<LiveBars>();
  /** Open time of the next bar to be finished; NaN before the first answer. */
  #expected = NaN;
  /** False while bars before the newest word are missing. */
  #live = false;
  /** What is known of the bar at `#expected`, and of one after it. */
  readonly #bar = new GrowingBar();
  readonly #next = new GrowingBar();
  /** Whether the streams know of the bar at `#expected`. */
  #begun = false;
  readonly #held = new Map<number, FinalBar>();
  #tries = 0;
  /** Bars that began before this market time were not seen to begin. */
  #blindUntil = Infinity;
  #bid = NaN;
  #ask = NaN;
  #updateId = -1;
  #tradeId = NaN;
  #lastRowAt = -Infinity;

  constructor(
    symbol: string,
    base: Timeframe,
    owner: SymbolMarketOwner,
    counters: MarketCounters,
  ) {
    this.symbol = symbol;
    this.base = base;
    this.baseMs = timeframeMs(base);
    this.#owner = owner;
    this.#counters = counters;
  }

  /** Open time of the next bar to be finished: all before it is known. NaN before the first answer. */
  get expected(): number {
    return this.#expected;
  }

  get isLive(): boolean {
    return this.#live;
  }

  /** Rows go to `stream` from now on; it has been given all bars before `expected`. */
  join(stream: LiveBars, now: number): void {
    this.#streams.add(stream);
    if (this.#live && this.#begun) stream.begin(this.#bar, this.#bid, this.#ask, false, now);
  }

  leave(stream: LiveBars): void {
    this.#streams.delete(stream);
  }

  /** The connection is gone: what comes next may follow a hole. */
  lost(): void {
    this.#live = false;
    this.#blindUntil = Infinity;
    this.#updateId = -1;
    this.#tries = 0;
    this.#next.clear();
  }

  /** Asks the exchange again, as for a symbol that has fallen silent. */
  recheck(): void {
    if (this.#live) this.#wait();
  }

  kline(reader: StreamReader, now: number): void {
    this.#owner.heard(this);
    const { openTime } = reader;
    if (openTime < this.#expected) {
      if (reader.closed) this.#counters.duplicates++;
      else this.#counters.late++;
    } else if (!this.#live) {
      this.#hold(reader, now);
      this.#resolve(now);
    } else if (openTime === this.#expected) {
      this.#bar.kline(reader, now, this.#bid, this.#ask);
      if (reader.closed) this.#close(reader, now);
      else this.#show(reader.eventTime, now);
    } else {
      this.#hold(reader, now);
      const patient = openTime === this.#expected + this.baseMs &&
        now - openTime <= CLOSE_GRACE_MS;
      if (!patient) this.#wait();
    }
  }

  trade(reader: StreamReader, now: number): void {
    this.#owner.heard(this);
    const { tradeId } = reader;
    if (tradeId <= this.#tradeId) {
      this.#counters.duplicates++;
      return;
    }
    const inOrder = tradeId === this.#tradeId + 1;
    if (!inOrder && !Number.isNaN(this.#tradeId)) {
      this.#counters.missedTrades += tradeId - this.#tradeId - 1;
    }
    this.#tradeId = tradeId;
    if (!this.#live) return;
    const time = barOpenTime(reader.tradeTime, this.baseMs);
    if (time < this.#expected) {
      this.#counters.late++;
    } else if (time === this.#expected) {
      if (this.#grow(this.#bar, time, reader, inOrder, now)) this.#show(reader.tradeTime, now);
    } else {
      this.#grow(this.#next, time, reader, inOrder, now);
      if (now - (this.#expected + this.baseMs) > CLOSE_GRACE_MS) this.#wait();
    }
  }

  quote(reader: StreamReader, receivedAt: number, now: number): void {
    if (reader.updateId <= this.#updateId) {
      this.#counters.duplicates++;
      return;
    }
    this.#updateId = reader.updateId;
    this.#bid = reader.bid;
    this.#ask = reader.ask;
    if (receivedAt - this.#lastRowAt < QUOTE_ROW_MS) return;
    this.#lastRowAt = receivedAt;
    if (this.#live && this.#begun) this.#show(NaN, now);
  }

  /**
   * The exchange's answer: base bars from where they were needed on.
   *
   * @param serverTime what time it was at the exchange just before it was asked
   */
  candles(candles: CandleColumns, serverTime: number, now: number): void {
    const over = closedRows(candles, serverTime, this.baseMs);
    // A server that lags behind shows as finished what is not: the row after it proves it. Where none
    // comes however often it is asked for, the last one counts in the end.
    const isSettled = this.#tries >= MAX_TRIES - 1 &&
      serverTime - (candles.time[over - 1] ?? 0) - this.baseMs >= SETTLE_MS;
    const isProven = over < candles.time.length || isSettled;
    const count = isProven ? over : Math.max(0, over - 1);
    if (Number.isNaN(this.#expected)) {
      this.#expected = count > 0 ? candles.time[0]! : barOpenTime(serverTime, this.baseMs);
    }
    for (let i = 0; i < count; i++) {
      const time = candles.time[i]!;
      this.#drain(now);
      if (time < this.#expected) continue;
      if (time > this.#expected) this.#skipTo(time);
      if (this.#streams.size > 0) this.#counters.backfilledBars++;
      this.#finish(rowOf(candles, i), now);
    }
    if (!this.#live) this.#resolveAnswered(serverTime, now, over > count);
    else if (this.#takeNext()) this.#show(this.#bar.at, now);
  }

  /** Takes a further trade into a bar. @returns true when it says something new */
  #grow(
    bar: GrowingBar,
    time: number,
    reader: StreamReader,
    inOrder: boolean,
    now: number,
  ): boolean {
    if (bar.time === time && bar.traded) return bar.trade(reader);
    // After a hole in the trades this one may not be the bar's first: the next kline tells.
    if (!inOrder || bar.time > time) return false;
    bar.begin(time, reader, now, this.#bid, this.#ask);
    return true;
  }

  /** Keeps what is said of a bar whose turn has not come. */
  #hold(reader: StreamReader, now: number): void {
    const { openTime } = reader;
    if (!reader.closed) {
      if (!(openTime < this.#next.time)) this.#next.kline(reader, now, this.#bid, this.#ask);
      return;
    }
    const oldest = this.#held.keys().next();
    if (this.#held.size >= MAX_HELD && !oldest.done) this.#held.delete(oldest.value);
    this.#held.set(openTime, finalOf(reader));
    if (this.#next.time <= openTime) this.#next.clear();
  }

  #wait(): void {
    this.#live = false;
    this.#tries = 0;
    this.#owner.need(this, this.#expected, 0);
  }

  /** What was held may be all that was missing. */
  #resolve(now: number): void {
    if (Number.isNaN(this.#expected)) return;
    this.#drain(now);
    if (this.#next.time === this.#expected) this.#goLive(now);
  }

  /** The exchange has said what it has. @param unsure that it has all of that */
  #resolveAnswered(serverTime: number, now: number, unsure: boolean): void {
    this.#dropImpossible(Math.max(serverTime, now));
    this.#drain(now);
    const behind = this.#next.time > this.#expected || this.#held.size > 0;
    if (unsure || (behind && this.#tries < MAX_TRIES - 1)) {
      this.#tries = Math.min(this.#tries + 1, MAX_TRIES - 1);
      this.#owner.need(this, this.#expected, this.#tries);
      return;
    }
    while (this.#held.size > 0) {
      this.#skipTo(Math.min(...this.#held.keys()));
      this.#drain(now);
    }
    if (this.#next.time > this.#expected) this.#skipTo(this.#next.time);
    this.#goLive(Math.max(serverTime, now));
  }

  #goLive(now: number): void {
    this.#live = true;
    this.#tries = 0;
    if (this.#blindUntil === Infinity) this.#blindUntil = now;
    this.#takeNext();
    this.#owner.live(this);
    this.#show(this.#bar.at, now);
  }

  /** Finishes the held bars whose turn has come. */
  #drain(now: number): void {
    for (;;) {
      const bar = this.#held.get(this.#expected);
      if (!bar) break;
      this.#held.delete(bar.time);
      this.#finish(bar, now);
    }
    for (const time of this.#held.keys()) if (time < this.#expected) this.#held.delete(time);
    if (this.#next.time < this.#expected) this.#next.clear();
  }

  /** What was said of bars that cannot have begun yet, before the exchange's time was known. */
  #dropImpossible(now: number): void {
    const limit = now + this.baseMs;
    if (this.#next.time > limit) this.#next.clear();
    for (const time of this.#held.keys()) if (time > limit) this.#held.delete(time);
  }

  /** The exchange's own last word about the bar at hand. */
  #close(reader: StreamReader, now: number): void {
    this.#finish(finalOf(reader), now);
    this.#drain(now);
    if (this.#next.time > this.#expected) this.#wait();
    else if (this.#takeNext()) this.#show(this.#bar.at, now);
  }

  #finish(bar: FinalBar, now: number): void {
    for (const stream of this.#streams) stream.close(bar, this.#bid, this.#ask, now);
    this.#expected = bar.time + this.baseMs;
    this.#bar.clear();
    this.#begun = false;
    this.#owner.finished(this, bar);
  }

  #skipTo(time: number): void {
    this.#counters.lostBars += Math.round((time - this.#expected) / this.baseMs);
    this.#owner.gap(this, this.#expected, time);
    this.#expected = time;
    this.#bar.clear();
    this.#begun = false;
  }

  /** What was held of the bar whose turn has come now. */
  #takeNext(): boolean {
    if (this.#next.time !== this.#expected) return false;
    if (!(this.#next.lastTradeId < this.#bar.lastTradeId)) this.#bar.copy(this.#next);
    this.#next.clear();
    return true;
  }

  /**
   * Tells the streams what the bar at hand looks like now, unless that is old news.
   *
   * @param at market time of the news; NaN where it has none, as a quote
   */
  #show(at: number, now: number): void {
    const bar = this.#bar;
    if (!bar.traded || bar.time !== this.#expected) return;
    if (now - at > LATE_MS) {
      this.#counters.late++;
      this.#blindUntil = Math.max(this.#blindUntil, now);
      return;
    }
    if (this.#begun) {
      for (const stream of this.#streams) stream.update(bar, this.#bid, this.#ask);
      return;
    }
    this.#begun = true;
    const seen = bar.time >= this.#blindUntil && now - bar.seenAt <= LATE_MS;
    const [bid, ask] = seen ? [bar.bid, bar.ask] : [this.#bid, this.#ask];
    for (const stream of this.#streams) stream.begin(bar, bid, ask, seen, now);
  }
}

/** How many rows from the start on are over. */
function closedRows({ time }: CandleColumns, serverTime: number, baseMs: number): number {
  let count = time.length;
  while (count > 0 && time[count - 1]! + baseMs > serverTime) count--;
  return count;
}

function rowOf(candles: CandleColumns, i: number): FinalBar {
  return {
    time: candles.time[i]!,
    open: candles.open[i]!,
    high: candles.high[i]!,
    low: candles.low[i]!,
    close: candles.close[i]!,
    volume: candles.volume[i]!,
  };
}

function finalOf(reader: StreamReader): FinalBar {
  return {
    time: reader.openTime,
    open: reader.open,
    high: reader.high,
    low: reader.low,
    close: reader.close,
    volume: reader.volume,
  };
}
