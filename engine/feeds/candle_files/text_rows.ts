import type { RowLayout } from "./csv_layout.ts";
import type { RowFault } from "./row_fault.ts";

/** What is wrong, and in words. */
export type Fault = [fault: RowFault, what: string];

/** Where the rows of a text are and what messages call them, however the text is written. */
export interface TextRows {
  readonly layout: RowLayout;
  /** The byte that a row ends with. */
  readonly rowEnd: number;
  /** Where in the first block the first row may begin. */
  readonly start: number;
  /** Whether empty rows may stand at the end of the text. */
  readonly endsInBlanks: boolean;

  /**
   * Where the first row at or behind a place begins; -1 when the block has no more.
   *
   * @throws InputError for what is between rows and must not be there
   */
  next(block: Uint8Array, from: number): number;

  /** @param isCutOff whether the text ended before the row did */
  faultOf(columns: number, isCutOff: boolean): Fault | null;
  /** What is missing behind the last row; null, too, where that one was cut off and refused for it. */
  endFault(isCutOff: boolean): Fault | null;

  /** What a message has behind the file's name for a row, counted from 1. */
  placeOf(row: number): string;
  /** The same for the end of the text, behind so many rows. */
  endPlace(rows: number): string;
}
