import type { Column } from "./column.ts";
import { pickRows } from "./downsample.ts";
import type { RunRecord } from "./run_record.ts";

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;

/**
 * The returns that risk is measured on: of each UTC day where bars are shorter than a day, of each bar
 * where they are not. A day without a bar has no return; the next one's spans the gap. The first and the
 * last day count though they may be parts. `Π(1 + r)` over all of them is the run's growth.
 */
export interface PeriodicReturns {
  readonly period: "DAY" | "BAR";
  /** The row of the columns that ends each period. */
  readonly rows: Uint32Array;
  /** One a period. They end where the equity is used up: nothing can be earned on nothing. */
  readonly returns: Float64Array;
  /** How many such periods a year of this market has. */
  readonly periodsPerYear: number;
}

/** @param periodsPerYear null: as the bars show, see {@link usualPeriodsPerYear} */
export function periodicReturns(
  record: RunRecord,
  periodsPerYear: number | null = null,
): PeriodicReturns {
  const { columns: { time, equity }, initialCash, barMs } = record;
  const daily = barMs < DAY_MS;
  const rows = daily ? dayRows(time) : Uint32Array.from(equity, (_, row) => row);
  return {
    period: daily ? "DAY" : "BAR",
    rows,
    returns: returnsAt(rows, equity, initialCash),
    periodsPerYear: periodsPerYear ?? usualPeriodsPerYear(rows, time, barMs),
  };
}

/** Each value over the one before it, `base` before the first; up to where the one before is not positive. */
export function returnsAt(rows: Uint32Array, values: Column, base: number): Float64Array {
  const returns = new Float64Array(rows.length);
  let before = base;
  for (let i = 0; i < rows.length; i++) {
    if (!(before > 0)) return returns.subarray(0, i);
    const value = values.at(rows[i]!)!;
    returns[i] = value / before - 1;
    before = value;
  }
  return returns;
}

/** The last row of each UTC day that has one. A bar that ends at midnight belongs to the day that ends. */
function dayRows(time: Column): Uint32Array {
  const bars = time.length;
  if (bars === 0) return new Uint32Array(0);
  const days = Math.min(bars, dayOf(time.at(bars - 1)!) - dayOf(time.at(0)!) + 1);
  const rows = new Uint32Array(days);
  let count = 0;
  for (let last = -1; last < bars - 1;) {
    const first = last + 1;
    last = lastRowUntil(time, dayOf(time.at(first)!) * DAY_MS, first);
    rows[count++] = last;
  }
  return rows.subarray(0, count);
}

/** The last row not later than `end`, from `row` on; found by halving, as most rows end no day. */
function lastRowUntil(time: Column, end: number, row: number): number {
  let low = row;
  let high = time.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (time.at(middle)! <= end) low = middle;
    else high = middle;
  }
  return low;
}

/** Days of 24 hours from the epoch to the end of the day that `time` is in or ends. */
function dayOf(time: number): number {
  return Math.ceil(time / DAY_MS);
}

/**
 * 365 where the market has Saturdays (crypto), else 252, the sessions of a stock exchange's year. Seen in
 * the bars rather than known of the symbol: a simulated stock trades every day, and forex rests like
 * stocks. Bars longer than a day have no holidays: as many as fit into 365.25 days.
 */
function usualPeriodsPerYear(rows: Uint32Array, time: Column, barMs: number): number {
  if (barMs > DAY_MS) return YEAR_DAYS * DAY_MS / barMs;
  let saturdays = 0;
  // The epoch was the beginning of a Thursday: a Saturday ended after three days, and every week since.
  for (const row of rows) if (dayOf(time.at(row)!) % 7 === 3) saturdays++;
  return saturdays * 14 >= rows.length ? 365 : 252;
}

/** Where a period's return can be held against the benchmark's: not in the bar that the benchmark begins at. */
export function firstComparable({ rows }: PeriodicReturns): number {
  return rows[0] === 0 ? 1 : 0;
}

/** When each period ended, to draw its returns over. */
export function periodTimes(
  { columns: { time } }: RunRecord,
  periods: PeriodicReturns,
): Float64Array {
  return pickRows(time, periods.rows);
}
