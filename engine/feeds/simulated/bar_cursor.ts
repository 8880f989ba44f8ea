import type { RowWriter, Scale } from "../../domain/mod.ts";
import { RowKind, scaleOf } from "../../domain/mod.ts";
import { innerMs } from "../../market/mod.ts";
import { FormingBar } from "./forming_bar.ts";
import { MINUTE_MS, TICK_MS, TICKS_A_MINUTE, TICKS_AN_HOUR } from "./hour_ticks.ts";
import type { SymbolPath } from "./symbol_path.ts";

/**
 * Walks along a symbol's path and writes what happens as rows of one timeframe: OPEN, INNER and CLOSE
 * of every bar, exact however far apart the calls are, and one UPDATE at the end of a call for the bar
 * that is still forming.
 */
export class BarCursor {
  readonly #path: SymbolPath;
  readonly #scale: Scale;
  readonly #barTicks: number;
  readonly #innerTicks: number;
  /** What is over of the bar; without finer candles all of it. */
  readonly #bar = new FormingBar();
  /** What ticks are added to: the finer candle at hand, or the bar where it has none. */
  readonly #growing: FormingBar;
  /** The bar and its finer candle at hand. */
  readonly #both = new FormingBar();
  /**
   * The tick to read next, and the first one after the forming bar and after its finer candle at hand;
   * counted from 1970.
   */
  #next: number;
  #barEnd: number;
  #innerEnd = Infinity;

  /** @param start open time of the first bar to write */
  constructor(path: SymbolPath, barMs: number, start: number) {
    this.#path = path;
    this.#scale = scaleOf(path.instrument);
    this.#barTicks = barMs / TICK_MS;
    const finer = innerMs(barMs, MINUTE_MS);
    this.#innerTicks = (finer ?? Infinity) / TICK_MS;
    this.#growing = finer === null ? this.#bar : new FormingBar();
    this.#next = start / TICK_MS;
    this.#barEnd = this.#next;
  }

  /** The moment up to which everything is written. */
  get at(): number {
    return this.#next * TICK_MS;
  }

  /** Writes all that happens up to and including `to`. */
  advance(to: number, out: RowWriter): void {
    const stop = Math.floor(to / TICK_MS) + 1;
    let grown = false;
    while (this.#next < stop) {
      if (this.#next === this.#innerEnd) this.#tell(out);
      if (this.#next === this.#barEnd) {
        this.#turn(out);
        grown = false;
      } else {
        this.#grow(stop);
        grown = true;
      }
    }
    if (!grown) return;
    const newest = this.#next - 1;
    this.#write(RowKind.UPDATE, this.#whole(), newest, this.#barEnd - this.#barTicks, newest, out);
  }

  /** The bar as far as it has come. */
  #whole(): FormingBar {
    if (this.#growing === this.#bar) return this.#bar;
    this.#both.clear();
    this.#both.add(this.#bar);
    this.#both.add(this.#growing);
    return this.#both;
  }

  /** The finer candle at hand is over. */
  #tell(out: RowWriter): void {
    const end = this.#innerEnd;
    this.#write(RowKind.INNER, this.#growing, end, end - this.#innerTicks, end - 1, out);
    this.#bar.add(this.#growing);
    this.#growing.clear();
    this.#innerEnd += this.#innerTicks;
  }

  /** Closes the bar that is over, if there is one, and opens the next. */
  #turn(out: RowWriter): void {
    const start = this.#next;
    if (!this.#bar.isEmpty) {
      this.#write(RowKind.CLOSE, this.#bar, start, start - this.#barTicks, start - 1, out);
    }
    const ticks = this.#path.hour(Math.floor(start / TICKS_AN_HOUR));
    const i = start % TICKS_AN_HOUR;
    this.#bar.clear();
    this.#growing.begin(ticks.price[i]!, ticks.lots[i]!);
    this.#barEnd = start + this.#barTicks;
    this.#innerEnd = start + this.#innerTicks;
    this.#next = start + 1;
    this.#write(RowKind.OPEN, this.#growing, start, start, start, out);
  }

  /** Takes ticks up to the end of the bar, of its finer candle, of the hour, or of what is asked for. */
  #grow(stop: number): void {
    const hour = Math.floor(this.#next / TICKS_AN_HOUR);
    const hourStart = hour * TICKS_AN_HOUR;
    const end = Math.min(stop, this.#barEnd, this.#innerEnd, hourStart + TICKS_AN_HOUR);
    const ticks = this.#path.hour(hour);
    const from = this.#next - hourStart;
    if (this.#growing.isEmpty) this.#growing.begin(ticks.price[from]!, 0);
    this.#growing.take(ticks, from, end - hourStart);
    this.#next = end;
  }

  /** @param quoted the tick whose bid and ask the row carries */
  #write(
    kind: number,
    { open, high, low, close, lots }: FormingBar,
    at: number,
    time: number,
    quoted: number,
    out: RowWriter,
  ): void {
    const ticks = this.#path.hour(Math.floor(quoted / TICKS_AN_HOUR));
    const spread = ticks.spread[Math.floor(quoted % TICKS_AN_HOUR / TICKS_A_MINUTE)]!;
    const bid = close - (spread >> 1);
    const scale = this.#scale;
    out.write(
      kind,
      at * TICK_MS,
      time * TICK_MS,
      scale.toPrice(open),
      scale.toPrice(high),
      scale.toPrice(low),
      scale.toPrice(close),
      scale.toQuantity(lots),
      scale.toPrice(bid),
      scale.toPrice(bid + spread),
    );
  }
}
