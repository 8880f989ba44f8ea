/** One bar of trading. `time` is its open time, UTC epoch milliseconds. */
export interface Candle {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Base units traded. */
  readonly volume: number;
  /** Best bid and ask when the candle was last updated, where the feed knows them. */
  readonly bid?: number;
  readonly ask?: number;
  /** False while the bar is still forming. */
  readonly closed: boolean;
}

/** Many closed candles, one column a field; all of one length, times ascending. */
export interface CandleColumns {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

export function emptyColumns(length: number): CandleColumns {
  return {
    time: new Float64Array(length),
    open: new Float64Array(length),
    high: new Float64Array(length),
    low: new Float64Array(length),
    close: new Float64Array(length),
    volume: new Float64Array(length),
  };
}

/** A view of rows `from` to `to` (exclusive); shares the memory. */
export function sliceColumns(columns: CandleColumns, from: number, to: number): CandleColumns {
  return {
    time: columns.time.subarray(from, to),
    open: columns.open.subarray(from, to),
    high: columns.high.subarray(from, to),
    low: columns.low.subarray(from, to),
    close: columns.close.subarray(from, to),
    volume: columns.volume.subarray(from, to),
  };
}
