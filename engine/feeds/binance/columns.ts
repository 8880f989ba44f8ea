import { type CandleColumns, emptyColumns, sliceColumns } from "../../domain/mod.ts";
import type { FinalBar } from "./live_bars.ts";

export function columnsOf(bars: readonly FinalBar[]): CandleColumns {
  const out = emptyColumns(bars.length);
  bars.forEach((bar, i) => {
    out.time[i] = bar.time;
    out.open[i] = bar.open;
    out.high[i] = bar.high;
    out.low[i] = bar.low;
    out.close[i] = bar.close;
    out.volume[i] = bar.volume;
  });
  return out;
}

/** Parts that follow one another, as one. */
export function joined(parts: readonly CandleColumns[]): CandleColumns {
  if (parts.length === 1) return parts[0]!;
  const out = emptyColumns(parts.reduce((sum, { time }) => sum + time.length, 0));
  let at = 0;
  for (const part of parts) {
    out.time.set(part.time, at);
    out.open.set(part.open, at);
    out.high.set(part.high, at);
    out.low.set(part.low, at);
    out.close.set(part.close, at);
    out.volume.set(part.volume, at);
    at += part.time.length;
  }
  return out;
}

/** The last `count` rows; shares the memory. */
export function tailOf(columns: CandleColumns, count: number): CandleColumns {
  const length = columns.time.length;
  return sliceColumns(columns, Math.max(0, length - count), length);
}

/** The rows from `from` up to `to` (exclusive); shares the memory. */
export function within(columns: CandleColumns, from: number, to: number): CandleColumns {
  const { time } = columns;
  let start = 0;
  let end = time.length;
  while (start < end && time[start]! < from) start++;
  while (end > start && time[end - 1]! >= to) end--;
  return sliceColumns(columns, start, end);
}
