import { badInput } from "../../domain/mod.ts";
import { type CandleFile, readCandleFiles, reading } from "../candle_files/mod.ts";

interface Known {
  /** Changes when the file does. */
  readonly version: string;
  readonly candles: Promise<CandleFile[]>;
}

/** Reads files once, and again when they have changed. */
export class CandleFiles {
  readonly #known = new Map<string, Known>();

  /**
   * The candles of a file, or of each file in a zip.
   *
   * @throws InputError for a file that cannot be read, unpacked or understood
   */
  async load(path: string): Promise<CandleFile[]> {
    const version = await versionOf(path);
    const known = this.#known.get(path);
    if (known?.version === version) return await known.candles;
    const candles = readCandleFiles(path);
    this.#known.set(path, { version, candles });
    candles.catch(() => this.#known.delete(path));
    return await candles;
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
