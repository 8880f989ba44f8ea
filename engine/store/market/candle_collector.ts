import { type CandleColumns, emptyColumns } from "../../domain/mod.ts";
import type { CandleChunk } from "./candle_chunk.ts";
import type { CandleGrid } from "./candle_grid.ts";

/** Gathers the candles of chunks, given in the order of time, into columns. */
export class CandleCollector {
  readonly #grid: CandleGrid;
  readonly #columns: CandleColumns;
  #length = 0;

  /** @param capacity how many candles there may be at most */
  constructor(grid: CandleGrid, capacity: number) {
    this.#grid = grid;
    this.#columns = emptyColumns(capacity);
  }

  /** Adds the candles of slots `from` to `to` (exclusive). */
  add(number: number, chunk: CandleChunk, from: number, to: number): void {
    const start = this.#grid.chunkStart(number);
    for (const [begin, end] of chunk.runs(from, to)) {
      chunk.copyTo(this.#columns, this.#length, begin, end);
      for (let slot = begin; slot < end; slot++) {
        this.#columns.time[this.#length++] = start + slot * this.#grid.barMs;
      }
    }
  }

  /** The last `limit` candles, in arrays of just their size. */
  take(limit = Infinity): CandleColumns {
    const to = this.#length;
    const from = Math.max(0, to - limit);
    const fitting = (column: Float64Array) =>
      from === 0 && to === column.length ? column : column.slice(from, to);
    const { time, open, high, low, close, volume } = this.#columns;
    return {
      time: fitting(time),
      open: fitting(open),
      high: fitting(high),
      low: fitting(low),
      close: fitting(close),
      volume: fitting(volume),
    };
  }
}
