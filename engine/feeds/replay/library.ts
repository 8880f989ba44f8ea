import { basename } from "node:path";
import type { Instrument } from "../../domain/mod.ts";
import { badInput } from "../../domain/mod.ts";
import { type CandleSeries, findInstrument, requireInstrument } from "../../market/mod.ts";
import { type CandleFile, joinFiles, symbolInName } from "../candle_files/mod.ts";
import { CandleFiles } from "./candle_files.ts";

/** A file to replay, and the symbol it is for if its name does not say so. */
export interface ReplayFile {
  readonly symbol?: string;
  readonly path: string;
}

/** @throws InputError for a symbol that nobody knows */
export function symbolOf({ symbol, path }: ReplayFile): string | undefined {
  return symbol === undefined
    ? findInstrument(symbolInName(basename(path)))?.code
    : requireInstrument(symbol).code;
}

/** Which files serve which symbol. A file that names none serves those that have none of their own. */
export class Library {
  readonly #paths = new Map<string | undefined, string[]>();
  readonly #files = new CandleFiles();
  /** By symbol code (or none), as far as files were read. */
  readonly #intervals = new Map<string | undefined, number>();

  /** @throws InputError for a symbol that nobody knows */
  constructor(files: readonly ReplayFile[]) {
    for (const file of files) {
      const code = symbolOf(file);
      this.#paths.set(code, [...this.#paths.get(code) ?? [], file.path]);
    }
  }

  /**
   * @param others symbols that are served in another way
   * @throws InputError when no file serves the symbol, naming those that have one
   */
  require({ code }: Instrument, others: readonly string[] = []): void {
    if (this.#paths.has(this.#shelf(code))) return;
    const codes = [...others, ...this.#paths.keys()];
    throw badInput(
      `No file to replay for ${code}: ` +
        (codes.length > 0 ? `there are files for ${codes.join(", ")}` : "none was given"),
      "symbol",
    );
  }

  /** @throws InputError when there are files for a symbol that has a recording */
  refuseRecorded(codes: readonly string[]): void {
    for (const code of codes) {
      const paths = this.#paths.get(code);
      if (paths === undefined) continue;
      throw badInput(
        `Cannot replay ${paths.join(", ")}: there is a recording of ${code}, leave one of them out`,
      );
    }
  }

  /** Milliseconds between the symbol's candles, if they were read already. */
  intervalOf({ code }: Instrument): number | undefined {
    return this.#intervals.get(this.#shelf(code));
  }

  /** @throws InputError for a file that cannot be replayed */
  load({ code }: Instrument): Promise<CandleSeries> {
    return this.#load(this.#shelf(code));
  }

  async loadAll(): Promise<void> {
    for (const code of this.#paths.keys()) await this.#load(code);
  }

  clear(): void {
    this.#files.clear();
  }

  #shelf(code: string): string | undefined {
    return this.#paths.has(code) ? code : undefined;
  }

  async #load(code: string | undefined): Promise<CandleSeries> {
    const files: CandleFile[] = [];
    for (const path of this.#paths.get(code) ?? []) files.push(...await this.#files.load(path));
    const series = joinFiles(files);
    this.#intervals.set(code, series.intervalMs);
    return series;
  }
}
