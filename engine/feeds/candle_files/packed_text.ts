import { basename } from "node:path";
import { badInput, InputError } from "../../domain/mod.ts";
import { reading } from "./reading.ts";
import { refuseTables } from "./refuse_tables.ts";
import { startsWith } from "./starts_with.ts";
import { gunzipped } from "./unpacked.ts";

/** A text that lies in a file, packed or not, to be read piece by piece. */
export interface CandleText {
  /** As messages call it: the file's name, in a zip that of the entry behind it. */
  readonly name: string;
  /**
   * Its bytes unpacked, from the start each time it is called. A piece may lie in memory that the next
   * one uses again.
   *
   * @throws InputError on the way
   */
  chunks(): AsyncIterable<Uint8Array>;
}

/** Told how many bytes of a file were read, packed as they are. */
export type OnRead = (bytes: number) => void;

const GZIP = [0x1f, 0x8b];
/** A zip with entries, and one without. */
const ZIPS = [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6]];

/**
 * The texts in a file: the file itself, plain or gzip, or the `.csv` (else `.json`) entries of a zip.
 * What it is is told by its first bytes, whatever the name says; tables are refused by either.
 *
 * @throws InputError for a file that cannot be read
 */
export async function candleTexts(path: string, onRead: OnRead = () => {}): Promise<CandleText[]> {
  const name = basename(path);
  const first = await firstBytes(path);
  refuseTables(name, first);
  if (ZIPS.some((zip) => startsWith(first, zip))) {
    // Loaded where it is needed: a service that replays no zip starts without it.
    const { zipTexts } = await import("./zip_texts.ts");
    return await zipTexts(path, onRead);
  }
  if (!startsWith(first, GZIP)) return [{ name, chunks: () => plainChunks(path, onRead) }];
  return [{ name, chunks: () => gzipChunks(path, name, onRead) }];
}

/** As many as the longest mark has that a kind of file begins with: the `ARROW1` of feather. */
const FIRST_BYTES = 6;

async function firstBytes(path: string): Promise<Uint8Array> {
  return await reading(path, async () => {
    if (!(await Deno.stat(path)).isFile) throw new Error("it is no file");
    using file = await Deno.open(path);
    const bytes = new Uint8Array(FIRST_BYTES);
    return bytes.subarray(0, await file.read(bytes) ?? 0);
  });
}

/** Bytes that are read at once of a file that is not packed. */
const READ_BYTES = 262_144;

async function* plainChunks(path: string, onRead: OnRead): AsyncGenerator<Uint8Array> {
  using file = await reading(path, () => Deno.open(path));
  const buffer = new Uint8Array(READ_BYTES);
  for (;;) {
    const count = await reading(path, () => file.read(buffer));
    if (count === null) return;
    onRead(count);
    yield buffer.subarray(0, count);
  }
}

/** Each piece in memory of its own: what unpacks them holds several. */
async function* fileChunks(path: string, onRead: OnRead): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const file = await reading(path, () => Deno.open(path));
  // Leaving early closes the file.
  const chunks = file.readable[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await reading(path, () => chunks.next());
      if (done) return;
      onRead(value.length);
      yield value;
    }
  } finally {
    await chunks.return?.();
  }
}

async function* gzipChunks(
  path: string,
  name: string,
  onRead: OnRead,
): AsyncGenerator<Uint8Array> {
  try {
    yield* gunzipped(fileChunks(path, onRead));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw badInput(`${name}: cannot unpack it: the gzip data is cut off or damaged`);
  }
}
