import { barOpenTime, type CandleColumns, RowKind, RowWriter } from "../../domain/mod.ts";
import { addVolumes, CandleSum, InnerCandles, innerMs, isQuiet } from "../../market/mod.ts";

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
 * The finer candles of a bar are told as they end, from its first row on.
 */
export class LiveBars {
  readonly barMs: number;
  readonly rows = new RowWriter();
  readonly #baseMs: number;
  /** Null where base bars tell no more than the bars. */
  readonly #inner: InnerCandles | null;
  /** The bar at hand: its open time (NaN while there is none), and what its finished base bars make. */
  #time = NaN;
  readonly #sum = new CandleSum();
  /** True once OPEN or RESUME was written for it. */
  #begun = false;
  /** The bar as it was written last; one object for all, so that a tick makes none. */
  readonly #shown = { time: NaN, open: NaN, high: NaN, low: NaN, close: NaN, volume: 0 };
  /** Moment of the last row: rows never go back in time. */
  #at = -Infinity;

  constructor(barMs: number, baseMs: number) {
    this.barMs = barMs;
    this.#baseMs = baseMs;
    const ms = innerMs(barMs, baseMs);
    this.#inner = ms === null ? null : new InnerCandles(ms, this.rows);
    this.#tell(false);
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
      if (at !== this.#time && this.#sum.filled) over.push(this.#take());
      this.#time = at;
      const prices = [open[i]!, high[i]!, low[i]!, close[i]!] as const;
      this.#sum.add(...prices, volume[i]!);
      this.#inner?.take(time[i]!, fineMs, ...prices, volume[i]!, NaN, NaN);
      if (time[i]! + fineMs === at + this.barMs) over.push(this.#take());
    }
    return over;
  }

  /** What the finished base bars of the bar at hand make; null before the first. */
  get partial(): FinalBar | null {
    return this.#sum.filled ? this.#bar() : null;
  }

  /** The same of the finer candle at hand. */
  get partialInner(): FinalBar | null {
    return this.#inner?.partial ?? null;
  }

  /** Takes up what another stream had at its beginning. */
  restore(partial: FinalBar, inner: FinalBar | null): void {
    const { open, high, low, close, volume } = partial;
    this.#time = partial.time;
    this.#sum.add(open, high, low, close, volume);
    if (inner) this.#inner?.restore(inner);
  }

  /**
   * A base bar begins, or is heard of for the first time.
   *
   * @param seen that its first price is what just happened, rather than past
   * @param now market time, to tell whether a bar that is over can still be acted on
   */
  begin(bar: FormingBar, bid: number, ask: number, seen: boolean, now: number): void {
    this.#enter(bar.time, now);
    this.#inner?.endBefore(bar.time);
    if (this.#begun) {
      this.#write(RowKind.UPDATE, bar, bid, ask);
      return;
    }
    this.#begun = true;
    this.#tell(true);
    if (!seen || this.#sum.traded) {
      this.#write(RowKind.RESUME, bar, bid, ask);
      return;
    }
    this.#writeOpen(this.#moment(bar), bar.open, bid, ask);
    const grown = bar.high !== bar.open || bar.low !== bar.open;
    if (grown) this.#write(RowKind.UPDATE, bar, bid, ask);
  }

  update(bar: FormingBar, bid: number, ask: number): void {
    if (this.#begun) this.#write(RowKind.UPDATE, bar, bid, ask);
  }

  /** A base bar is over. */
  close(bar: FinalBar, bid: number, ask: number, now: number): void {
    this.#enter(bar.time, now);
    const end = bar.time + this.#baseMs;
    const isLast = end === this.#time + this.barMs;
    const quiet = isQuiet(bar.high, bar.low, bar.volume);
    if (!this.#begun && !this.#sum.traded && now - end <= LATE_MS && (isLast || !quiet)) {
      // Nobody traded, or all of it came at once: the bar began all the same.
      this.#begun = true;
      this.#tell(!quiet);
      this.#writeOpen(Math.max(this.#at, bar.time), bar.open, bid, ask);
    }
    const { time, open, high, low, volume } = bar;
    this.#sum.add(open, high, low, bar.close, volume);
    this.#inner?.take(time, this.#baseMs, open, high, low, bar.close, volume, bid, ask);
    if (isLast) this.#finish(bid, ask, now);
  }

  /** Goes over to the bar that holds `time`; one that is unfinished ended in a hole of the exchange's own. */
  #enter(time: number, now: number): void {
    const bar = barOpenTime(time, this.barMs);
    if (bar === this.#time) return;
    if (this.#sum.filled || this.#begun) this.#finish(NaN, NaN, now);
    this.#time = bar;
  }

  #finish(bid: number, ask: number, now: number): void {
    const end = this.#time + this.barMs;
    // A bar of which the exchange, in the end, has no part is over as it was shown, and not acted on.
    const late = now - end > LATE_MS || !this.#sum.filled;
    const begun = this.#begun;
    this.#inner?.end();
    const { time, open, high, low, close, volume } = this.#sum.filled ? this.#bar() : this.#shown;
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
    this.#begun = false;
    this.#sum.clear();
    this.#tell(false);
    return bar;
  }

  #bar(): FinalBar {
    const { open, high, low, close, volume } = this.#sum;
    return { time: this.#time, open, high, low, close, volume };
  }

  /** A bar that has no row yet, or in which nobody traded, has no way to tell. */
  #tell(tells: boolean): void {
    if (this.#inner) this.#inner.tells = tells;
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

  #write(kind: number, bar: FormingBar, bid: number, ask: number): void {
    const shown = this.#shown;
    const { open, high, low, volume, traded } = this.#sum;
    shown.open = traded ? open : bar.open;
    shown.high = traded ? Math.max(high, bar.high) : bar.high;
    shown.low = traded ? Math.min(low, bar.low) : bar.low;
    shown.close = bar.close;
    shown.volume = addVolumes(volume, bar.volume);
    this.#writeShown(kind, this.#moment(bar), bid, ask);
  }

  #writeShown(kind: number, at: number, bid: number, ask: number): void {
    const { open, high, low, close, volume } = this.#shown;
    const time = this.#shown.time = this.#time;
    this.#at = at;
    this.rows.write(kind, at, time, open, high, low, close, volume, bid, ask);
  }

  /** Inside the base bar, and not before the last row. */
  #moment({ at, time }: FormingBar): number {
    return Math.max(this.#at, time, Math.min(at, time + this.#baseMs));
  }
}
