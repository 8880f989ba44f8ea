import type { Candle, CandleColumns } from "../domain/mod.ts";
import { emptyColumns, invariant } from "../domain/mod.ts";

/** Longest window anybody may ask for, in bars. */
export const MAX_WINDOW = 10_000;

/** Smallest window that is kept, in bars. */
const MIN_CAPACITY = 64;

/**
 * How many bars are kept for who asks for a window of that size: a power of two, so that runners whose
 * windows are about the same share one. Live and in a backtest alike, or an average that is asked for
 * late would remember more in one than in the other.
 */
export function windowCapacity(windowSize: number): number {
  return Math.min(MAX_WINDOW, powerOfTwoAtLeast(Math.max(MIN_CAPACITY, windowSize)));
}

function powerOfTwoAtLeast(n: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, n)));
}

/**
 * The last closed candles of one stream in columnar ring buffers.
 *
 * Row `n` bars ago lies at index `(head - n) & mask`, so reading and pushing cost the same however
 * long the window is, and nothing is allocated.
 */
export class CandleWindow {
  readonly capacity: number;
  readonly mask: number;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** Index of the newest row; -1 & mask before the first. */
  head: number;
  /** Rows that can be read, at most `capacity`. */
  count = 0;
  /** Rows ever pushed. */
  total = 0;

  /** @param capacity bars to remember; the buffers hold the next power of two */
  constructor(capacity: number) {
    invariant(
      Number.isInteger(capacity) && capacity >= 1 && capacity <= MAX_WINDOW,
      `window capacity is 1 to ${MAX_WINDOW}, not ${capacity}`,
    );
    this.capacity = capacity;
    const size = powerOfTwoAtLeast(capacity);
    this.mask = size - 1;
    const columns = emptyColumns(size);
    this.time = columns.time;
    this.open = columns.open;
    this.high = columns.high;
    this.low = columns.low;
    this.close = columns.close;
    this.volume = columns.volume;
    this.head = this.mask;
  }

  push(
    time: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
  ): void {
    const i = (this.head + 1) & this.mask;
    this.time[i] = time;
    this.open[i] = open;
    this.high[i] = high;
    this.low[i] = low;
    this.close[i] = close;
    this.volume[i] = volume;
    this.head = i;
    if (this.count < this.capacity) this.count++;
    this.total++;
  }

  /** Open time of the newest closed bar; NaN in an empty window. */
  get lastTime(): number {
    return this.count === 0 ? NaN : this.time[this.head]!;
  }

  /** The row `ago` bars back (0 is the newest), or undefined outside the window. */
  at(ago: number): Candle | undefined {
    if (ago < 0 || ago >= this.count) return undefined;
    const i = (this.head - ago) & this.mask;
    return {
      time: this.time[i]!,
      open: this.open[i]!,
      high: this.high[i]!,
      low: this.low[i]!,
      close: this.close[i]!,
      volume: this.volume[i]!,
      closed: true,
    };
  }

  /** The newest `limit` rows, oldest first, copied out. */
  tail(limit: number): CandleColumns {
    const n = Math.max(0, Math.min(limit, this.count));
    const out = emptyColumns(n);
    for (let k = 0; k < n; k++) {
      const i = (this.head - (n - 1 - k)) & this.mask;
      out.time[k] = this.time[i]!;
      out.open[k] = this.open[i]!;
      out.high[k] = this.high[i]!;
      out.low[k] = this.low[i]!;
      out.close[k] = this.close[i]!;
      out.volume[k] = this.volume[i]!;
    }
    return out;
  }
}
