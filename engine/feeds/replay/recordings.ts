import type { Instrument, Timeframe } from "../../domain/mod.ts";
import { badInput } from "../../domain/mod.ts";
import { indexRecording, isRecordingHead, playsTimeframe } from "../recording/mod.ts";
import type { RecordingIndex } from "../recording/mod.ts";
import type { ReplayFile } from "./library.ts";

/** Recordings of live feeds among the files to replay, by symbol. */
export class Recordings {
  readonly #paths: readonly string[];
  #indexes: Promise<RecordingIndex[]> | null = null;
  #bySymbol = new Map<string, RecordingIndex>();

  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** The symbols there are recordings of, once `load` is through. */
  get symbols(): string[] {
    return [...this.#bySymbol.keys()];
  }

  /** @throws InputError for a recording that cannot be read, or two of one symbol */
  async load(): Promise<void> {
    this.#indexes ??= Promise.all(this.#paths.map(indexRecording));
    const bySymbol = new Map<string, RecordingIndex>();
    for (const index of await this.#indexes) {
      for (const symbol of index.symbols.keys()) {
        const other = bySymbol.get(symbol);
        if (other) throw badInput(`${other.path} and ${index.path} are both of ${symbol}`);
        bySymbol.set(symbol, index);
      }
    }
    this.#bySymbol = bySymbol;
  }

  find({ code }: Instrument): RecordingIndex | undefined {
    return this.#bySymbol.get(code);
  }

  /** @throws InputError when bars of the timeframe cannot be made of what was recorded */
  check(instrument: Instrument, timeframe: Timeframe): void {
    const index = this.find(instrument);
    if (!index || playsTimeframe(index, instrument, timeframe)) return;
    const seconds = timeframe === "1s" ? "no seconds" : "seconds only";
    throw badInput(
      `Cannot replay ${instrument.code} in ${timeframe}: ${index.path} has ${seconds}`,
      "timeframe",
    );
  }
}

/** Tells recordings from files of candles, by how they begin. */
export function sortFiles(
  files: readonly ReplayFile[],
): { readonly recordings: string[]; readonly candles: ReplayFile[] } {
  const recordings: string[] = [];
  const candles: ReplayFile[] = [];
  for (const file of files) {
    if (isRecordingHead(file.path)) recordings.push(file.path);
    else candles.push(file);
  }
  return { recordings, candles };
}
