import { type CandleColumns, emptyColumns } from "../domain/mod.ts";
import type { Breathe } from "../kernel/mod.ts";

const NAMES = ["time", "open", "high", "low", "close", "volume"] as const;

/** Rows that are copied at a stretch, or as many as a part has. */
const JOIN_PIECE = 65_536;

/** Columns one behind the other, some at a stretch; memory for many takes its time, too. */
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
  let rested = 0;
  for (const part of parts) {
    if (row >= rested) {
      await breathe();
      rested = row + JOIN_PIECE;
    }
    for (const name of NAMES) all[name].set(part[name], row);
    row += part.time.length;
  }
  return all;
}
