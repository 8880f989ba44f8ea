import { barOpenTime, type CandleColumns } from "../domain/mod.ts";
import type { MarketSeries } from "../runner/mod.ts";

/** Bars told at once: enough that the loop costs nothing, few enough to look up in between. */
const CHUNK_BARS = 512;

/**
 * Candles that are bars already: told from the columns directly, which is several times as fast as by the
 * rows that `CandleCursor` would make of them, and comes to the same.
 */
export class BarFeed {
  readonly #columns: CandleColumns;
  #next: number;

  /** @param from index of the first bar */
  constructor(columns: CandleColumns, from: number) {
    this.#columns = columns;
    this.#next = from;
  }

  /** Whether each candle is a bar: as long, and where the bars of that length begin in UTC. */
  static serves({ time }: CandleColumns, candleMs: number, barMs: number): boolean {
    if (candleMs !== barMs) return false;
    let next = NaN;
    for (let i = 0; i < time.length; i++) {
      const open = time[i]!;
      if (open !== next && open !== barOpenTime(open, barMs)) return false;
      next = open + barMs;
    }
    return true;
  }

  /** Index of the next bar. */
  get position(): number {
    return this.#next;
  }

  /** Tells the next bars; none at the end. @param most bars */
  feed(series: MarketSeries, most = CHUNK_BARS): void {
    const from = this.#next;
    this.#next = Math.min(this.#columns.time.length, from + Math.min(most, CHUNK_BARS));
    series.applyBars(this.#columns, from, this.#next);
  }
}
