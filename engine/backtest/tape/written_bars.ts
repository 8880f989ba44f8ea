import { BarRows } from "./bar_rows.ts";
import type { BarTape, ClosedBar, EquityColumns } from "./tape.ts";

/** Bars of one symbol, written down as they come; its price is the benchmark. */
export class WrittenBars implements BarTape {
  readonly #bar: ClosedBar;
  readonly #rows: BarRows;

  /** @param bar always the one that closed last: numbers that are passed along would be put in boxes */
  constructor(bar: ClosedBar, capacity: number) {
    this.#bar = bar;
    this.#rows = new BarRows(capacity);
  }

  write(): number {
    const row = this.#rows.rowAt(this.#bar.end);
    this.#rows.setBenchmark(row, this.#bar.price);
    return row;
  }

  columns(rows: number): Pick<EquityColumns, "time" | "benchmark"> {
    return this.#rows.columns(rows);
  }
}
