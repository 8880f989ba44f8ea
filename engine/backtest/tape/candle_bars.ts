import type { CandleColumns } from "../../domain/mod.ts";
import type { BarTape, EquityColumns } from "./tape.ts";

/** Bars of one symbol that are all there already, as candles: nothing is written down before it is asked for. */
export class CandleBars implements BarTape {
  readonly #candles: CandleColumns;
  readonly #from: number;
  readonly #barMs: number;
  #length = 0;
  #columns: Pick<EquityColumns, "time" | "benchmark"> | null = null;

  /** @param from index of the candle that is the first bar */
  constructor(candles: CandleColumns, from: number, barMs: number) {
    this.#candles = candles;
    this.#from = from;
    this.#barMs = barMs;
  }

  write(): number {
    return this.#length++;
  }

  setBenchmark(): void {
    throw new Error("One symbol is its own benchmark");
  }

  columns(rows: number): Pick<EquityColumns, "time" | "benchmark"> {
    this.#columns ??= this.#make();
    const { time, benchmark } = this.#columns;
    return { time: time.subarray(0, rows), benchmark: benchmark.subarray(0, rows) };
  }

  #make(): Pick<EquityColumns, "time" | "benchmark"> {
    const length = this.#length;
    const open = this.#candles.time.subarray(this.#from, this.#from + length);
    const close = this.#candles.close.subarray(this.#from, this.#from + length);
    const time = new Float64Array(length);
    const benchmark = new Float64Array(length);
    const barMs = this.#barMs;
    const first = close[0]!;
    for (let row = 0; row < length; row++) {
      time[row] = open[row]! + barMs;
      benchmark[row] = close[row]! / first;
    }
    return { time, benchmark };
  }
}
