import { badInput } from "../../domain/mod.ts";
import { formOf, ROW_END } from "./text_form.ts";

/** Bytes of text that are parsed at a stretch, about; some 5 ms, so that others get their turn. */
export const BLOCK_BYTES = 2 ** 20;

/**
 * A text in blocks of whole rows. A block lies in memory that the next one uses again.
 *
 * @throws InputError for a row that is longer than a block
 */
export async function* rowBlocks(
  chunks: AsyncIterable<Uint8Array>,
  fileName: string,
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(BLOCK_BYTES);
  let used = 0;
  let rowEnd: number | undefined;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const taken = Math.min(chunk.length - at, BLOCK_BYTES - used);
      buffer.set(chunk.subarray(at, at + taken), used);
      at += taken;
      used += taken;
      if (used < BLOCK_BYTES) break;
      rowEnd ??= ROW_END[formOf(buffer)];
      const end = buffer.lastIndexOf(rowEnd) + 1;
      if (end === 0) {
        throw badInput(
          `${fileName}: neither CSV nor an array of candles in JSON: it has a row of more than ` +
            `${BLOCK_BYTES} bytes`,
        );
      }
      yield buffer.subarray(0, end);
      buffer.copyWithin(0, end, used);
      used -= end;
    }
  }
  if (used > 0) yield buffer.subarray(0, used);
}

/** The same for a text that is there already; a block is as long as its rows need. */
export function* blocksOf(bytes: Uint8Array): Generator<Uint8Array> {
  const rowEnd = ROW_END[formOf(bytes)];
  for (let at = 0; at < bytes.length;) {
    const last = bytes.indexOf(rowEnd, at + BLOCK_BYTES);
    const end = last < 0 ? bytes.length : last + 1;
    yield bytes.subarray(at, end);
    at = end;
  }
}
