import {
  barOpenTime,
  type CandleColumns,
  Col,
  type MarketRows,
  ROW_WIDTH,
  RowKind,
} from "../domain/mod.ts";

/** Bars written at once: enough that the loop costs nothing, few enough to stay in the cache. */
const CHUNK_BARS = 512;

/**
 * Candles that are bars already, as the rows that `CandleCursor` would make of them: OPEN with the first
 * price, CLOSE with all of it. Made of the columns directly it is several times as fast.
 */
export class BarFeed {
  readonly #columns: CandleColumns;
  readonly #barMs: number;
  readonly #rows = emptyRows();
  #next: number;

  /** @param from index of the first bar */
  constructor(columns: CandleColumns, barMs: number, from: number) {
    this.#columns = columns;
    this.#barMs = barMs;
    this.#next = from;
  }

  /** Whether each candle is a bar: as long, and where the bars of that length begin in UTC. */
  static serves({ time }: CandleColumns, candleMs: number, barMs: number): boolean {
    if (candleMs !== barMs) return false;
    for (let i = 0; i < time.length; i++) {
      if (i > 0 && time[i] === time[i - 1]! + barMs) continue;
      if (time[i] !== barOpenTime(time[i]!, barMs)) return false;
    }
    return true;
  }

  /** Index of the next bar. */
  get position(): number {
    return this.#next;
  }

  /** Rows of the next bars, good until the next call; none at the end. */
  take(): MarketRows {
    const { time, open, high, low, close, volume } = this.#columns;
    const rows = this.#rows;
    const barMs = this.#barMs;
    const from = this.#next;
    const end = Math.min(time.length, from + CHUNK_BARS);
    let at = 0;
    for (let i = from; i < end; i++) {
      const begin = time[i]!;
      const first = open[i]!;
      rows[at + Col.AT] = begin;
      rows[at + Col.TIME] = begin;
      rows[at + Col.OPEN] = first;
      rows[at + Col.HIGH] = first;
      rows[at + Col.LOW] = first;
      rows[at + Col.CLOSE] = first;
      at += ROW_WIDTH;
      rows[at + Col.AT] = begin + barMs;
      rows[at + Col.TIME] = begin;
      rows[at + Col.OPEN] = first;
      rows[at + Col.HIGH] = high[i]!;
      rows[at + Col.LOW] = low[i]!;
      rows[at + Col.CLOSE] = close[i]!;
      rows[at + Col.VOLUME] = volume[i]!;
      at += ROW_WIDTH;
    }
    this.#next = end;
    return rows.subarray(0, at);
  }
}

/** Rows by turns OPEN and CLOSE, with what is the same in all of them. */
function emptyRows(): Float64Array {
  const rows = new Float64Array(2 * CHUNK_BARS * ROW_WIDTH);
  for (let at = 0; at < rows.length; at += ROW_WIDTH) {
    rows[at + Col.KIND] = at % (2 * ROW_WIDTH) === 0 ? RowKind.OPEN : RowKind.CLOSE;
    rows[at + Col.BID] = NaN;
    rows[at + Col.ASK] = NaN;
  }
  return rows;
}
