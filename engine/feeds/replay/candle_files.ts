import { basename } from "node:path";
import type { CandleColumns } from "../../domain/mod.ts";
import { badInput } from "../../domain/mod.ts";
import { breathe } from "../breathe.ts";
import { CandleParser } from "./csv.ts";
import { checkGrid, intervalOf } from "./interval.ts";
import { unpack } from "./unpack.ts";

/** Rows parsed at a stretch before others get their turn; some 5 ms. */
const ROWS_A_SLICE = 20_000;

/** A file's candles. */
export interface CandleFile {
  readonly name: string;
  readonly columns: CandleColumns;
  /** Milliseconds between candles; NaN when there is one only. */
  readonly intervalMs: number;
}

interface Known {
  /** Changes when the file does. */
  readonly version: string;
  readonly file: Promise<CandleFile>;
}

/** Reads files once, and again when they have changed. */
export class CandleFiles {
  readonly #known = new Map<string, Known>();

  /** @throws InputError for a file that cannot be read, unpacked or understood */
  async load(path: string): Promise<CandleFile> {
    const version = await versionOf(path);
    const known = this.#known.get(path);
    if (known?.version === version) return await known.file;
    const file = readCandleFile(path);
    this.#known.set(path, { version, file });
    file.catch(() => this.#known.delete(path));
    return await file;
  }

  clear(): void {
    this.#known.clear();
  }
}

async function versionOf(path: string): Promise<string> {
  const { isFile, mtime, size } = await reading(path, () => Deno.stat(path));
  if (!isFile) throw badInput(`Cannot read ${path}: it is no file`);
  return `${mtime?.getTime()}/${size}`;
}

async function readCandleFile(path: string): Promise<CandleFile> {
  const name = basename(path);
  const bytes = await unpack(await reading(path, () => Deno.readFile(path)), name);
  const parser = new CandleParser(bytes, name);
  while (parser.parse(ROWS_A_SLICE)) await breathe();
  const columns = parser.columns();
  const intervalMs = intervalOf(columns);
  checkGrid(columns, intervalMs, name);
  return { name, columns, intervalMs };
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const why = error instanceof Deno.errors.NotFound
      ? "there is no such file"
      : error instanceof Error
      ? error.message
      : String(error);
    throw badInput(`Cannot read ${path}: ${why}`);
  }
}
