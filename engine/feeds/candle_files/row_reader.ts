import { cellNumber, cellText, cellTime, epochTime } from "./cell_numbers.ts";
import type { RowLayout } from "./csv_layout.ts";

const SPACE = 32;
const COMMA = 44;
const RETURN = 13;
const DOT = 46;
const ZERO = 48;
/** So many decimal digits always fit into 32 bits: sums of whole numbers are several times as fast. */
const SMALL_DIGITS = 9;
/** So many always fit into a float's 53 bits. */
const EXACT_DIGITS = 15;
/** Microseconds have one digit more, and no fraction to divide by. */
const EPOCH_DIGITS = 16;
const POWERS = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, n) => 10 ** n);

/** Index of a value in {@link RowReader.values}. */
export const Field = { TIME: 0, OPEN: 1, HIGH: 2, LOW: 3, CLOSE: 4, VOLUME: 5 } as const;

/** Reads one row after another: only the columns that matter, and no object or string for any. */
export class RowReader {
  /** Of the last row; NaN for a cell that is no number or time. */
  readonly values = new Float64Array(6);
  /** Where the last row and the next one start. */
  start: number;
  at: number;
  readonly #bytes: Uint8Array;
  /** The byte that a row ends with, unless the text ends first. */
  readonly #rowEnd: number;
  /** What the digits say that were read last. */
  #digits = 0;
  /** The field of each column, -1 where nobody wants it. */
  readonly #fields: Int8Array;

  constructor(bytes: Uint8Array, at: number, layout: RowLayout, rowEnd: number) {
    this.#bytes = bytes;
    this.#rowEnd = rowEnd;
    this.start = this.at = at;
    this.#fields = new Int8Array(layout.columns).fill(-1);
    const columns = [
      layout.time,
      layout.open,
      layout.high,
      layout.low,
      layout.close,
      layout.volume,
    ];
    columns.forEach((column, field) => {
      if (column >= 0) this.#fields[column] = field;
    });
  }

  get done(): boolean {
    return this.at >= this.#bytes.length;
  }

  /** Whether the text ended before the last row did. */
  get cutOff(): boolean {
    return this.at > this.#bytes.length;
  }

  /** Reads the row at `at` and says how many columns it has; 0 for an empty line. */
  read(): number {
    const bytes = this.#bytes;
    const fields = this.#fields;
    let i = this.start = this.at;
    let column = 0;
    for (;; column++, i++) {
      const field = column < fields.length ? fields[column]! : -1;
      const end = field < 0 ? skipCell(bytes, i, this.#rowEnd) : this.#readCell(i, field);
      if (bytes[end] !== COMMA) {
        this.at = end + 1;
        return column === 0 && isBlank(bytes, i, end) ? 0 : column + 1;
      }
      i = end;
    }
  }

  /** Text of a cell of the last row, for messages. */
  text(column: number): string {
    const end = this.at - 1;
    return cellText(this.#bytes, this.start, end).split(",")[column]?.trim() ?? "";
  }

  /** Takes in the cell at `from`, without the space before it, and says where it ends. */
  #readCell(from: number, field: number): number {
    let start = from;
    while (this.#bytes[start]! <= SPACE && this.#bytes[start] !== this.#rowEnd) start++;
    return field === Field.TIME ? this.#readTime(start) : this.#readNumber(start, field);
  }

  /**
   * Digits over a power of ten round as the language's own parser rounds; whatever is longer or odder is
   * left to that one.
   */
  #readNumber(from: number, field: number): number {
    const dot = this.#readDigits(from);
    const whole = this.#digits;
    let end = dot;
    let decimals = 0;
    if (this.#bytes[dot] === DOT) {
      end = this.#readDigits(dot + 1);
      decimals = end - dot - 1;
    }
    const count = dot - from + decimals;
    if (count === 0 || count > EXACT_DIGITS || !this.#endsAt(end)) {
      return this.#readOdd(from, end, field);
    }
    const scale = POWERS[decimals]!;
    this.values[field] = decimals === 0 ? whole : (whole * scale + this.#digits) / scale;
    return end;
  }

  #readTime(from: number): number {
    const middle = this.#readDigits(from);
    const first = this.#digits;
    const end = this.#readDigits(middle);
    const count = end - from;
    if (count === 0 || count > EPOCH_DIGITS || !this.#endsAt(end)) {
      return this.#readOdd(from, end, Field.TIME);
    }
    this.values[Field.TIME] = epochTime(first * POWERS[end - middle]! + this.#digits);
    return end;
  }

  /** Takes in digits, {@link SMALL_DIGITS} at the most, and says where they end. */
  #readDigits(from: number): number {
    const bytes = this.#bytes;
    const most = from + SMALL_DIGITS;
    let digits = 0;
    let i = from;
    for (; i < most; i++) {
      const digit = bytes[i]! - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      digits = Math.imul(digits, 10) + digit | 0;
    }
    this.#digits = digits;
    return i;
  }

  #endsAt(i: number): boolean {
    const bytes = this.#bytes;
    return i === bytes.length || bytes[i] === COMMA || bytes[i] === this.#rowEnd;
  }

  #readOdd(from: number, at: number, field: number): number {
    const end = skipCell(this.#bytes, at, this.#rowEnd);
    this.values[field] = field === Field.TIME
      ? cellTime(this.#bytes, from, end)
      : cellNumber(this.#bytes, from, end);
    return end;
  }
}

/** Where the cell that `at` lies in ends. */
function skipCell(bytes: Uint8Array, at: number, rowEnd: number): number {
  let i = at;
  while (i < bytes.length && bytes[i] !== COMMA && bytes[i] !== rowEnd) i++;
  return i;
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  return to === from || (to === from + 1 && bytes[from] === RETURN);
}
