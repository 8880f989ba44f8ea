import type { CandleColumns, RowWriter } from "../domain/mod.ts";
import { barOpenTime, emptyColumns, RowKind } from "../domain/mod.ts";
import { isQuiet } from "./candle_sum.ts";
import { InnerCandles } from "./inner_candles.ts";
import { addVolumes } from "./volume.ts";

/**
 * Builds the bars of one timeframe from finer candles or from single prices, and writes them as
 * rows: OPEN with a bar's first price, UPDATE as it grows, CLOSE with the finished candle, and INNER
 * for each finer candle that is over.
 *
 * Bars are aligned to UTC. A bar is closed by the first data of a later bar, or as soon as its time
 * is known to be over. A stretch without data makes no bar: nothing is invented for an outage, and
 * the next bar simply has a later time. Data older than the forming bar is dropped and counted.
 */
export class Aggregator {
  readonly #barMs: number;
  readonly #out: RowWriter;
  readonly #inner: InnerCandles | null;
  /** Open time of the forming bar; NaN while there is none. */
  #time = NaN;
  #open = NaN;
  #high = NaN;
  #low = NaN;
  #close = NaN;
  #volume = 0;
  #bid = NaN;
  #ask = NaN;
  #floor = -Infinity;
  #late = 0;
  /** Open time and price of a bar that has quiet candles only, so far; NaN while there is none. */
  #quietTime = NaN;
  #quietPrice = NaN;

  /**
   * @param barMs length of a bar in milliseconds
   * @param innerMs length of the finer candles that are told, see `innerMs()`; null tells none
   */
  constructor(barMs: number, out: RowWriter, innerMs: number | null = null) {
    this.#barMs = barMs;
    this.#out = out;
    this.#inner = innerMs === null ? null : new InnerCandles(innerMs, out);
  }

  /** Prices and candles dropped because their bar was already closed. */
  get late(): number {
    return this.#late;
  }

  /** True while a bar is open. */
  get forming(): boolean {
    return this.#time === this.#time;
  }

  /**
   * The first price of a finer candle that opens at `time`, before the rest of it is known. Writes
   * an OPEN row if this is the bar's first data.
   */
  begin(time: number, open: number, bid = NaN, ask = NaN): void {
    this.#enter(time, open, 0, bid, ask);
  }

