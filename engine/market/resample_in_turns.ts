import { barOpenTime, type CandleColumns, sliceColumns } from "../domain/mod.ts";
import type { Breathe } from "../kernel/mod.ts";
import { resample } from "./aggregator.ts";
import { joinInTurns } from "./join_in_turns.ts";

/** Candles of a piece: some milliseconds, the first time. */
export const RESAMPLE_PIECE = 32_768;

/** The same bars as `resample()` makes of candles, {@link RESAMPLE_PIECE} at a stretch or as many as one bar has. */
export async function resampleInTurns(
  fine: CandleColumns,
  barMs: number,
  breathe: Breathe,
): Promise<CandleColumns> {
  const parts: CandleColumns[] = [];
  for (let from = 0; from < fine.time.length;) {
    const to = barStart(fine.time, from + RESAMPLE_PIECE, barMs);
    parts.push(resample(sliceColumns(fine, from, to), barMs));
    from = to;
    await breathe();
  }
  return await joinInTurns(parts, breathe);
}

/** The first row from `row` on that another bar begins with than the one before it. */
function barStart(time: Float64Array, row: number, barMs: number): number {
  if (row >= time.length) return time.length;
  const bar = barOpenTime(time[row - 1]!, barMs);
  while (row < time.length && barOpenTime(time[row]!, barMs) === bar) row++;
  return row;
}
