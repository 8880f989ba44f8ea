import {
  barOpenTime,
  emptyColumns,
  RowWriter,
  sliceColumns,
  timeframeMs,
} from "../../domain/mod.ts";
import type { Clock, Timers } from "../../kernel/mod.ts";
import { CandleCursor, type CandleSeries, resample } from "../../market/mod.ts";
import { breathe } from "../breathe.ts";
import type { StreamRequest } from "../feed.ts";
import type { Outlet } from "../outlet.ts";
import { checkTimeframe } from "./check_timeframe.ts";

/** Rows in one push, about: at maximum speed and when catching up. */
const MAX_ROWS_A_PUSH = 4_000;
/** How often a stream at a given speed moves on. */
const PUMP_MS = 100;

/** How time goes by in a replay. */
export interface ReplayPace {
  readonly speed: number | "max";
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Plays a series from its start, or from behind `request.after`, into the outlet; resolves when it
 * has ended or was closed.
 *
 * @throws InputError when the timeframe cannot be made of the series
 */
export async function play(
  series: CandleSeries,
  request: StreamRequest,
  outlet: Outlet,
  pace: ReplayPace,
): Promise<void> {
  const { after, timeframe, instrument } = request;
  checkTimeframe(series.intervalMs, timeframe, instrument);
  const barMs = timeframeMs(timeframe);
  const from = after === undefined
    ? 0
    : firstAtOrAfter(series.columns.time, barOpenTime(after, barMs) + barMs);
  const past = from === 0 ? emptyColumns(0) : sliceColumns(series.columns, 0, from);
  outlet.begin(resample(past, barMs));
  const rows = new RowWriter();
  const cursor = new CandleCursor(series, barMs, from, rows);
  if (pace.speed === "max") await race(cursor, rows, outlet);
  else await stroll(cursor, rows, outlet, { ...pace, speed: pace.speed });
  outlet.status("ENDED");
}

async function race(cursor: CandleCursor, rows: RowWriter, outlet: Outlet): Promise<void> {
  while (!cursor.done && !outlet.closed) {
    cursor.advance(Infinity, MAX_ROWS_A_PUSH);
    outlet.push(rows.take());
    await outlet.full;
    await breathe();
  }
}

/** Keeps the distances between candles, `speed` times as fast. */
function stroll(
  cursor: CandleCursor,
  rows: RowWriter,
  outlet: Outlet,
  { speed, clock, timers }: ReplayPace & { speed: number },
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let wall = clock.now();
  let now = cursor.nextTime;
  const step = () => {
    if (!outlet.closed && !outlet.full) {
      now += Math.max(0, clock.now() - wall) * speed;
      wall = clock.now();
      cursor.advance(now, MAX_ROWS_A_PUSH);
      outlet.push(rows.take());
    }
    if (!outlet.closed && !(cursor.done && !outlet.full)) return;
    stop();
    resolve();
  };
  const stop = timers.every(PUMP_MS, step);
  step();
  return promise;
}

/** Index of the first time that is not before `at`; the length when there is none. */
function firstAtOrAfter(time: Float64Array, at: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
