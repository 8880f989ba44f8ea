import { type CandleColumns, emptyColumns } from "../domain/mod.ts";
import type { Breathe } from "../kernel/mod.ts";

const NAMES = ["time", "open", "high", "low", "close", "volume"] as const;

/** Columns one behind the other, a part at a stretch; memory for many takes its time, too. */
export async function joinInTurns(
  parts: readonly CandleColumns[],
  breathe: Breathe,
): Promise<CandleColumns> {
  const length = parts.reduce((sum, { time }) => sum + time.length, 0);
  const all = { ...emptyColumns(0) };
  for (const name of NAMES) {
    await breathe();
    all[name] = new Float64Array(length);
  }
  let row = 0;
  for (const part of parts) {
    await breathe();
    for (const name of NAMES) all[name].set(part[name], row);
    row += part.time.length;
  }
  return all;
}
