/** Lets a matcher's fills into a runner's books, without a strategy, risk or events. */
import {
  type Execution,
  type MatchListener,
  MAX_ENTRIES,
  NO_LEVELS,
  openLots,
  type WorkingOrder,
} from "../../engine/broker/mod.ts";
import type { Lots, Money } from "../../engine/domain/mod.ts";
import { type Books, exitSide } from "../../engine/runner/books.ts";

/** Counts on its own what the books should come to, in whole lots and money units. */
export class BooksListener implements MatchListener {
  /** Σ of all fills, below 0 for a short. */
  lots = 0;
  pnl = 0;
  fills = 0;
  ends = 0;
  readonly #books: Books;
  readonly #unit: number;

  constructor(books: Books) {
    this.#books = books;
    this.#unit = books.scale.toMoney(1);
  }

  approve(order: WorkingOrder): Lots {
    const { position } = this.#books;
    const isFull = position !== null && position.side === order.opens &&
      position.entries >= MAX_ENTRIES;
    return isFull ? 0 as Lots : openLots(order);
  }

  reducible(order: WorkingOrder): Lots {
    const { position } = this.#books;
    if (position === null || exitSide(position.side) !== order.side) return 0 as Lots;
    return position.lots;
  }

  executed(order: WorkingOrder, execution: Execution, time: number, price: number): void {
    const { position } = this.#books;
    const { side, lots } = execution;
    this.fills++;
    this.lots += side === "BUY" ? lots : -lots;
    if (position === null) this.#open(execution, time, price);
    else if (exitSide(position.side) !== side) this.#books.add(execution, time);
    else this.#turn(order, execution, position.lots, time, price);
  }

  accepted(): void {}
  triggered(): void {}
  trailed(): void {}
  liquidated(): void {}
  ended(): void {
    this.ends++;
  }

  #open(execution: Execution, time: number, price: number): void {
    const side = execution.side === "BUY" ? "LONG" : "SHORT";
    this.#books.open(side, execution, NO_LEVELS, time, price);
  }

  /** Closes what is held, and opens the other way with what is more. */
  #turn(order: WorkingOrder, execution: Execution, held: Lots, time: number, price: number): void {
    const out = Math.min(held, execution.lots) as Lots;
    const into = execution.lots - out as Lots;
    const intoFee = Math.floor(execution.fee * (into / execution.lots)) as Money;
    const closing = { ...execution, lots: out, fee: execution.fee - intoFee as Money };
    this.#books.close(closing, time, order.purpose, (trade) => {
      this.pnl += Math.round(trade.pnl / this.#unit);
    });
    if (into > 0) this.#open({ ...execution, lots: into, fee: intoFee }, time, price);
  }
}
