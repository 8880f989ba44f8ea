import { type CandleColumns, sliceColumns } from "../../domain/mod.ts";

/** Room for so many candles to begin with. */
const FIRST = 16_384;

const FIELDS = ["time", "open", "high", "low", "close", "volume"] as const;

/** Gathers candles that come in parts, in memory that is hardly more than they need, also on the way. */
export class GatheredColumns {
  #columns = Object.fromEntries(FIELDS.map((field) => [field, new Float64Array(FIRST)]));
  #length = 0;

  add(part: CandleColumns): void {
    const end = this.#length + part.time.length;
    for (const field of FIELDS) {
      let column = this.#columns[field]!;
      if (end > column.length) {
        // Handing the memory on lets go of the old one at once, rather than when somebody looks.
        const length = Math.max(end, column.length * 2);
        column = new Float64Array(column.buffer.transfer(length * Float64Array.BYTES_PER_ELEMENT));
        this.#columns[field] = column;
      }
      column.set(part[field], this.#length);
    }
    this.#length = end;
  }

  /** All of them; the gatherer is empty then. */
  take(): CandleColumns {
    const { time, open, high, low, close, volume } = this.#columns;
    const all = {
      time: time!,
      open: open!,
      high: high!,
      low: low!,
      close: close!,
      volume: volume!,
    };
    const length = this.#length;
    this.#length = 0;
    this.#columns = {};
    return sliceColumns(all, 0, length);
  }
}
