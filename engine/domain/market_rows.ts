/**
 * Market data on its way from a feed to a shard: rows of {@link ROW_WIDTH} numbers in one
 * `Float64Array`, so that a batch is one transfer and no object is made for a tick.
 *
 * A bar is `OPEN UPDATE* CLOSE`: its first price with the quote of that moment, any number of
 * updates, the finished candle. A feed that has only finished candles sends OPEN and CLOSE for each.
 * The numbers of OPEN and CLOSE never depend on how many updates were sent: that is what makes live,
 * replay and backtest agree.
 *
 * A live feed that was cut off says so in the rows, because nobody can act on what is past:
 * `MISSED` is a finished candle that came too late to be acted on, alone or in place of CLOSE;
 * `RESUME` begins, in place of OPEN, a bar that is under way and whose beginning was not seen.
 *
 * Where the feed has finer candles, `INNER` rows tell the way within a bar, one for each that is finished,
 * before CLOSE: `TIME` is the finer candle's open time, `AT` its end, and the prices and the volume are its own.
 * They depend on the finer candles alone, so live, replay and backtest agree on them as well.
 */
export const ROW_WIDTH = 10;

/** What a row says about its bar. */
export const RowKind = { OPEN: 0, UPDATE: 1, CLOSE: 2, MISSED: 3, RESUME: 4, INNER: 5 } as const;

/** Columns of a row. `AT` is the moment of the row, `TIME` the open time of its bar. */
export const Col = {
  KIND: 0,
  AT: 1,
  TIME: 2,
  OPEN: 3,
  HIGH: 4,
  LOW: 5,
  CLOSE: 6,
  VOLUME: 7,
  BID: 8,
  ASK: 9,
} as const;

/** Rows, {@link ROW_WIDTH} numbers each; `bid` and `ask` are NaN where the feed has no quotes. */
export type MarketRows = Float64Array;

/** Collects rows; grows by doubling and is used again after `take`. */
export class RowWriter {
  #data: Float64Array = new Float64Array(16 * ROW_WIDTH);
  #used = 0;
  #isFirm = false;

  /** True where there is more in it than updates of a forming bar. */
  get isFirm(): boolean {
    return this.#isFirm;
  }

  get rows(): number {
    return this.#used / ROW_WIDTH;
  }

  write(
    kind: number,
    at: number,
    time: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    bid: number,
    ask: number,
  ): void {
    if (this.#used === this.#data.length) {
      const bigger = new Float64Array(this.#data.length * 2);
      bigger.set(this.#data);
      this.#data = bigger;
    }
    if (kind !== RowKind.UPDATE) this.#isFirm = true;
    const d = this.#data;
    const i = this.#used;
    d[i] = kind;
    d[i + 1] = at;
    d[i + 2] = time;
    d[i + 3] = open;
    d[i + 4] = high;
    d[i + 5] = low;
    d[i + 6] = close;
    d[i + 7] = volume;
    d[i + 8] = bid;
    d[i + 9] = ask;
    this.#used = i + ROW_WIDTH;
  }

  /** What was written, as a view that is good until more is. */
  rowsWritten(): MarketRows {
    return this.#data.subarray(0, this.#used);
  }
  clear(): void {
    this.#used = 0;
  }

  /** A copy of what was written, and an empty writer. */
  take(): MarketRows {
    const rows = this.#data.slice(0, this.#used);
    this.#used = 0;
    this.#isFirm = false;
    return rows;
  }
}
