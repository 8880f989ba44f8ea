import type { TimeRange } from "../market_store.ts";

/** Row numbers in the order of time; of rows with the same time the last one stays last. */
export function rowsByTime(times: Float64Array): Uint32Array {
  const rows = new Uint32Array(times.length);
  let ascending = true;
  for (let row = 0; row < rows.length; row++) {
    rows[row] = row;
    if (row > 0 && times[row]! < times[row - 1]!) ascending = false;
  }
  return ascending ? rows : rows.sort((a, b) => times[a]! - times[b]! || a - b);
}

/** The bars of candles as ranges, joined where bar follows bar. */
export function barRanges(times: Float64Array, rows: Uint32Array, barMs: number): TimeRange[] {
  const ranges: TimeRange[] = [];
  for (let next = 0; next < rows.length;) {
    const from = times[rows[next]!]!;
    let to = from;
    for (; next < rows.length && times[rows[next]!]! <= to; next++) {
      to = times[rows[next]!]! + barMs;
    }
    ranges.push({ from, to });
  }
  return ranges;
}
