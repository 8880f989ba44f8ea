import type { Matcher, OrderBook, WorkingOrder } from "../broker/mod.ts";
import type { OrderPurpose } from "../domain/mod.ts";
import type { Denial } from "../risk/mod.ts";

/** Orders that a strategy sent, as against those that follow from a position's levels. */
const STRATEGY_PURPOSES: ReadonlySet<OrderPurpose> = new Set(["ENTRY", "ADD", "EXIT", "REVERSE"]);

const STALE: Denial = {
  code: "FEED_STALE",
  reason: "The feed was cut off before the order could be filled",
};

/** Takes orders out of the market. */
export class Cancels {
  readonly #book: OrderBook;
  readonly #matcher: Matcher;

  constructor(book: OrderBook, matcher: Matcher) {
    this.#book = book;
    this.#matcher = matcher;
  }

  one(order: WorkingOrder, code: string, reason: string, time: number): void {
    this.#matcher.end(order, "CANCELED", code, reason, time);
    this.#book.refresh();
  }

  all(code: string, reason: string, time: number): void {
    this.#these(() => true, code, reason, time);
  }

  /** Orders of the strategy that rest go; stop loss and take profit stay. */
  ofStrategy(code: string, reason: string, time: number): void {
    this.#these((order) => STRATEGY_PURPOSES.has(order.purpose), code, reason, time);
  }

  /**
   * Orders go that would open a position or add to one.
   * @param restingOnly leaves market orders that are on their way: nothing of them comes to rest
   */
  opening(code: string, reason: string, time: number, restingOnly = false): void {
    const stays = (order: WorkingOrder) =>
      restingOnly && order.status === "SUBMITTED" && order.type === "MARKET";
    const goes = (order: WorkingOrder) => order.opens !== null && !stays(order);
    this.#these(goes, code, reason, time);
  }

  /**
   * Nobody knew of the prices that went by: what was on its way to open a position is rejected, because it
   * was meant for a price that nobody saw, and what rests to open one is canceled, as an exchange does that
   * cancels on disconnect. What closes is kept: getting out late is better than not at all.
   */
  stale(time: number): void {
    const opening = this.#book.orders.filter((order) => order.opens !== null);
    if (opening.length === 0) return;
    for (const order of opening) {
      const status = order.status === "SUBMITTED" ? "REJECTED" as const : "CANCELED" as const;
      this.#matcher.end(order, status, STALE.code, STALE.reason, time);
    }
    this.#book.refresh();
  }

  #these(goes: (order: WorkingOrder) => boolean, code: string, reason: string, time: number) {
    for (const order of this.#book.orders.filter(goes)) this.one(order, code, reason, time);
  }
}
