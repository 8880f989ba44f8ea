import { BarRows } from "./bar_rows.ts";
import type { BarTape, ClosedBar, EquityColumns } from "./tape.ts";

/** Bars of several symbols, which the same cash was put into in equal parts. */
export class BasketBars implements BarTape {
  readonly #bars: readonly ClosedBar[];
  readonly #firstCloses: Float64Array;
  readonly #rows: BarRows;

  /** @param bars of each symbol always the one that closed last */
  constructor(bars: readonly ClosedBar[], capacity: number) {
    this.#bars = bars;
    this.#firstCloses = new Float64Array(bars.length).fill(NaN);
    this.#rows = new BarRows(capacity);
  }

  write(symbol: number, isLast: boolean): number {
    const { end, price } = this.#bars[symbol]!;
    const row = this.#rows.rowAt(end);
    if (Number.isNaN(this.#firstCloses[symbol]!)) this.#firstCloses[symbol] = price;
    if (isLast) this.#rows.setBenchmark(row, this.#worth());
    return row;
  }

  columns(rows: number): Pick<EquityColumns, "time" | "benchmark"> {
    return this.#rows.columns(rows);
  }

  /** What a unit of cash, held from each first close on, is worth now. */
  #worth(): number {
    const bars = this.#bars;
    const firsts = this.#firstCloses;
    let sum = 0;
    for (let i = 0; i < bars.length; i++) {
      const first = firsts[i]!;
      sum += first === first ? bars[i]!.price / first : 1;
    }
    return sum / bars.length;
  }
}
