import type { CandleColumns } from "../../domain/mod.ts";
import { badInput, emptyColumns, shown, sliceColumns } from "../../domain/mod.ts";
import { cellText } from "./cell_numbers.ts";
import { type CsvLayout, readLayout } from "./csv_layout.ts";
import { Field, RowReader } from "./row_reader.ts";

/** Most candles a file may have: some 38 years of minutes. */
export const MAX_CSV_ROWS = 20_000_000;

/** No header is longer. */
const MAX_LINE_BYTES = 4096;
/** Looked at to guess how many rows a file has. */
const SAMPLE_BYTES = 65_536;
const NEWLINE = 10;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const PRICES = [
  [Field.OPEN, "open"],
  [Field.HIGH, "high"],
  [Field.LOW, "low"],
  [Field.CLOSE, "close"],
] as const;

/**
 * The candles of a CSV file: a Binance dump or any file with a header, see `docs/guides/replay.md`.
 *
 * @param bytes the file, unpacked
 * @param fileName how messages name it
 * @throws InputError with file and line for the first row that is no candle, is double or comes
 *   before the one above it, and for a file without candles
 */
export function parseCandles(bytes: Uint8Array, fileName: string): CandleColumns {
  const parser = new CandleParser(bytes, fileName);
  while (parser.parse(MAX_CSV_ROWS));
  return parser.columns();
}

/** The same work in portions, for who has other things to do as well. */
export class CandleParser {
  readonly #fileName: string;
  readonly #layout: CsvLayout;
  readonly #rows: RowReader;
  #out: CandleColumns;
  #count = 0;
  #line: number;
  #last = -Infinity;

  /** @throws InputError when the first line fits no known layout */
  constructor(bytes: Uint8Array, fileName: string) {
    this.#fileName = fileName;
    const start = BYTE_ORDER_MARK.every((byte, i) => bytes[i] === byte) ? 3 : 0;
    const newline = bytes.indexOf(NEWLINE, start);
    const lineEnd = newline < 0 ? bytes.length : newline;
    const first = cellText(bytes, start, Math.min(lineEnd, start + MAX_LINE_BYTES));
    if (first === "") throw badInput(`${fileName}:1: no candles: the first line is empty`);
    this.#layout = readLayout(first, fileName);
    this.#line = this.#layout.headerLines;
    this.#rows = new RowReader(bytes, this.#line > 0 ? lineEnd + 1 : start, this.#layout);
    this.#out = emptyColumns(guessRows(bytes));
  }

  /** Takes at most `rows` more; false when the file is through. @throws InputError */
  parse(rows: number): boolean {
    const reader = this.#rows;
    const stop = this.#count + rows;
    while (this.#count < stop) {
      if (reader.done) return false;
      this.#line++;
      const columns = reader.read();
      if (columns === 0) {
        if (!reader.onlyBlankLeft()) throw this.#broken("an empty line between rows");
        return false;
      }
      if (columns !== this.#layout.columns) {
        throw this.#broken(`${columns} columns instead of ${this.#layout.columns}`);
      }
      this.#take(reader.values);
    }
    return true;
  }

  /** What was read, in arrays of exactly that length. @throws InputError when that is nothing */
  columns(): CandleColumns {
    if (this.#count === 0) throw badInput(`${this.#fileName}:${this.#line}: no candles`);
    return resized(this.#out, this.#count);
  }

  #take(values: Float64Array): void {
    const time = values[Field.TIME]!;
    const open = values[Field.OPEN]!;
    const high = values[Field.HIGH]!;
    const low = values[Field.LOW]!;
    const close = values[Field.CLOSE]!;
    const volume = values[Field.VOLUME]!;
    const inRange = low <= open && low <= close && high >= open && high >= close;
    if (
      !(time > this.#last && low > 0 && high < Infinity && inRange && volume >= 0 &&
        volume < Infinity)
    ) {
      this.#explain(values);
    }
    this.#last = time;
    const i = this.#count++;
    if (i === this.#out.time.length) this.#grow();
    const out = this.#out;
    out.time[i] = time;
    out.open[i] = open;
    out.high[i] = high;
    out.low[i] = low;
    out.close[i] = close;
    out.volume[i] = volume;
  }

  /** @throws InputError saying what is wrong with the row */
  #explain(values: Float64Array): never {
    const [time, open, high, low, close, volume] = values;
    const { time: timeColumn } = this.#layout;
    if (!(time! > this.#last)) throw this.#broken(this.#timeFault(time!, this.#shown(timeColumn)));
    for (const [field, name] of PRICES) {
      if (values[field]! > 0 && values[field]! < Infinity) continue;
      throw this.#broken(`${name} ${this.#shown(this.#layout[name])} is no price above 0`);
    }
    if (high! < low!) throw this.#broken(`high ${high} is below low ${low}`);
    if (!(volume! >= 0 && volume! < Infinity)) {
      throw this.#broken(`volume ${this.#shown(this.#layout.volume)} is no number from 0 on`);
    }
    const [name, price] = open! > high! || open! < low! ? ["open", open] : ["close", close];
    throw this.#broken(`${name} ${price} lies outside low ${low} to high ${high}`);
  }

  #timeFault(time: number, text: string): string {
    if (time === this.#last) return `time ${text} is that of the row above: it is there twice`;
    if (time < this.#last) return `time ${text} is before the row above: times have to ascend`;
    return `time ${text} is neither an epoch in s, ms or µs nor an ISO 8601 date`;
  }

  #grow(): void {
    if (this.#count > MAX_CSV_ROWS) throw this.#broken(`more than ${MAX_CSV_ROWS} rows`);
    this.#out = resized(this.#out, Math.ceil(this.#count * 1.5));
  }

  #shown(column: number): string {
    return shown(this.#rows.text(column));
  }

  #broken(what: string): Error {
    return badInput(`${this.#fileName}:${this.#line}: ${what}`);
  }
}

/** By the lines at the start; the columns grow where that was too few. */
function guessRows(bytes: Uint8Array): number {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let lines = 1;
  for (const byte of sample) if (byte === NEWLINE) lines++;
  return Math.ceil(lines * 1.02 * bytes.length / sample.length) + 16;
}

function resized(columns: CandleColumns, length: number): CandleColumns {
  const out = emptyColumns(length);
  const kept = sliceColumns(columns, 0, length);
  out.time.set(kept.time);
  out.open.set(kept.open);
  out.high.set(kept.high);
  out.low.set(kept.low);
  out.close.set(kept.close);
  out.volume.set(kept.volume);
  return out;
}
