import type { Money, OrderSide } from "../../domain/mod.ts";
import { type Books, exitSide } from "../../runner/mod.ts";
import type { AccountRows, AccountTape } from "./tape.ts";

/**
 * The worth of an account of one runner over bars that are all there already. Between two fills it hangs on
 * the close alone, so it is worked out a stretch at a time, and a bar costs three comparisons.
 *
 * To the digit what `SteppedEquity` comes to, for bars without quotes.
 */
export class StretchedEquity implements AccountTape {
  readonly #books: Books;
  readonly #closes: Float64Array;
  readonly #equity: Float64Array;
  /** First row of the stretch under way, of which nothing is written yet. */
  #from = 0;
  #row = -1;
  #cash: Money;
  /** Held, in lots; negative of a short. */
  #held = 0;
  #barsHeld = 0;
  #exposure = 0;

  /** @param closes of all bars that can come */
  constructor(books: Books, closes: Float64Array) {
    this.#books = books;
    this.#closes = closes;
    this.#equity = new Float64Array(closes.length);
    this.#cash = books.account.cash;
  }

  get row(): number {
    return this.#row;
  }

  write(row: number): void {
    this.#row = row;
    const { position, account } = this.#books;
    const held = position === null ? 0 : position.sign * position.lots;
    if (held === this.#held && account.cash === this.#cash) return;
    this.#end(row);
    this.#held = held;
    this.#cash = account.cash;
  }

  finish(): AccountRows {
    const rows = this.#row + 1;
    this.#end(rows);
    const inMarket = { bars: this.#barsHeld, exposure: this.#exposure };
    return { equity: this.#equity.subarray(0, rows), inMarket };
  }

  /** Writes the stretch that ends before row `to`. */
  #end(to: number): void {
    const from = this.#from;
    this.#from = to;
    if (this.#held !== 0) this.#writeHeld(from, to);
    else this.#writeFlat(from, to);
  }

  /** Of some twenty rows: calling `fill()` takes longer than the loop. */
  #writeFlat(from: number, to: number): void {
    const rows = this.#equity;
    const equity = this.#books.scale.toMoney(this.#cash);
    for (let row = from; row < to; row++) rows[row] = equity;
  }

  #writeHeld(from: number, to: number): void {
    const { scale, markPrice } = this.#books;
    const rows = this.#equity;
    const closes = this.#closes;
    const held = this.#held;
    const cash = this.#cash;
    const side: OrderSide = exitSide(held > 0 ? "LONG" : "SHORT");
    const quantity = scale.toQuantity(Math.abs(held));
    let exposure = 0;
    let bars = 0;
    for (let row = from; row < to; row++) {
      const price = closes[row]!;
      const ticks = markPrice(side, price, NaN, NaN);
      const equity = scale.toMoney(cash + held * ticks);
      rows[row] = equity;
      if (equity <= 0) continue;
      exposure += price * quantity / equity;
      bars++;
    }
    this.#exposure += exposure;
    this.#barsHeld += bars;
  }
}
