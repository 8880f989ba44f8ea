import { badInput } from "../../domain/mod.ts";
import { cellText } from "./cell_numbers.ts";
import { readLayout, type RowLayout } from "./csv_layout.ts";
import { ROW_END, textStart } from "./text_form.ts";
import type { Fault, TextRows } from "./text_rows.ts";

/** No header is longer. */
const MAX_LINE_BYTES = 4096;

/** One candle a line, behind a header if there is one. */
export class CsvLines implements TextRows {
  readonly layout: RowLayout;
  readonly rowEnd = ROW_END.LINES;
  readonly start: number;
  readonly endsInBlanks = true;

  /** @throws InputError when the first line is neither a header nor a candle */
  constructor(firstBlock: Uint8Array, fileName: string) {
    const start = textStart(firstBlock);
    const newline = firstBlock.indexOf(this.rowEnd, start);
    const lineEnd = newline < 0 ? firstBlock.length : newline;
    const first = cellText(firstBlock, start, Math.min(lineEnd, start + MAX_LINE_BYTES));
    if (first === "") throw badInput(`${fileName}:1: no candles: the first line is empty`);
    this.layout = readLayout(first, fileName);
    this.start = this.layout.headerLines > 0 ? lineEnd + 1 : start;
  }

  next(block: Uint8Array, from: number): number {
    return from < block.length ? from : -1;
  }

  faultOf(columns: number): Fault | null {
    const expected = this.layout.columns;
    if (columns === expected) return null;
    return ["COLUMNS", `${columns} columns instead of ${expected}`];
  }

  endFault(): null {
    return null;
  }

  placeOf(row: number): string {
    return `:${row}`;
  }

  endPlace(rows: number): string {
    return this.placeOf(Math.max(rows, 1));
  }
}
