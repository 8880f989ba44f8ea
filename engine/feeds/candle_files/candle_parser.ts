import type { CandleColumns, InputError } from "../../domain/mod.ts";
import { badInput, barOpenTime, emptyColumns, shown, sliceColumns } from "../../domain/mod.ts";
import { CsvLines } from "./csv_lines.ts";
import { inWords } from "./interval.ts";
import { joinColumns } from "./join_columns.ts";
import { JsonElements } from "./json_elements.ts";
import { blocksOf } from "./row_blocks.ts";
import type { RowFault } from "./row_fault.ts";
import { Field, RowReader } from "./row_reader.ts";
import { formOf } from "./text_form.ts";
import type { Fault, TextRows } from "./text_rows.ts";

/** Most candles a file may have that is kept in memory: some 38 years of minutes. */
const MAX_ROWS = 20_000_000;

/** No candle is shorter: nine digits of a time and four prices of one. */
const MIN_ROW_BYTES = 16;

const PRICES = [
  [Field.OPEN, "open"],
  [Field.HIGH, "high"],
  [Field.LOW, "low"],
  [Field.CLOSE, "close"],
] as const;

/** What a reader of candles asks of them, beyond being candles in ascending order. */
export interface RowRules {
  /** Takes a row that is no candle and is left out; without it the first one ends the reading. */
  readonly onBad?: (fault: RowFault, error: InputError) => void;
  /** A row that says exactly what the one above it says is left out, and no fault. */
  readonly repeats?: boolean;
  /** Candles have to start where UTC bars of this length do. */
  readonly barMs?: number;
  /** Candles have to be over by then; goes with `barMs`. */
  readonly overAt?: number;
  /** Most rows; default {@link MAX_ROWS}. */
  readonly maxRows?: number;
}

/**
 * The candles of a file: CSV (a Binance dump or any with a header) or an array of JSON, see
 * `docs/guides/replay.md`.
 *
 * @param bytes the file, unpacked
 * @param fileName how messages name it
 * @throws InputError with file and line (of JSON: element) for the first row that is no candle, is
 *   double or comes before the one above it, and for a file without candles
 */
export function parseCandles(bytes: Uint8Array, fileName: string): CandleColumns {
  const parser = new CandleParser(fileName);
  const parts = Array.from(blocksOf(bytes), (block) => joinColumns([parser.parse(block)]));
  parser.end();
  return joinColumns(parts);
}

/** Reads a file block by block, in memory that does not grow with it. */
export class CandleParser {
  readonly #fileName: string;
  readonly #onBad: RowRules["onBad"];
  readonly #repeats: boolean;
  readonly #barMs: number;
  readonly #overAt: number;
  readonly #maxRows: number;
  /** Told by the first block. */
  #text: TextRows | undefined;
  #reader: RowReader | undefined;
  #out: CandleColumns = emptyColumns(0);
  /** Candles of this block, and those of the blocks before it. */
  #count = 0;
  #before = 0;
  /** The number of the row, a header's counted. */
  #row = 0;
  /** Empty rows since the last one that is none: at the end of a file they are no fault. */
  #blankRows = 0;
  /** Values of the last candle. */
  readonly #last = new Float64Array(6).fill(-Infinity);
  #repeated = 0;

  constructor(fileName: string, rules: RowRules = {}) {
    this.#fileName = fileName;
    this.#onBad = rules.onBad;
    this.#repeats = rules.repeats ?? false;
    this.#barMs = rules.barMs ?? NaN;
    this.#overAt = rules.overAt ?? Infinity;
    this.#maxRows = rules.maxRows ?? MAX_ROWS;
  }

  /** Candles so far. */
  get rows(): number {
    return this.#before + this.#count;
  }

  /** Rows that said the same as the one above them. */
  get repeated(): number {
    return this.#repeated;
  }

