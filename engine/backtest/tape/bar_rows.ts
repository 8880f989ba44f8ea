import { grown } from "./grown.ts";
import type { EquityColumns } from "./tape.ts";

/** Times of bars and what the benchmark was worth at each, in columns that grow by doubling. */
export class BarRows {
  #time: Float64Array;
  /** In whatever unit the first row has. */
  #benchmark: Float64Array;
  #length = 0;
  #isScaled = false;

  /** @param capacity bars there will be, as far as is known */
  constructor(capacity: number) {
    this.#time = new Float64Array(capacity);
    this.#benchmark = new Float64Array(capacity);
  }

  /**
   * The row of a bar that ended then. A second bar of the same time has the row of the first: with several
   * symbols, the last that closes at a moment has the whole account.
   */
  rowAt(time: number): number {
    const isSame = this.#length > 0 && this.#time[this.#length - 1] === time;
    const row = isSame ? this.#length - 1 : this.#length++;
    if (row === this.#time.length) {
      this.#time = grown(this.#time);
      this.#benchmark = grown(this.#benchmark);
    }
    this.#time[row] = time;
    return row;
  }

  setBenchmark(row: number, value: number): void {
    this.#benchmark[row] = value;
  }

  columns(rows: number): Pick<EquityColumns, "time" | "benchmark"> {
    this.#scale();
    return {
      time: this.#time.subarray(0, rows),
      benchmark: this.#benchmark.subarray(0, rows),
    };
  }

  #scale(): void {
    if (this.#isScaled) return;
    this.#isScaled = true;
    const values = this.#benchmark;
    const first = values[0]!;
    for (let row = 0; row < this.#length; row++) values[row]! /= first;
  }
}
