import { basename } from "node:path";
import { crc32 } from "node:zlib";
import { type FileEntry, Reader, ZipReader } from "@zip.js/zip.js/index-native.js";
import { badInput, InputError } from "../../domain/mod.ts";
import type { CandleText, OnRead } from "./packed_text.ts";
import { reading } from "./reading.ts";
import { inflated } from "./unpacked.ts";

/** Most entries a zip may have. */
const MAX_ZIP_ENTRIES = 10_000;
/** How an entry can be packed. */
const STORED = 0;
const DEFLATED = 8;

/** @throws InputError for a zip that cannot be read or has no `.csv` or `.json` in it */
export async function zipTexts(path: string, onRead: OnRead): Promise<CandleText[]> {
  const name = basename(path);
  await using zip = await OpenZip.open(path, () => {});
  const entries = await zip.entries();
  if (entries.length === 0) throw badInput(`${name}: there is no .csv or .json file in it`);
  return entries.map(({ filename }, index) => {
    const entryName = `${name}/${filename}`;
    return { name: entryName, chunks: () => entryChunks(path, index, entryName, onRead) };
  });
}

async function* entryChunks(
  path: string,
  index: number,
  name: string,
  onRead: OnRead,
): AsyncGenerator<Uint8Array> {
  await using zip = await OpenZip.open(path, onRead);
  const entry = (await zip.entries())[index];
  if (!entry) throw badInput(`Cannot read ${path}: it changed while it was read`);
  const { compressionMethod, encrypted } = entry;
  if (encrypted) throw badInput(`${name}: cannot unpack it: it is encrypted`);
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    throw badInput(
      `${name}: cannot unpack it: compression method ${compressionMethod} is not known`,
    );
  }
  const packed = packedChunks(entry);
  let crc = 0;
  try {
    for await (const chunk of compressionMethod === STORED ? packed : inflated(packed)) {
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw zipError(name, error);
  }
  if (crc !== entry.signature) throw zipError(name, null);
}

/** An entry's bytes as they lie in the file. */
async function* packedChunks(entry: FileEntry): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const out = writable.getWriter();
  const sink = new WritableStream<Uint8Array>({ write: (chunk) => out.write(chunk) });
  // What goes wrong goes wrong on the reading end, too.
  const written = entry.getData(sink, { useWebWorkers: false, passThrough: true })
    .then(() => out.close()).catch((error) => out.abort(error).catch(() => {}));
  try {
    yield* readable;
  } finally {
    await written;
  }
}

/** An open zip file; disposing of it closes the file. */
class OpenZip {
  readonly #name: string;
  readonly #file: Deno.FsFile;
  readonly #reader: ZipReader<Deno.FsFile>;

  private constructor(path: string, file: Deno.FsFile, size: number, onRead: OnRead) {
    this.#name = basename(path);
    this.#file = file;
    this.#reader = new ZipReader(new FileReader(path, file, size, onRead), {
      useWebWorkers: false,
    });
  }

  static async open(path: string, onRead: OnRead): Promise<OpenZip> {
    const file = await reading(path, () => Deno.open(path));
    return new OpenZip(path, file, (await file.stat()).size, onRead);
  }

  /** The candle files inside: CSV, or JSON where there is none. */
  async entries(): Promise<FileEntry[]> {
    const found: FileEntry[] = [];
    try {
      for await (const entry of this.#reader.getEntriesGenerator()) {
        if (isCandles(entry.filename) && !entry.directory) found.push(entry);
        if (found.length > MAX_ZIP_ENTRIES) break;
      }
    } catch (error) {
      throw zipError(this.#name, error);
    }
    if (found.length > MAX_ZIP_ENTRIES) {
      throw badInput(`${this.#name}: more than ${MAX_ZIP_ENTRIES} files in it`);
    }
    const csv = found.filter(({ filename }) => /\.csv$/i.test(filename));
    return csv.length > 0 ? csv : found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader.close();
    this.#file.close();
  }
}

/** Not what some systems put beside a file in a zip to keep its properties. */
const isCandles = (name: string) =>
  /\.(csv|json)$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name);

function zipError(name: string, error: unknown): Error {
  if (error instanceof InputError) return error;
  return badInput(`${name}: cannot unpack it: the zip data is cut off or damaged`);
}

/** Reads the places of a file that the zip reader asks for. */
class FileReader extends Reader<Deno.FsFile> {
  readonly #path: string;
  readonly #file: Deno.FsFile;
  readonly #onRead: OnRead;

  constructor(path: string, file: Deno.FsFile, size: number, onRead: OnRead) {
    super(file);
    this.#path = path;
    this.#file = file;
    this.#onRead = onRead;
    this.size = size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    await reading(this.#path, async () => {
      await this.#file.seek(index, Deno.SeekMode.Start);
      while (filled < length) {
        const read = await this.#file.read(bytes.subarray(filled));
        if (read === null) break;
        filled += read;
      }
    });
    this.#onRead(filled);
    return bytes.subarray(0, filled);
  }
}
