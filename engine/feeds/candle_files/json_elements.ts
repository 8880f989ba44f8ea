import { badInput, shown } from "../../domain/mod.ts";
import { cellText } from "./cell_numbers.ts";
import type { RowLayout } from "./csv_layout.ts";
import { ROW_END, textStart } from "./text_form.ts";
import type { Fault, TextRows } from "./text_rows.ts";

/** What an element of a JSON file has, in this order. */
const ELEMENT = "[ms, open, high, low, close, volume]";
const ELEMENT_LAYOUT: RowLayout = {
  columns: 6,
  headerLines: 0,
  time: 0,
  open: 1,
  high: 2,
  low: 3,
  close: 4,
  volume: 5,
};

const SPACE = 32;
const COMMA = 44;
const OPEN = 91;
const CLOSE = 93;
/** Bytes of what is in the wrong place that a message shows at the most. */
const SHOWN_BYTES = 200;

/** Where in the outer array one is, and what may stand there. */
const EXPECTED = {
  OUTSIDE: "an array of candles",
  FIRST: `a candle ${ELEMENT} or the closing ]`,
  NEXT: `a candle ${ELEMENT}`,
  BEHIND: "a comma or the closing ]",
  CLOSED: "nothing behind the closing ]",
} as const;

/** Goes from one candle to the next in `[[…],[…]]`, in blocks that end with a candle or the file. */
export class JsonElements implements TextRows {
  readonly layout = ELEMENT_LAYOUT;
  readonly rowEnd = ROW_END.ELEMENTS;
  readonly start: number;
  readonly endsInBlanks = false;
  readonly #fileName: string;
  #place: keyof typeof EXPECTED = "OUTSIDE";
  #found = 0;

  constructor(firstBlock: Uint8Array, fileName: string) {
    this.start = textStart(firstBlock);
    this.#fileName = fileName;
  }

  /** A row begins with the first value of an element, behind its bracket. */
  next(block: Uint8Array, from: number): number {
    for (let i = from; i < block.length; i++) {
      const byte = block[i]!;
      if (byte <= SPACE) continue;
      if (byte === COMMA && this.#place === "BEHIND") this.#place = "NEXT";
      else if (byte === OPEN && this.#place === "OUTSIDE") this.#place = "FIRST";
      else if (byte === CLOSE && (this.#place === "BEHIND" || this.#place === "FIRST")) {
        this.#place = "CLOSED";
      } else if (byte === OPEN && (this.#place === "FIRST" || this.#place === "NEXT")) {
        this.#place = "BEHIND";
        this.#found++;
        return i + 1;
      } else throw this.#misplaced(block, i);
    }
    return -1;
  }

  faultOf(columns: number, isCutOff: boolean): Fault | null {
    if (isCutOff) return ["CUT", "the file ends within it: it is cut off"];
    const expected = this.layout.columns;
    if (columns === expected) return null;
    return ["COLUMNS", `${columns} values instead of ${expected}: ${ELEMENT}`];
  }

  endFault(isCutOff: boolean): Fault | null {
    if (isCutOff || this.#found === 0 || this.#place === "CLOSED") return null;
    return ["CUT", "the file ends behind it, without the closing ]: it is cut off"];
  }

  placeOf(row: number): string {
    return `: element ${row}`;
  }

  endPlace(): string {
    return "";
  }

  #misplaced(block: Uint8Array, at: number): Error {
    const within = this.#place === "FIRST" || this.#place === "NEXT";
    const where = within ? `element ${this.#found + 1}` : `behind element ${this.#found}`;
    const text = shown(cellText(block, at, at + SHOWN_BYTES));
    return badInput(
      `${this.#fileName}: ${where}: ${text}: there has to be ${EXPECTED[this.#place]}`,
    );
  }
}
