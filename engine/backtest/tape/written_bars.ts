import type { BarTape, ClosedBar, EquityColumns } from "./tape.ts";
import { grown } from "./grown.ts";

/** Bars written down as they come, in columns that grow by doubling. */
export class WrittenBars implements BarTape {
  #time: Float64Array;
  /** Worth of the benchmark, in whatever unit the first row has. */
  #benchmark: Float64Array;
  #length = 0;
  #isScaled = false;

  /** @param capacity bars there will be, as far as is known */
  constructor(capacity: number) {
    this.#time = new Float64Array(capacity);
    this.#benchmark = new Float64Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /**
   * Its price as benchmark. A second entry of the same time takes the place of the first: with several
   * symbols, the last bar that closes at a moment has the whole account.
   */
  write(bar: ClosedBar): number {
    const time = bar.end;
    const again = this.#length > 0 && this.#time[this.#length - 1] === time;
    const row = again ? this.#length - 1 : this.#length++;
    if (row === this.#time.length) {
      this.#time = grown(this.#time);
      this.#benchmark = grown(this.#benchmark);
    }
    this.#time[row] = time;
    this.#benchmark[row] = bar.price;
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
