/** A bar as the chart takes it; `time` is its open time in UTC epoch milliseconds. */
export interface ChartCandle {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Bars a chart keeps; past it the oldest tenth is dropped at once. */
export const MAX_BARS = 10_000;
const DROPPED_AT_ONCE = MAX_BARS / 10;

/** What became of a bar that arrived. */
export type Arrival = "appended" | "updated" | "late";

/** Bars in columns, oldest first, that grow at the end. */
export class CandleSeries {
  #columns = columns(1_024);
  #length = 0;

  get length(): number {
    return this.#length;
  }
  get time(): Float64Array {
    return this.#columns.time;
  }
  get open(): Float64Array {
    return this.#columns.open;
  }
  get high(): Float64Array {
    return this.#columns.high;
  }
  get low(): Float64Array {
    return this.#columns.low;
  }
  get close(): Float64Array {
    return this.#columns.close;
  }
  get volume(): Float64Array {
    return this.#columns.volume;
  }
  /** Open time of the newest bar; NaN when there is none. */
  get lastTime(): number {
    return this.#length === 0 ? NaN : this.#columns.time[this.#length - 1] ?? NaN;
  }

  at(index: number): ChartCandle | null {
    if (index < 0 || index >= this.#length) return null;
    const { time, open, high, low, close, volume } = this.#columns;
    return {
      time: time[index] ?? NaN,
      open: open[index] ?? NaN,
      high: high[index] ?? NaN,
      low: low[index] ?? NaN,
      close: close[index] ?? NaN,
      volume: volume[index] ?? NaN,
    };
  }

  /** Forgets everything and takes these, ascending in time. */
  replace(candles: readonly ChartCandle[]): void {
    this.#length = 0;
    for (const candle of candles.slice(-MAX_BARS)) this.put(candle);
  }

  /** Appends a newer bar or rewrites the newest; anything older comes too late. */
  put(candle: ChartCandle): Arrival {
    if (candle.time < this.lastTime) return "late";
    if (candle.time === this.lastTime) {
      this.#write(this.#length - 1, candle);
      return "updated";
    }
    if (this.#length === this.#columns.time.length) this.#grow();
    this.#write(this.#length++, candle);
    return "appended";
  }

  /** Drops the oldest bars once there are too many. @returns how many */
  trim(): number {
    if (this.#length <= MAX_BARS) return 0;
    for (const column of Object.values(this.#columns)) {
      column.copyWithin(0, DROPPED_AT_ONCE, this.#length);
    }
    this.#length -= DROPPED_AT_ONCE;
    return DROPPED_AT_ONCE;
  }

  /** Index of the last bar that opens at or before `time`; −1 when there is none. */
  indexAt(time: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#columns.time[middle] ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #write(index: number, { time, open, high, low, close, volume }: ChartCandle): void {
    const into = this.#columns;
    into.time[index] = time;
    into.open[index] = open;
    into.high[index] = high;
    into.low[index] = low;
    into.close[index] = close;
    into.volume[index] = volume;
  }

  #grow(): void {
    const bigger = columns(this.#columns.time.length * 2);
    bigger.time.set(this.#columns.time);
    bigger.open.set(this.#columns.open);
    bigger.high.set(this.#columns.high);
    bigger.low.set(this.#columns.low);
    bigger.close.set(this.#columns.close);
    bigger.volume.set(this.#columns.volume);
    this.#columns = bigger;
  }
}

function columns(length: number) {
  return {
    time: new Float64Array(length),
    open: new Float64Array(length),
    high: new Float64Array(length),
    low: new Float64Array(length),
    close: new Float64Array(length),
    volume: new Float64Array(length),
  };
}
