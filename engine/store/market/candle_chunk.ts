import type { CandleColumns } from "../../domain/mod.ts";

/** Bars in a chunk: what is read, changed and written at once. Part of the file's layout. */
export const CHUNK_BARS = 256;

const FIELDS = 5;
const CHUNK_BYTES = CHUNK_BARS * FIELDS * Float64Array.BYTES_PER_ELEMENT;

/**
 * The candles of {@link CHUNK_BARS} bars that follow each other, one slot a bar. As bytes: open, high,
 * low, close, volume, each a column of little-endian doubles, in the order of time. The open of a slot
 * without a candle is NaN.
 */
export class CandleChunk {
  readonly #values: Float64Array;

  private constructor(values: Float64Array) {
    this.#values = values;
  }

  static empty(): CandleChunk {
    return new CandleChunk(new Float64Array(CHUNK_BARS * FIELDS).fill(NaN));
  }

  /** Keeps the bytes where they can be used as they lie. */
  static fromBytes(bytes: Uint8Array): CandleChunk {
    if (bytes.length !== CHUNK_BYTES) {
      throw new Error(`malformed chunk of candles: ${bytes.length} bytes, not ${CHUNK_BYTES}`);
    }
    const aligned = bytes.byteOffset % Float64Array.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
    return new CandleChunk(
      new Float64Array(aligned.buffer, aligned.byteOffset, CHUNK_BARS * FIELDS),
    );
  }

  bytes(): Uint8Array {
    const { buffer, byteOffset, byteLength } = this.#values;
    return new Uint8Array(buffer, byteOffset, byteLength);
  }

  has(slot: number): boolean {
    return !Number.isNaN(this.#values[slot]);
  }

  set(slot: number, candles: CandleColumns, row: number): void {
    const values = this.#values;
    values[slot] = candles.open[row]!;
    values[slot + CHUNK_BARS] = candles.high[row]!;
    values[slot + 2 * CHUNK_BARS] = candles.low[row]!;
    values[slot + 3 * CHUNK_BARS] = candles.close[row]!;
    values[slot + 4 * CHUNK_BARS] = candles.volume[row]!;
  }

  /** Copies all but the times of slots `from` to `to` (exclusive) to `row` and those after it. */
  copyTo(target: CandleColumns, row: number, from: number, to: number): void {
    const column = (field: number) =>
      this.#values.subarray(field * CHUNK_BARS + from, field * CHUNK_BARS + to);
    target.open.set(column(0), row);
    target.high.set(column(1), row);
    target.low.set(column(2), row);
    target.close.set(column(3), row);
    target.volume.set(column(4), row);
  }

  /** Slots in a row that have a candle, as `[from, to)`, between slots `from` and `to` (exclusive). */
  *runs(from: number, to: number): Generator<readonly [from: number, to: number]> {
    for (let slot = from; slot < to; slot++) {
      if (!this.has(slot)) continue;
      const begin = slot;
      while (slot < to && this.has(slot)) slot++;
      yield [begin, slot];
    }
  }
}
