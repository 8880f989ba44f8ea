import type { CandleColumns, RowWriter } from "../domain/mod.ts";
import { Aggregator } from "./aggregator.ts";
import { isQuiet } from "./candle_sum.ts";
import { innerMs } from "./inner_timeframe.ts";

/** A symbol's candles, out of one file or several that follow one another. */
export interface CandleSeries {
  readonly columns: CandleColumns;
  /** Milliseconds from one candle to the next; NaN for a single one. */
  readonly intervalMs: number;
}

/** Walks over a series from a row on and writes the bars of one timeframe. */
export class CandleCursor {
  readonly #series: CandleSeries;
  readonly #candleMs: number;
  readonly #bars: Aggregator;
  readonly #out: RowWriter;
  #next: number;

  /** @param from index of the first candle */
  constructor(series: CandleSeries, barMs: number, from: number, out: RowWriter) {
    this.#series = series;
    // A single candle has no interval; it is a whole bar.
    this.#candleMs = series.intervalMs === series.intervalMs ? series.intervalMs : barMs;
    this.#bars = new Aggregator(barMs, out, innerMs(barMs, this.#candleMs));
    this.#out = out;
    this.#next = from;
  }

  get done(): boolean {
    return this.#next >= this.#series.columns.time.length;
  }

  /** Index of the next candle. */
  get position(): number {
    return this.#next;
  }

  /** When the next candle opens; NaN at the end. */
  get nextTime(): number {
    return this.#series.columns.time[this.#next] ?? NaN;
  }

  /**
   * Writes what was known at `now`: candles that are over, and the first price of one that has just
   * opened. Stops after about `maxRows`; at the end of the series the last bar is closed.
   */
  advance(now: number, maxRows: number): void {
    const { time, open, high, low, close, volume } = this.#series.columns;
    const ms = this.#candleMs;
    while (!this.done && this.#out.rows < maxRows) {
      const i = this.#next;
      if (now < time[i]!) return this.#bars.advance(now);
      if (now < time[i]! + ms) {
        // Before its end nobody could tell from a candle without trades that there is one.
        if (!isQuiet(high[i]!, low[i]!, volume[i]!)) this.#bars.begin(time[i]!, open[i]!);
        return;
      }
      this.#bars.candle(time[i]!, ms, open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!);
      this.#next++;
    }
    if (this.done) this.#bars.finish();
  }
}
