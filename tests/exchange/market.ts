import { barOpenTime } from "../../engine/domain/mod.ts";
import { addBar, addTrade, emptyKline, type Kline } from "./kline.ts";
import type { MinuteTrades, TradeSource } from "./minute_trades.ts";
import { hashText } from "./noise.ts";
import type { SymbolSpec } from "./symbol_spec.ts";

const MINUTE = 60_000;
/** Minutes whose trades are kept for the next question. */
const KEPT_MINUTES = 4;

/** A minute with its trades numbered. */
export interface Minute {
  readonly open: number;
  readonly trades: MinuteTrades;
  /** Id of its first aggregate trade, and of the first single one. */
  readonly firstAggregate: number;
  readonly firstTrade: number;
}

/** What is kept of every minute that was ever asked for. */
interface Summary {
  readonly bar: Kline;
  readonly firstAggregate: number;
  readonly firstTrade: number;
  readonly count: number;
}

export interface LastTrade {
  readonly aggregate: number;
  readonly price: number;
  readonly isSale: boolean;
}

export interface KlineRange {
  /** Open times, both inclusive. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly limit: number;
}

/**
 * One symbol's whole history: trades, numbered without a break, and the candles they make. Minutes
 * are made when they are first asked for, onwards and backwards from `origin`.
 */
export class Market {
  readonly spec: SymbolSpec;
  readonly source: TradeSource;
  readonly #origin: number;
  readonly #after: (Summary | null)[] = [];
  readonly #before: (Summary | null)[] = [];
  readonly #ahead: [aggregate: number, trade: number];
  readonly #behind: [aggregate: number, trade: number];
  readonly #kept = new Map<number, MinuteTrades | null>();

  constructor(spec: SymbolSpec, source: TradeSource, origin: number) {
    this.spec = spec;
    this.source = source;
    this.#origin = barOpenTime(Math.max(origin, source.first), MINUTE);
    const aggregate = 1_000_000_000 + hashText(spec.code) % 1_000_000_000;
    this.#ahead = [aggregate, aggregate * 2];
    this.#behind = [aggregate, aggregate * 2];
  }

  /** The minute that holds `time`; null where there was no market. */
  minute(time: number): Minute | null {
    const open = barOpenTime(time, MINUTE);
    const summary = this.#summary(open);
    if (!summary) return null;
    const { firstAggregate, firstTrade } = summary;
    return { open, trades: this.#trades(open)!, firstAggregate, firstTrade };
  }

  /** The bar that opens at `open`, from trades before `until` only; null where there is none. */
  bar(open: number, ms: number, until: number): Kline | null {
    if (ms < MINUTE) return this.#secondBar(open, ms, until);
    let bar: Kline | null = null;
    const end = Math.min(open + ms, until);
    for (let at = Math.max(open, this.source.first); at < end; at += MINUTE) {
      const minute = this.#minuteBar(at, until);
      if (!minute) continue;
      bar ??= emptyKline(open, ms, minute.open);
      addBar(bar, minute);
    }
    return bar;
  }

  /** Ascending; the last one may be forming. `now` is the last moment that is known. */
  bars(ms: number, { from, to, limit }: KlineRange, now: number): Kline[] {
    const last = barOpenTime(Math.min(to ?? now, now), ms);
    const first = barOpenTime(this.source.first, ms);
    const isUpwards = from !== undefined;
    const lowest = isUpwards ? Math.max(first, alignUp(from, ms)) : first;
    const bars: Kline[] = [];
    const step = isUpwards ? ms : -ms;
    for (
      let at = isUpwards ? lowest : last;
      at >= lowest && at <= last && bars.length < limit;
      at += step
    ) {
      const bar = this.bar(at, ms, now + 1);
      if (bar) bars.push(bar);
    }
    return isUpwards ? bars : bars.reverse();
  }

  /** The newest trade up to and including `now`; the price before the first minute without any. */
  lastTrade(now: number): LastTrade {
    for (let at = barOpenTime(now, MINUTE); at >= this.source.first; at -= MINUTE) {
      const minute = this.minute(at);
      const index = minute ? countUntil(minute.trades.time, now + 1) - 1 : -1;
      if (!minute || index < 0) continue;
      const { price, isSale } = minute.trades;
      return {
        aggregate: minute.firstAggregate + index,
        price: price[index]!,
        isSale: isSale[index] === 1,
      };
    }
    return { aggregate: 0, price: this.source.priceBefore(this.source.first), isSale: false };
  }

  /** Open time of the minute that has the aggregate trade of that id; null when none up to `now`. */
  minuteOfAggregate(id: number, now: number): number | null {
    let [low, high] = [this.source.first, barOpenTime(now, MINUTE)];
    while (low < high) {
      const middle = barOpenTime((low + high + MINUTE) / 2, MINUTE);
      if (this.#firstIdFrom(middle, high) <= id) low = middle;
      else high = middle - MINUTE;
    }
    for (let at = low; at <= now; at += MINUTE) {
      const summary = this.#summary(at);
      if (summary && id < summary.firstAggregate) return null;
      if (summary && id < summary.firstAggregate + summary.count) return at;
    }
    return null;
  }

  /** Id of the first aggregate trade from `open` on: that of the next minute with a market. */
  #firstIdFrom(open: number, to: number): number {
    for (let at = open; at <= to; at += MINUTE) {
      const summary = this.#summary(at);
      if (summary) return summary.firstAggregate;
    }
    return Infinity;
  }

  #minuteBar(open: number, until: number): Kline | null {
    const summary = this.#summary(open);
    if (!summary || open + MINUTE <= until) return summary?.bar ?? null;
    const { trades, firstTrade } = this.minute(open)!;
    const bar = emptyKline(open, MINUTE, this.source.priceBefore(open));
    addTrades(bar, trades, firstTrade, 0, countUntil(trades.time, until));
    return bar;
  }

