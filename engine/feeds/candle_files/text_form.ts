import { startsWith } from "./starts_with.ts";

/** How the rows of a text are written: lines of CSV, or arrays in an array of JSON. */
export type TextForm = "LINES" | "ELEMENTS";

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const SPACE = 32;
const OPEN = 91;
const CLOSE = 93;
const NEWLINE = 10;

/** The byte that a row ends with. */
export const ROW_END: Readonly<Record<TextForm, number>> = { LINES: NEWLINE, ELEMENTS: CLOSE };

/** Told by the first byte that is no space. */
export function formOf(start: Uint8Array): TextForm {
  const first = start.subarray(textStart(start)).find((byte) => byte > SPACE);
  return first === OPEN ? "ELEMENTS" : "LINES";
}

/** Where a text begins: behind the byte order mark, if there is one. */
export function textStart(start: Uint8Array): number {
  return startsWith(start, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
}