  /**
   * The candles of the file's next block, which ends with a row or with the file. They lie in
   * memory that the next call uses again.
   *
   * @throws InputError with file and line
   */
  parse(block: Uint8Array): CandleColumns {
    const from = this.#text ? 0 : this.#begin(block);
    const text = this.#text!;
    const reader = this.#reader = new RowReader(block, from, text.layout, text.rowEnd);
    this.#before += this.#count;
    this.#count = 0;
    const most = Math.ceil(block.length / MIN_ROW_BYTES) + 1;
    if (this.#out.time.length < most) this.#out = emptyColumns(most);
    for (let at; (at = text.next(block, reader.at)) >= 0;) {
      reader.at = at;
      this.#row++;
      const columns = reader.read();
      if (columns === 0 && text.endsInBlanks) this.#blankRows++;
      else this.#check(text.faultOf(columns, reader.cutOff), reader.values);
    }
    return sliceColumns(this.#out, 0, this.#count);
  }

  /**
   * To be called behind the last block.
   *
   * @throws InputError when there was no candle, or when an array of JSON has no end
   */
  end(): void {
    const text = this.#text;
    const fault = text?.endFault(this.#reader!.cutOff);
    if (fault) this.#refuse(...fault);
    if (this.rows > 0) return;
    throw badInput(`${this.#fileName}${text?.endPlace(this.#row) ?? ":1"}: no candles`);
  }

  /** Finds out what the text is written in, and says where its rows begin. */
  #begin(block: Uint8Array): number {
    const Form = formOf(block) === "ELEMENTS" ? JsonElements : CsvLines;
    const text = this.#text = new Form(block, this.#fileName);
    this.#row = text.layout.headerLines;
    return text.start;
  }

  #check(fault: Fault | null, values: Float64Array): void {
    if (this.#blankRows > 0) this.#refuseBlankRows();
    if (fault) this.#refuse(...fault);
    else this.#take(values);
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
      !(time > this.#last[Field.TIME]! && low > 0 && high < Infinity && inRange && volume >= 0 &&
        volume < Infinity) || this.#isMisplaced(time)
    ) {
      this.#explain(values);
      return;
    }
    if (this.rows >= this.#maxRows) throw this.#broken(`more than ${this.#maxRows} rows`);
    this.#remember(values);
    const i = this.#count++;
    const out = this.#out;
    out.time[i] = time;
    out.open[i] = open;
    out.high[i] = high;
    out.low[i] = low;
    out.close[i] = close;
    out.volume[i] = volume;
  }

  /** One by one: `set` costs more than six numbers are worth. */
  #remember(values: Float64Array): void {
    const last = this.#last;
    for (let field = 0; field < last.length; field++) last[field] = values[field]!;
  }

  #isMisplaced(time: number): boolean {
    const barMs = this.#barMs;
    if (!(barMs > 0)) return false;
    return barOpenTime(time, barMs) < time || time + barMs > this.#overAt;
  }

  /** Says what is wrong with a row that is no candle. @throws InputError unless rows may be bad */
  #explain(values: Float64Array): void {
    const [time, open, high, low, close, volume] = values;
    const last = this.#last[Field.TIME]!;
    if (!(time! > last)) {
      if (time === last && this.#repeats && this.#isRepeated(values)) this.#repeated++;
      else this.#refuse(...this.#timeFault(time!));
      return;
    }
    for (const [field, name] of PRICES) {
      if (values[field]! > 0 && values[field]! < Infinity) continue;
      const what = `${name} ${this.#shown(this.#text!.layout[name])} is no price above 0`;
      return this.#refuse("PRICE", what);
    }
    if (high! < low!) return this.#refuse("RANGE", `high ${high} is below low ${low}`);
    if (!(volume! >= 0 && volume! < Infinity)) {
      const what = `volume ${this.#shown(this.#text!.layout.volume)} is no number from 0 on`;
      return this.#refuse("VOLUME", what);
    }
    if (this.#isMisplaced(time!)) return this.#refuse(...this.#placeFault(time!));
    const [name, price] = open! > high! || open! < low! ? ["open", open] : ["close", close];
    this.#refuse("RANGE", `${name} ${price} lies outside low ${low} to high ${high}`);
  }

  #isRepeated(values: Float64Array): boolean {
    return values.every((value, field) => value === this.#last[field]);
  }

  #timeFault(time: number): Fault {
    const last = this.#last[Field.TIME]!;
    const text = this.#shown(this.#text!.layout.time);
    if (time === last) {
      return ["DOUBLE", `time ${text} is that of the row above: it is there twice`];
    }
    if (time < last) {
      return ["ORDER", `time ${text} is before the row above: times have to ascend`];
    }
    return ["TIME", `time ${text} is neither an epoch in s, ms or µs nor an ISO 8601 date`];
  }

  #placeFault(time: number): Fault {
    const candle = `the candle of ${new Date(time).toISOString()}`;
    const length = inWords(this.#barMs);
    return barOpenTime(time, this.#barMs) < time
      ? ["GRID", `${candle} is off the grid: candles of ${length} start on whole multiples of it`]
      : ["FORMING", `${candle} is not over yet: only closed candles of ${length} are history`];
  }

  #refuseBlankRows(): void {
    const row = this.#row;
    const first = row - this.#blankRows;
    this.#blankRows = 0;
    for (this.#row = first; this.#row < row; this.#row++) {
      this.#refuse("BLANK", "an empty line between rows");
    }
  }

  #refuse(fault: RowFault, what: string): void {
    const error = this.#broken(what);
    if (!this.#onBad) throw error;
    this.#onBad(fault, error);
  }

  #shown(column: number): string {
    return shown(this.#reader!.text(column));
  }

  #broken(what: string): InputError {
    return badInput(`${this.#fileName}${this.#text!.placeOf(this.#row)}: ${what}`);
  }
}
