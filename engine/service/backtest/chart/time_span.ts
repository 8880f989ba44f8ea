import { type CandleColumns, sliceColumns } from "../../../domain/mod.ts";

/** From `from` up to `to` (exclusive), UTC epoch milliseconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A view of the candles that open in a stretch of time. */
export function rowsWithin(columns: CandleColumns, { from, to }: TimeSpan): CandleColumns {
  const first = firstRow(columns.time, from);
  return sliceColumns(columns, first, Math.max(first, firstRow(columns.time, to)));
}

/** The first row at or after a time; as many as there are where none is. */
export function firstRow(time: Float64Array, at: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
