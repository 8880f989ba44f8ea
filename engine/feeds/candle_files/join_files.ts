import { badInput, type CandleColumns } from "../../domain/mod.ts";
import type { CandleFile } from "./candle_file.ts";
import { joinColumns } from "./join_columns.ts";

/**
 * Files of one symbol as one series, in the order of their times.
 *
 * @throws InputError when they overlap or have candles of different lengths
 */
export function joinFiles(
  files: readonly CandleFile[],
): { readonly columns: CandleColumns; readonly intervalMs: number } {
  const [first, ...rest] = files.toSorted((a, b) => a.columns.time[0]! - b.columns.time[0]!);
  if (!first) throw new Error("Invariant: a series has at least one file");
  let last = first;
  for (const file of rest) {
    if (file.intervalMs !== last.intervalMs) {
      throw badInput(`${last.name} and ${file.name} have candles of different lengths`);
    }
    if (file.columns.time[0]! <= last.columns.time.at(-1)!) {
      throw badInput(`${last.name} and ${file.name} overlap in time`);
    }
    last = file;
  }
  if (rest.length === 0) return first;
  return {
    columns: joinColumns([first, ...rest].map(({ columns }) => columns)),
    intervalMs: first.intervalMs,
  };
}
