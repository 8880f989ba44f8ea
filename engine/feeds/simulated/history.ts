import type { CandleColumns } from "../../domain/mod.ts";
import { emptyColumns, scaleOf } from "../../domain/mod.ts";
import { FormingBar } from "./forming_bar.ts";
import { HOUR_MS, TICK_MS, TICKS_AN_HOUR } from "./hour_ticks.ts";
import type { SymbolPath } from "./symbol_path.ts";

/**
 * Hours of market made at a stretch before others get their turn: some 0.3 ms, because whoever asks
 * for a snapshot meanwhile waits for dozens of turns.
 */
const HOURS_A_SLICE = 2;
/** Longest history anybody gets, in bars. */
export const MAX_HISTORY_BARS = 20_000;

/**
 * The closed bars that end at `end`, as a job to be done in slices: each `next()` works for less
 * than a millisecond. Fewer than asked for where the market's first day (1970-01-01) is nearer.
 *
 * @param end open time of the first bar that is not wanted any more
 */
export function* makeHistory(
  path: SymbolPath,
  barMs: number,
  bars: number,
  end: number,
): Generator<void, CandleColumns> {
  const count = Math.max(0, Math.min(bars, MAX_HISTORY_BARS, Math.floor(end / barMs)));
  const start = end - count * barMs;
  const columns = emptyColumns(count);
  const scale = scaleOf(path.instrument);
  const bar = new FormingBar();
  let hours = 0;
  for (let n = 0; n < count; n++) {
    const time = start + n * barMs;
    for (let at = time; at < time + barMs;) {
      const hour = Math.floor(at / HOUR_MS);
      const ticks = path.hour(hour);
      const from = (at - hour * HOUR_MS) / TICK_MS;
      const to = Math.min(TICKS_AN_HOUR, from + (time + barMs - at) / TICK_MS);
      if (at === time) bar.begin(ticks.price[from]!, 0);
      bar.take(ticks, from, to);
      at = hour * HOUR_MS + to * TICK_MS;
      if (to === TICKS_AN_HOUR && ++hours % HOURS_A_SLICE === 0) yield;
    }
    columns.time[n] = time;
    columns.open[n] = scale.toPrice(bar.open);
    columns.high[n] = scale.toPrice(bar.high);
    columns.low[n] = scale.toPrice(bar.low);
    columns.close[n] = scale.toPrice(bar.close);
    columns.volume[n] = scale.toQuantity(bar.lots);
  }
  return columns;
}
