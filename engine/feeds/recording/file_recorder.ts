import type { CandleColumns, FeedKind } from "../../domain/mod.ts";
import { badInput, messageOf } from "../../domain/mod.ts";
import type { Timers } from "../../kernel/mod.ts";
import type { MarketName, RecordedJoin, Recorder } from "../binance/recorder.ts";
import { joinNote, messageLine, noteLine, RECORDING_VERSION, rowsOf } from "./format.ts";

/** Recording ends at this size of the file, and when so many characters wait to be written. */
const MAX_RECORDING_BYTES = 8 * 2 ** 30;
const MAX_WAITING_CHARS = 64 * 2 ** 20;
/** How often what was recorded is written; so much is lost at a crash. */
const FLUSH_MS = 500;
/** Names that are tried when a file is there already. */
const MAX_NAMES = 1_000;

export interface FileRecorderOptions {
  readonly path: string;
  readonly timers: Timers;
  warn(message: string): void;
  readonly maxBytes?: number;
}

/**
 * Records into a new file: `path`, or `path.1`, `path.2` and so on where that is there already. Once
 * it cannot be written, or is full, the recording ends with a warning and everything else goes on.
 *
 * @throws InputError when no file can be made there
 */
export function createFileRecorder(options: FileRecorderOptions): FileRecorder {
  for (let i = 0; i < MAX_NAMES; i++) {
    const path = i === 0 ? options.path : `${options.path}.${i}`;
    try {
      return new FileRecorder(path, Deno.openSync(path, { write: true, createNew: true }), options);
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) continue;
      const why = messageOf(error);
      throw badInput(`Cannot record into ${path}: ${why}`, "record");
    }
  }
  throw badInput(`Cannot record into ${options.path}: ${MAX_NAMES} files of that name are there`);
}

export class FileRecorder implements Recorder {
  readonly path: string;
  readonly #file: Deno.FsFile;
  readonly #options: FileRecorderOptions;
  readonly #stopTimer: () => void;
  #waiting: string[] = [];
  #chars = 0;
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(path: string, file: Deno.FsFile, options: FileRecorderOptions) {
    this.path = path;
    this.#file = file;
    this.#options = options;
    this.#stopTimer = options.timers.every(FLUSH_MS, () => this.#flush());
  }

  begin(exchange: FeedKind, at: number): void {
    this.#add(noteLine({ simulator: "begin", version: RECORDING_VERSION, exchange }, at));
  }

  message(text: string, at: number): void {
    this.#add(messageLine(text, at));
  }

  open({ symbol, base }: MarketName, at: number): void {
    this.#add(noteLine({ simulator: "open", symbol, base }, at));
  }

  drop({ symbol, base }: MarketName, at: number): void {
    this.#add(noteLine({ simulator: "drop", symbol, base }, at));
  }

  join(join: RecordedJoin, at: number): void {
    this.#add(noteLine(joinNote(join), at));
  }

  candles(
    { symbol, base }: MarketName,
    candles: CandleColumns,
    serverTime: number,
    at: number,
  ): void {
    const rows = rowsOf(candles);
    this.#add(noteLine({ simulator: "candles", symbol, base, serverTime, rows }, at));
  }

  clock(serverTime: number, at: number): void {
    this.#add(noteLine({ simulator: "clock", serverTime }, at));
  }

  recheck({ symbol, base }: MarketName, at: number): void {
    this.#add(noteLine({ simulator: "recheck", symbol, base }, at));
  }

  lost(at: number): void {
    this.#add(noteLine({ simulator: "lost" }, at));
  }

  /** Writes what waits and closes the file. */
  async close(): Promise<void> {
    this.#flush();
    this.#ended = true;
    this.#stopTimer();
    await this.#writing;
    this.#file.close();
  }

  #add(line: string): void {
    if (this.#ended) return;
    this.#waiting.push(line);
    this.#chars += line.length;
    if (this.#chars > MAX_WAITING_CHARS) this.#end("the disk does not keep up");
  }

  #flush(): void {
    if (this.#ended || this.#waiting.length === 0) return;
    const bytes = new TextEncoder().encode(this.#waiting.join(""));
    this.#waiting = [];
    this.#chars = 0;
    this.#bytes += bytes.length;
    if (this.#bytes > (this.#options.maxBytes ?? MAX_RECORDING_BYTES)) {
      this.#end(`it has reached ${this.#options.maxBytes ?? MAX_RECORDING_BYTES} bytes`);
      return;
    }
    this.#writing = this.#writing.then(() => this.#write(bytes));
  }

  async #write(bytes: Uint8Array): Promise<void> {
    try {
      for (let at = 0; at < bytes.length;) at += await this.#file.write(bytes.subarray(at));
    } catch (error) {
      this.#end(messageOf(error));
    }
  }

  #end(why: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#waiting = [];
    this.#stopTimer();
    this.#options.warn(`recording into ${this.path} has ended: ${why}`);
  }
}