  /**
   * One finished finer candle of `ms` milliseconds from `time` on. Closes the bar when the candle
   * is its last, else writes an UPDATE row.
   */
  candle(
    time: number,
    ms: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    bid = NaN,
    ask = NaN,
  ): void {
    if (isQuiet(high, low, volume)) return this.#quiet(time, ms, close, bid, ask);
    if (!this.#enter(time, open, 0, bid, ask)) return;
    this.#inner?.take(time, ms, open, high, low, close, volume, bid, ask);
    if (high > this.#high) this.#high = high;
    if (low < this.#low) this.#low = low;
    this.#close = close;
    this.#volume = addVolumes(this.#volume, volume);
    this.#bid = bid;
    this.#ask = ask;
    if (time + ms >= this.#time + this.#barMs) this.finish();
    else this.#write(RowKind.UPDATE, time + ms);
  }

  /** One trade, or one price with volume 0. */
  price(at: number, price: number, volume: number, bid = NaN, ask = NaN): void {
    const started = this.#time !== barOpenTime(at, this.#barMs);
    if (!this.#enter(at, price, volume, bid, ask) || started) return;
    if (price > this.#high) this.#high = price;
    if (price < this.#low) this.#low = price;
    this.#close = price;
    this.#volume = addVolumes(this.#volume, volume);
    this.#bid = bid;
    this.#ask = ask;
    this.#write(RowKind.UPDATE, at);
  }

  /** Says that it is `now`: closes the forming bar if its time is over. */
  advance(now: number): void {
    if (now >= (this.forming ? this.#time : this.#quietTime) + this.#barMs) this.finish();
  }

  /** Closes the forming bar whatever the time, as at the end of a file. */
  finish(): void {
    if (!this.forming && !this.#beginQuiet()) return;
    this.#inner?.end();
    this.#write(RowKind.CLOSE, this.#time + this.#barMs);
    this.#floor = this.#time + this.#barMs;
    this.#time = NaN;
  }

  /** A candle without trades: it makes no bar unless nothing else does. */
  #quiet(time: number, ms: number, price: number, bid: number, ask: number): void {
    const bar = barOpenTime(time, this.#barMs);
    const isLast = time + ms >= bar + this.#barMs;
    if (bar === this.#time) {
      this.#inner?.take(time, ms, price, price, price, price, 0, bid, ask);
      this.#close = price;
      this.#bid = bid;
      this.#ask = ask;
      if (isLast) this.finish();
      else this.#write(RowKind.UPDATE, time + ms);
      return;
    }
    if (bar < this.#floor || bar < this.#time) {
      this.#late++;
      return;
    }
    if (bar !== this.#quietTime) this.finish();
    this.#quietTime = bar;
    this.#quietPrice = price;
    if (isLast) this.finish();
  }

  /** Opens the bar that had quiet candles only. */
  #beginQuiet(): boolean {
    const time = this.#quietTime;
    if (time !== time) return false;
    this.#begin(time, time, this.#quietPrice, 0, NaN, NaN);
    return true;
  }

  /** Opens the bar that holds `at` unless it is open; false when that bar is past. */
  #enter(at: number, price: number, volume: number, bid: number, ask: number): boolean {
    const time = barOpenTime(at, this.#barMs);
    if (time === this.#time) return true;
    if (time < this.#floor || time < this.#time) {
      this.#late++;
      return false;
    }
    if (time !== this.#quietTime) this.finish();
    this.#begin(at, time, price, volume, bid, ask);
    return true;
  }

  #begin(
    at: number,
    time: number,
    price: number,
    volume: number,
    bid: number,
    ask: number,
  ): void {
    this.#quietTime = NaN;
    this.#time = time;
    this.#open =
      this.#high =
      this.#low =
      this.#close =
        price;
    this.#volume = volume;
    this.#bid = bid;
    this.#ask = ask;
    this.#write(RowKind.OPEN, at);
  }

  #write(kind: number, at: number): void {
    this.#out.write(
      kind,
      at,
      this.#time,
      this.#open,
      this.#high,
      this.#low,
      this.#close,
      this.#volume,
      this.#bid,
      this.#ask,
    );
  }
}

/**
 * The same for candles that are all there: bars of `barMs` from finer ones, the last bar included
 * whether or not it is complete.
 */
export function resample(fine: CandleColumns, barMs: number): CandleColumns {
  const { time, open, high, low, close, volume } = fine;
  const out = emptyColumns(countBars(time, barMs));
  let n = -1;
  let bar = NaN;
  let traded = false;
  for (let i = 0; i < time.length; i++) {
    const at = barOpenTime(time[i]!, barMs);
    const quiet = isQuiet(high[i]!, low[i]!, volume[i]!);
    if (at !== bar || (!quiet && !traded)) {
      if (at !== bar) n++;
      bar = at;
      traded = !quiet;
      out.time[n] = at;
      out.open[n] = open[i]!;
      out.high[n] = high[i]!;
      out.low[n] = low[i]!;
    }
    out.close[n] = close[i]!;
    if (quiet) continue;
    if (high[i]! > out.high[n]!) out.high[n] = high[i]!;
    if (low[i]! < out.low[n]!) out.low[n] = low[i]!;
    out.volume[n] = addVolumes(out.volume[n]!, volume[i]!);
  }
  return out;
}

function countBars(time: Float64Array, barMs: number): number {
  let count = 0;
  let bar = NaN;
  for (let i = 0; i < time.length; i++) {
    const at = barOpenTime(time[i]!, barMs);
    if (at !== bar) count++;
    bar = at;
  }
  return count;
}
