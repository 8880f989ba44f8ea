import { type CandleColumns, emptyColumns } from "../../domain/mod.ts";

/** The parts one behind the other, in memory of their own. */
export function joinColumns(parts: readonly CandleColumns[]): CandleColumns {
  const out = emptyColumns(parts.reduce((sum, { time }) => sum + time.length, 0));
  let at = 0;
  for (const { time, open, high, low, close, volume } of parts) {
    out.time.set(time, at);
    out.open.set(open, at);
    out.high.set(high, at);
    out.low.set(low, at);
    out.close.set(close, at);
    out.volume.set(volume, at);
    at += time.length;
  }
  return out;
}
