import type { CandleColumns } from "../../domain/mod.ts";
import { barOpenTime, emptyColumns, sliceColumns } from "../../domain/mod.ts";
import type { KlineAnswer } from "./rest_api.ts";
import { epochMs, numberOf } from "./rest_numbers.ts";

/** What was asked for. */
export interface KlineRange {
  readonly barMs: number;
  /** Open times from `from` up to `to` (exclusive). */
  readonly from: number;
  readonly to: number;
  /** Most rows. */
  readonly limit: number;
}

/** Cells of a row that are read; the exchange sends more. */
const CELLS = 6;

/**
 * The candles in an answer to a kline request: `[[openTime, open, high, low, close, volume, …], …]`.
 * A row that makes no sense, comes twice or was not asked for is left out and counted, so that good
 * and bad ones together are as many as came. Null when the answer is not a list of rows at all.
 */
export function readKlines(body: unknown, range: KlineRange): KlineAnswer | null {
  if (!Array.isArray(body) || body.length > range.limit) return null;
  const rows = body.filter(isRow);
  if (rows.length === 0 && body.length > 0) return null;
  const columns = emptyColumns(rows.length);
  let count = 0;
  let next = range.from;
  for (const row of rows) {
    const time = epochMs(row[0]);
    const fits = time >= next && time < range.to && barOpenTime(time, range.barMs) === time;
    if (!fits || !readRow(row, columns, count)) continue;
    columns.time[count++] = time;
    next = time + range.barMs;
  }
  return { candles: sliceColumns(columns, 0, count), garbage: body.length - count };
}

function isRow(row: unknown): row is readonly unknown[] {
  return Array.isArray(row) && row.length >= CELLS;
}

/** Puts a row's prices and volume at `at`; false when they are none. */
function readRow(row: readonly unknown[], columns: CandleColumns, at: number): boolean {
  const open = columns.open[at] = numberOf(row[1]);
  const high = columns.high[at] = numberOf(row[2]);
  const low = columns.low[at] = numberOf(row[3]);
  const close = columns.close[at] = numberOf(row[4]);
  const volume = columns.volume[at] = numberOf(row[5]);
  return low > 0 && low <= Math.min(open, close) && Math.max(open, close) <= high &&
    high < Infinity && volume >= 0 && volume < Infinity;
}
