import type { OrderBook } from "../broker/mod.ts";
import type { ExitIntent } from "../strategy/mod.ts";
import { type Books, exitSide } from "./books.ts";
import type { OrderAmender } from "./order_amender.ts";
import { exitDenial, roomDenial } from "./order_checks.ts";
import { AT_MARKET, type OrderSender } from "./order_sender.ts";

/** What orders have to do with that close a position. */
export interface ClosingParts {
  readonly books: Books;
  readonly book: OrderBook;
  readonly sender: OrderSender;
  readonly amender: OrderAmender;
}

/** Orders that close a position, or a part of it. */
export class Closings {
  readonly #parts: ClosingParts;

  constructor(parts: ClosingParts) {
    this.#parts = parts;
  }

  /** @returns false when the order was rejected at once; the position stays, and an exit that rests */
  exit(intent: ExitIntent, market: number, time: number): boolean {
    const { books, book, sender, amender } = this.#parts;
    const { scale } = books;
    const { side, lots } = books.requirePosition();
    const resting = sender.resting("EXIT");
    if (resting && amender.follow(resting, intent, market, time)) return true;
    const quantity = intent.quantity ?? scale.toQuantity(lots);
    const order = sender.write("EXIT", exitSide(side), intent, market, time, { quantity });
    const denial = sender.place(order, intent, market) ?? exitDenial(books, quantity) ??
      roomDenial(book, books, "EXIT");
    if (denial) return sender.reject(order, denial, time);
    order.lots = scale.lotsDown(quantity);
    sender.send(order, resting);
    return true;
  }

  /** Closes the position at the next price. */
  flatten(reason: string, market: number, time: number): void {
    const { books, book, sender } = this.#parts;
    const { side, lots } = books.requirePosition();
    if (book.orders.some(({ purpose }) => purpose === "FLATTEN")) return;
    const terms = { ...AT_MARKET, reason };
    sender.send(sender.write("FLATTEN", exitSide(side), terms, market, time, { lots }));
  }
}
