import { barOpenTime, type CandleColumns, RowKind, RowWriter } from "../../domain/mod.ts";
import { addVolumes, isQuiet } from "../../market/mod.ts";

/** So long after its end a bar can still be acted on, in milliseconds of market time. */
export const LATE_MS = 10_000;

/** A finished candle. */
export interface FinalBar {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** A base bar that is under way. */
export interface FormingBar extends FinalBar {
  /** Market time of the newest word about it. */
  readonly at: number;
}

/**
 * Makes the bars of one timeframe from base bars as they grow, and writes them as rows. Bars are
 * aligned as `barOpenTime` says; a bar is over when its last base bar is, or when a later bar begins.
 */
export class LiveBars {
  readonly barMs: number;
  readonly rows = new RowWriter();
  readonly #baseMs: number;
  /** The bar at hand: its open time (NaN while there is none), and what its finished base bars make. */
  #time = NaN;
  #filled = false;
  /** True once a base bar in it had a trade: a bar's prices are those of its trades, if there are any. */
  #traded = false;
  #open = NaN;
  #high = -Infinity;
  #low = Infinity;
  #close = NaN;
  #volume = 0;
  /** True once OPEN or RESUME was written for it. */
  #begun = false;
  /** The bar as it was written last; one object for all, so that a tick makes none. */
  readonly #shown = { time: NaN, open: NaN, high: NaN, low: NaN, close: NaN, volume: 0 };
  /** Moment of the last row: rows never go back in time. */
  #at = -Infinity;

  constructor(barMs: number, baseMs: number) {
    this.barMs = barMs;
    this.#baseMs = baseMs;
  }

  /**
   * Takes in finished candles of any finer timeframe from before the stream's start.
   *
   * @returns the bars among them that are over
   */
  warm(candles: CandleColumns, fineMs: number): FinalBar[] {
    const over: FinalBar[] = [];
    const { time, open, high, low, close, volume } = candles;
    for (let i = 0; i < time.length; i++) {
      const at = barOpenTime(time[i]!, this.barMs);
      if (at !== this.#time && this.#filled) over.push(this.#take());
      this.#time = at;
      this.#merge(open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!);
      if (time[i]! + fineMs === at + this.barMs) over.push(this.#take());
    }
    return over;
  }

  /** What the finished base bars of the bar at hand make; null before the first. */
  get partial(): FinalBar | null {
    return this.#filled ? this.#bar() : null;
  }

  /**
   * A base bar begins, or is heard of for the first time.
   *
   * @param seen that its first price is what just happened, rather than past
   * @param now market time, to tell whether a bar that is over can still be acted on
   */
  begin(bar: FormingBar, bid: number, ask: number, seen: boolean, now: number): void {
    this.#enter(bar.time, now);
    if (this.#begun) {
      this.#write(RowKind.UPDATE, bar.at, bar, bid, ask);
      return;
    }
    this.#begun = true;
    if (!seen || this.#traded) {
      this.#write(RowKind.RESUME, bar.at, bar, bid, ask);
      return;
    }
    this.#writeOpen(bar.at, bar.open, bid, ask);
    const grown = bar.high !== bar.open || bar.low !== bar.open;
    if (grown) this.#write(RowKind.UPDATE, bar.at, bar, bid, ask);
  }

  update(bar: FormingBar, bid: number, ask: number): void {
    if (this.#begun) this.#write(RowKind.UPDATE, bar.at, bar, bid, ask);
  }

  /** A base bar is over. */
  close(bar: FinalBar, bid: number, ask: number, now: number): void {
    this.#enter(bar.time, now);
    const end = bar.time + this.#baseMs;
    const isLast = end === this.#time + this.barMs;
    const quiet = isQuiet(bar.high, bar.low, bar.volume);
    if (!this.#begun && !this.#traded && now - end <= LATE_MS && (isLast || !quiet)) {
      // Nobody traded, or all of it came at once: the bar began all the same.
      this.#begun = true;
      this.#writeOpen(bar.time, bar.open, bid, ask);
    }
    this.#merge(bar.open, bar.high, bar.low, bar.close, bar.volume);
    if (isLast) this.#finish(bid, ask, now);
  }

  /** Goes over to the bar that holds `time`; one that is unfinished ended in a hole of the exchange's own. */
  #enter(time: number, now: number): void {
    const bar = barOpenTime(time, this.barMs);
    if (bar === this.#time) return;
    if (this.#filled || this.#begun) this.#finish(NaN, NaN, now);
    this.#time = bar;
  }

  #merge(open: number, high: number, low: number, close: number, volume: number): void {
    const quiet = isQuiet(high, low, volume);
    this.#close = close;
    this.#volume = addVolumes(this.#volume, volume);
    if (quiet && this.#filled) return;
    if (!this.#filled || (!quiet && !this.#traded)) {
      this.#open = open;
      this.#high = high;
      this.#low = low;
    }
    this.#filled = true;
    this.#traded = !quiet;
    if (high > this.#high) this.#high = high;
    if (low < this.#low) this.#low = low;
  }

  #finish(bid: number, ask: number, now: number): void {
    const end = this.#time + this.barMs;
    // A bar of which the exchange, in the end, has no part is over as it was shown, and not acted on.
    const late = now - end > LATE_MS || !this.#filled;
    const begun = this.#begun;
    const { time, open, high, low, close, volume } = this.#filled ? this.#bar() : this.#shown;
    this.#take();
    if (!late && !begun) {
      this.rows.write(RowKind.RESUME, end, time, open, high, low, close, volume, bid, ask);
    }
    const kind = late ? RowKind.MISSED : RowKind.CLOSE;
    this.rows.write(kind, end, time, open, high, low, close, volume, bid, ask);
    this.#at = end;
  }

  #take(): FinalBar {
    const bar = this.#bar();
    this.#time = NaN;
    this.#filled = this.#traded = this.#begun = false;
    this.#high = -Infinity;
    this.#low = Infinity;
    this.#volume = 0;
    return bar;
  }

  #bar(): FinalBar {
    return {
      time: this.#time,
      open: this.#open,
      high: this.#high,
      low: this.#low,
      close: this.#close,
      volume: this.#volume,
    };
  }

  #writeOpen(at: number, open: number, bid: number, ask: number): void {
    const shown = this.#shown;
    shown.open =
      shown.high =
      shown.low =
      shown.close =
        open;
    shown.volume = 0;
    this.#writeShown(RowKind.OPEN, at, bid, ask);
  }

  #write(kind: number, at: number, bar: FinalBar, bid: number, ask: number): void {
    const shown = this.#shown;
    const traded = this.#traded;
    shown.open = traded ? this.#open : bar.open;
    shown.high = traded ? Math.max(this.#high, bar.high) : bar.high;
    shown.low = traded ? Math.min(this.#low, bar.low) : bar.low;
    shown.close = bar.close;
    shown.volume = addVolumes(this.#volume, bar.volume);
    this.#writeShown(kind, at, bid, ask);
  }

  #writeShown(kind: number, at: number, bid: number, ask: number): void {
    const { open, high, low, close, volume } = this.#shown;
    const time = this.#shown.time = this.#time;
    this.#at = this.#moment(at);
    this.rows.write(kind, this.#at, time, open, high, low, close, volume, bid, ask);
  }

  /** Inside the bar, and not before the last row. */
  #moment(at: number): number {
    return Math.max(this.#at, this.#time, Math.min(at, this.#time + this.barMs));
  }
}
