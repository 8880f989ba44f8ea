import { basename } from "node:path";
import { badInput, type Instrument, type Timeframe, timeframeMs } from "../../domain/mod.ts";
import {
  type CandleFile,
  joinFiles,
  readCandleFiles,
  ROW_FAULTS,
  symbolInName,
} from "../../feeds/candle_files/mod.ts";
import { findInstrument, requireInstrument } from "../../market/mod.ts";
import {
  type BacktestRange,
  checkBars,
  inRange,
  type LoadedMarket,
  usualTimeframe,
} from "./loaded_market.ts";

/** A file of candles, and the symbol it is for if its name does not say so. */
export interface BacktestFile {
  readonly path: string;
  readonly symbol?: string | undefined;
}

export interface FileRules {
  readonly range: BacktestRange;
  /** As the candles are, a minute at least, where it is not given. */
  readonly timeframe?: Timeframe | undefined;
  /** Leave rows out that are no candles, in place of refusing the file. */
  readonly skipBad: boolean;
}

interface ReadFile {
  readonly file: CandleFile;
  readonly skipped: readonly string[];
}

/** Files by the symbol they are for, in the order of their first file. */
export type FilesBySymbol = ReadonlyMap<string, readonly BacktestFile[]>;

/**
 * Tells which file is for which symbol: as it says, else as its name begins, else the only symbol that was
 * asked for.
 *
 * @param asked symbols that the backtest is to be of; none: of those that the files are for
 * @throws InputError for symbols that nobody knows, that have no file, or that nobody asked for
 */
export function sortBacktestFiles(
  files: readonly BacktestFile[],
  asked: readonly string[],
): FilesBySymbol {
  const found = new Map<string, BacktestFile[]>();
  for (const code of asked) requireInstrument(code);
  for (const file of files) {
    const code = symbolOf(file, asked);
    found.set(code, [...found.get(code) ?? [], file]);
  }
  if (asked.length === 0) return found;
  for (const [code, [file]] of found) {
    if (asked.includes(code)) continue;
    throw badInput(
      `${file!.path} is for ${code}, and the backtest for ${asked.join(", ")}`,
      "data",
    );
  }
  const without = asked.find((code) => !found.has(code));
  if (without === undefined) return new Map(asked.map((code) => [code, found.get(code)!]));
  throw badInput(
    `There is no file for ${without}: name one like ${without}-1m.csv or give it as ` +
      `${without}=FILE`,
    "data",
  );
}

function symbolOf({ path, symbol }: BacktestFile, asked: readonly string[]): string {
  if (symbol !== undefined) return requireInstrument(symbol).code;
  const named = findInstrument(symbolInName(basename(path)))?.code;
  if (named !== undefined) return named;
  if (asked.length === 1) return asked[0]!;
  throw badInput(
    `Cannot tell which symbol ${path} is for: its name begins with none, so give it as ` +
      "SYMBOL=FILE",
    "data",
  );
}

/**
 * The candles of a symbol's files, joined in the order of their times.
 *
 * @throws InputError for a file that cannot be read, with its line, and for a range without candles
 */
export async function fileMarket(
  code: string,
  files: readonly BacktestFile[],
  { range, timeframe, skipBad }: FileRules,
): Promise<LoadedMarket> {
  const instrument: Instrument = requireInstrument(code);
  const read: ReadFile[] = [];
  for (const { path } of files) read.push(...await readFile(path, skipBad));
  const { columns, intervalMs } = joinFiles(read.map(({ file }) => file));
  const candleMs = Number.isNaN(intervalMs) ? timeframeMs(timeframe ?? "1m") : intervalMs;
  checkBars(code, candleMs, timeframe ?? usualTimeframe(candleMs));
  return {
    instrument,
    columns: inRange(code, columns, candleMs, range),
    candleMs,
    origin: files.map(({ path }) => basename(path)).join(", "),
    repeated: read.reduce((sum, { file }) => sum + file.repeated, 0),
    skipped: read.flatMap(({ skipped }) => skipped),
  };
}

async function readFile(path: string, skipBad: boolean): Promise<ReadFile[]> {
  const skipped: string[] = [];
  const onBad = (fault: keyof typeof ROW_FAULTS, { message }: Error) =>
    void skipped.push(`${message} (${ROW_FAULTS[fault]})`);
  const files = await readCandleFiles(path, { repeats: true, ...(skipBad ? { onBad } : {}) });
  return files.map((file, i) => ({ file, skipped: i === 0 ? skipped : [] }));
}
