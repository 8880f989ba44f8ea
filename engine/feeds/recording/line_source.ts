import { constants, gunzipSync } from "node:zlib";
import { badInput } from "../../domain/mod.ts";

/** Longest line that is read. */
const MAX_LINE_CHARS = 64 * 2 ** 20;
/** Looked at to tell what a file is. */
const HEAD_BYTES = 4_096;
/** What gzip files begin with. */
const GZIP = [0x1f, 0x8b];

/**
 * The lines of a text file, plain or gzip, many at a time and never all at once. A last line without
 * an end is left out: it was cut off when its writer was.
 *
 * @throws InputError for a file that cannot be read or unpacked
 */
export async function* linesOf(path: string): AsyncGenerator<string[]> {
  let rest = "";
  try {
    for await (const chunk of await textOf(path)) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      if (rest.length > MAX_LINE_CHARS) throw badInput(`${path}: a line has no end`);
      if (lines.length > 0) yield lines;
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw badInput(`Cannot read ${path}: there is no such file`);
    }
    // Cut off in the middle, as a gzip file of a program that was killed.
    if (error instanceof TypeError) return;
    throw error;
  }
}

/** The beginning of a file as text, unpacked; empty where it cannot be read. */
export function headOf(path: string): string {
  try {
    using file = Deno.openSync(path);
    const bytes = new Uint8Array(HEAD_BYTES);
    const head = bytes.subarray(0, file.readSync(bytes) ?? 0);
    const packed = head[0] === GZIP[0] && head[1] === GZIP[1];
    // All that can be unpacked of a beginning.
    const plain = packed ? gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }) : head;
    return new TextDecoder().decode(plain);
  } catch {
    // Whoever reads the whole file says what is wrong with it.
    return "";
  }
}

async function textOf(path: string): Promise<ReadableStream<string>> {
  const packed = await isGzip(path);
  const { readable } = await Deno.open(path);
  const bytes = packed ? readable.pipeThrough(new DecompressionStream("gzip")) : readable;
  return bytes.pipeThrough(new TextDecoderStream());
}

async function isGzip(path: string): Promise<boolean> {
  using file = await Deno.open(path);
  const head = new Uint8Array(2);
  await file.read(head);
  return head[0] === GZIP[0] && head[1] === GZIP[1];
}
