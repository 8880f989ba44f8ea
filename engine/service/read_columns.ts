import type { KeptColumns } from "../backtest/mod.ts";
import { breathe } from "./breathe.ts";

/** Where runs keep their columns. */
export interface ColumnStore {
  columns(id: string, names: readonly string[]): KeptColumns;
}

/** Column by column, so that others have a turn: they have to be unpacked. */
export async function readColumns(
  store: ColumnStore,
  id: string,
  names: readonly string[],
): Promise<KeptColumns> {
  const all: Record<string, Float64Array> = {};
  for (const name of names) {
    Object.assign(all, store.columns(id, [name]));
    await breathe();
  }
  return all;
}