  #secondBar(open: number, ms: number, until: number): Kline | null {
    const minute = open < until ? this.minute(open) : null;
    if (!minute) return null;
    const { trades, firstTrade } = minute;
    const from = countUntil(trades.time, open);
    const to = countUntil(trades.time, Math.min(open + ms, until));
    const before = from > 0 ? trades.price[from - 1]! : this.source.priceBefore(minute.open);
    const bar = emptyKline(open, ms, before);
    addTrades(bar, trades, firstTrade, from, to);
    return bar;
  }

  #summary(open: number): Summary | null {
    if (open < this.source.first) return null;
    const index = Math.round((open - this.#origin) / MINUTE);
    if (index >= 0) {
      while (this.#after.length <= index) this.#goOn();
      return this.#after[index]!;
    }
    while (this.#before.length < -index) this.#goBack();
    return this.#before[-index - 1]!;
  }

  #goOn(): void {
    const open = this.#origin + this.#after.length * MINUTE;
    const trades = this.#trades(open);
    const [aggregate, trade] = this.#ahead;
    this.#after.push(trades && this.#summarise(open, trades, aggregate, trade));
    if (!trades) return;
    this.#ahead[0] += trades.count;
    this.#ahead[1] += fillsOf(trades);
  }

  #goBack(): void {
    const open = this.#origin - (this.#before.length + 1) * MINUTE;
    const trades = this.#trades(open);
    if (trades) {
      this.#behind[0] -= trades.count;
      this.#behind[1] -= fillsOf(trades);
    }
    const [aggregate, trade] = this.#behind;
    this.#before.push(trades && this.#summarise(open, trades, aggregate, trade));
  }

  #summarise(
    open: number,
    trades: MinuteTrades,
    firstAggregate: number,
    firstTrade: number,
  ): Summary {
    const bar = emptyKline(open, MINUTE, this.source.priceBefore(open));
    addTrades(bar, trades, firstTrade, 0, trades.count);
    return { bar, firstAggregate, firstTrade, count: trades.count };
  }

  #trades(open: number): MinuteTrades | null {
    const kept = this.#kept.get(open);
    if (kept !== undefined) return kept;
    const trades = this.source.trades(open);
    this.#kept.set(open, trades);
    if (this.#kept.size > KEPT_MINUTES) this.#kept.delete(this.#kept.keys().next().value!);
    return trades;
  }
}

/** How many of the ascending times are before `until`. */
export function countUntil(times: Float64Array, until: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < until) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Id of the first single trade in the aggregate trade at `index`. */
export function tradeIdAt({ trades, firstTrade }: Minute, index: number): number {
  let id = firstTrade;
  for (let i = 0; i < index; i++) id += trades.fills[i]!;
  return id;
}

function fillsOf({ fills }: MinuteTrades): number {
  let sum = 0;
  for (const count of fills) sum += count;
  return sum;
}

function addTrades(
  bar: Kline,
  trades: MinuteTrades,
  firstId: number,
  from: number,
  to: number,
): void {
  const { price, lots, isSale, fills } = trades;
  let id = firstId;
  for (let i = 0; i < to; i++) {
    if (i >= from) addTrade(bar, price[i]!, lots[i]!, isSale[i] === 1, id, fills[i]!);
    id += fills[i]!;
  }
}

function alignUp(time: number, ms: number): number {
  const open = barOpenTime(time, ms);
  return open === time ? open : open + ms;
}
