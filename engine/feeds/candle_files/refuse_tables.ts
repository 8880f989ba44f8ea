import { badInput } from "../../domain/mod.ts";
import { startsWith } from "./starts_with.ts";

/** Files of tables that freqtrade writes, too, and how each is known. */
const TABLES = [
  { format: "feather", magic: "ARROW1", ending: /\.feather$/i },
  { format: "parquet", magic: "PAR1", ending: /\.parquet$/i },
] as const;

const bytesOf = (text: string) => [...new TextEncoder().encode(text)];

/** @throws InputError for a file in a format that can be turned into one that is read, saying how */
export function refuseTables(name: string, first: Uint8Array): void {
  const table = TABLES.find(({ magic, ending }) =>
    startsWith(first, bytesOf(magic)) || ending.test(name)
  );
  if (table === undefined) return;
  throw badInput(
    `${name}: it is a ${table.format} file, which is not read; turn it into JSON first: ` +
      `freqtrade convert-data --format-from ${table.format} --format-to json`,
  );
}
