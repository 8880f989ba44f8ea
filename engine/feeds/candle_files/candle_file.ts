import type { CandleColumns } from "../../domain/mod.ts";
import { breathe } from "../breathe.ts";
import { CandleParser, type RowRules } from "./candle_parser.ts";
import { GatheredColumns } from "./gathered_columns.ts";
import { checkGrid, intervalOf } from "./interval.ts";
import { rowBlocks } from "./row_blocks.ts";
import { type CandleText, candleTexts } from "./packed_text.ts";

/** The candles of a text in a file, all in memory. */
export interface CandleFile {
  readonly name: string;
  readonly columns: CandleColumns;
  /** Milliseconds between candles; NaN when there is one only. */
  readonly intervalMs: number;
  /** Rows that said what the one above said and were left out, see {@link RowRules}. */
  readonly repeated: number;
}

/**
 * Reads a file whole: one text, or several out of a zip.
 *
 * @throws InputError for a file that cannot be read, unpacked or understood
 */
export async function readCandleFiles(path: string, rules: RowRules = {}): Promise<CandleFile[]> {
  const files: CandleFile[] = [];
  for (const text of await candleTexts(path)) files.push(await readText(text, rules));
  return files;
}

async function readText({ name, chunks }: CandleText, rules: RowRules): Promise<CandleFile> {
  const parser = new CandleParser(name, rules);
  const gathered = new GatheredColumns();
  for await (const block of rowBlocks(chunks(), name)) {
    gathered.add(parser.parse(block));
    await breathe();
  }
  parser.end();
  const columns = gathered.take();
  const intervalMs = intervalOf(columns);
  checkGrid(columns, intervalMs, name);
  return { name, columns, intervalMs, repeated: parser.repeated };
}
