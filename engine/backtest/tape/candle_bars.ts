import type { CandleColumns } from "../../domain/mod.ts";
import { DerivedColumn } from "../statistics/mod.ts";
import type { BarTape, EquityColumns } from "./tape.ts";

/** Bars of one symbol that are all there already, as candles: nothing is written down before it is asked for. */
export class CandleBars implements BarTape {
  readonly #candles: CandleColumns;
  readonly #from: number;
  readonly #barMs: number;
  #length = 0;

  /** @param from index of the candle that is the first bar */
  constructor(candles: CandleColumns, from: number, barMs: number) {
    this.#candles = candles;
    this.#from = from;
    this.#barMs = barMs;
  }

  write(): number {
    return this.#length++;
  }

  columns(rows: number): Pick<EquityColumns, "time" | "benchmark"> {
    const barMs = this.#barMs;
    const opens = this.#candles.time.subarray(this.#from, this.#from + rows);
    const closes = this.#candles.close.subarray(this.#from, this.#from + rows);
    const first = closes[0]!;
    return {
      time: new DerivedColumn(opens, (open) => open + barMs),
      benchmark: new DerivedColumn(closes, (close) => close / first),
    };
  }
}
