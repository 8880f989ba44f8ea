import {
  type CandleColumns,
  emptyColumns,
  type FeedKind,
  type SymbolTerms,
  type Timeframe,
} from "../../domain/mod.ts";
import type { FinalBar } from "../binance/live_bars.ts";
import type { MarketName, RecordedJoin } from "../binance/recorder.ts";

/** Version of the format, in each file's first line. */
export const RECORDING_VERSION = 1;
/** What lines of our own begin with; all others are messages of the exchange, byte for byte. */
const OWN = '{"simulator":';

type Row = readonly number[];

/** A line of our own: what the market was told besides messages. */
export type Note =
  | { readonly simulator: "begin"; readonly version: number; readonly exchange: FeedKind }
  | { readonly simulator: "message"; readonly text: string }
  | ({ readonly simulator: "open" } & MarketName)
  | ({ readonly simulator: "drop" } & MarketName)
  | ({
    readonly simulator: "join";
    readonly timeframe: Timeframe;
    readonly terms: SymbolTerms;
    readonly history: readonly Row[];
    readonly partial: FinalBar | null;
    /** Left out by recordings from before finer candles were told. */
    readonly inner?: FinalBar | null;
  } & MarketName)
  | ({
    readonly simulator: "candles";
    readonly serverTime: number;
    readonly rows: readonly Row[];
  } & MarketName)
  | { readonly simulator: "clock"; readonly serverTime: number }
  | ({ readonly simulator: "recheck" } & MarketName)
  | { readonly simulator: "lost" };

/** One line: when it came by the machine's clock, and what. */
export interface RecordedLine {
  readonly at: number;
  /** A message of the exchange, or a note of our own. */
  readonly message?: string;
  readonly note?: Note;
}

/** A message as a line; one that would not fit on a line, or look like a note, is wrapped. */
export function messageLine(text: string, at: number): string {
  const plain = text.startsWith("{") && !text.startsWith(OWN) && !/[\r\n]/.test(text);
  return plain ? `${at} ${text}\n` : noteLine({ simulator: "message", text }, at);
}

export function noteLine(note: Note, at: number): string {
  return `${at} ${JSON.stringify(note)}\n`;
}

export function joinNote({ history, ...join }: RecordedJoin): Note {
  return { simulator: "join", ...join, history: rowsOf(history) };
}

/** @returns null for a line that is none */
export function readLine(line: string): RecordedLine | null {
  const space = line.indexOf(" ");
  const at = Number(line.slice(0, space));
  if (space < 1 || !Number.isSafeInteger(at)) return null;
  const text = line.slice(space + 1);
  if (!text.startsWith(OWN)) return { at, message: text };
  try {
    const note = JSON.parse(text) as Note;
    return note.simulator === "message" ? { at, message: note.text } : { at, note };
  } catch {
    return null;
  }
}

/** True for the beginning of a file that `readLine` can read. */
export function isRecording(head: string): boolean {
  return /^\d{12,14} \{"simulator":"begin"/.test(head);
}

export function rowsOf(columns: CandleColumns): Row[] {
  const { time, open, high, low, close, volume } = columns;
  return Array.from(
    time,
    (at, i) => [at, open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!],
  );
}

export function columnsOf(rows: readonly Row[]): CandleColumns {
  const out = emptyColumns(rows.length);
  rows.forEach(([time, open, high, low, close, volume], i) => {
    out.time[i] = time!;
    out.open[i] = open!;
    out.high[i] = high!;
    out.low[i] = low!;
    out.close[i] = close!;
    out.volume[i] = volume!;
  });
  return out;
}
