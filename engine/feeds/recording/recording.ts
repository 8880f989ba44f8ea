import {
  badInput,
  type FeedKind,
  type Instrument,
  type SymbolTerms,
  type Timeframe,
} from "../../domain/mod.ts";
import { baseOf } from "../binance/bases.ts";
import { isRecording, readLine, RECORDING_VERSION } from "./format.ts";
import { headOf, linesOf } from "./line_source.ts";

/** What is in a recording. */
export interface RecordingIndex {
  readonly path: string;
  readonly exchange: FeedKind;
  /**
   * Symbols, each with the timeframes that runners watched while it was recorded; of these, the windows
   * that streams began with, in their order.
   */
  readonly symbols: ReadonlyMap<string, ReadonlyMap<Timeframe, readonly number[]>>;
  /** By symbol: the steps and limits that the first of its runners traded in. */
  readonly terms: ReadonlyMap<string, SymbolTerms>;
  /** `BTCUSDT:1m` for each symbol and timeframe that bars were made from. */
  readonly bases: ReadonlySet<string>;
}

/** Whether a file is a recording of a live feed, by its beginning; false where it cannot be read. */
export function isRecordingHead(path: string): boolean {
  return isRecording(headOf(path));
}

/** Whether bars of a timeframe can be made of what was recorded of a symbol. */
export function playsTimeframe(
  { bases }: RecordingIndex,
  { code }: Instrument,
  timeframe: Timeframe,
): boolean {
  return bases.has(`${code}:${baseOf(timeframe)}`);
}

/**
 * Looks through a recording once.
 *
 * @throws InputError for a file that is none, or of a version that is not known
 */
export async function indexRecording(path: string): Promise<RecordingIndex> {
  const symbols = new Map<string, Map<Timeframe, number[]>>();
  const bases = new Set<string>();
  const terms = new Map<string, SymbolTerms>();
  let exchange: FeedKind | undefined;
  for await (const lines of linesOf(path)) {
    for (const line of lines) {
      if (!line.includes(' {"simulator":"', 10)) continue;
      const note = readLine(line)?.note;
      if (note?.simulator === "begin") {
        if (note.version !== RECORDING_VERSION) {
          throw badInput(
            `${path} is a recording of version ${note.version}: this program reads version ` +
              `${RECORDING_VERSION}`,
          );
        }
        exchange = note.exchange;
      } else if (note?.simulator === "open") {
        if (!symbols.has(note.symbol)) symbols.set(note.symbol, new Map());
        bases.add(`${note.symbol}:${note.base}`);
      } else if (note?.simulator === "join") {
        const streams = symbols.get(note.symbol);
        streams?.set(note.timeframe, [...streams.get(note.timeframe) ?? [], note.window]);
        if (!terms.has(note.symbol)) terms.set(note.symbol, note.terms);
      }
    }
  }
  if (exchange === undefined) throw badInput(`${path} is no recording of a live feed`);
  return { path, exchange, symbols, terms, bases };
}
