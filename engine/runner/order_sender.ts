import type { BrokerModels, Matcher, OrderBook, WorkingOrder } from "../broker/mod.ts";
import type { OrderPurpose, OrderSide } from "../domain/mod.ts";
import type { Denial, RiskMonitor } from "../risk/mod.ts";
import type { OrderTerms } from "../strategy/mod.ts";
import type { Books } from "./books.ts";
import type { OrderBeginning, OrderSlips } from "./order_slips.ts";
import { isDenial, placeTerms } from "./order_terms.ts";

/** What every kind of order has to do with. */
export interface SenderParts {
  readonly books: Books;
  readonly book: OrderBook;
  readonly slips: OrderSlips;
  readonly monitor: RiskMonitor;
  readonly models: BrokerModels;
  readonly matcher: Matcher;
  readonly barMs: number;
}

/** Terms of an order that is sent, and why it is. */
export type SentTerms = OrderTerms & { readonly reason?: string | undefined };

/** An order for the market, and nothing more. */
export const AT_MARKET: OrderTerms = { order: "MARKET" };

/** Writes orders, sends them to the market, and tells of those that come to nothing. */
export class OrderSender {
  readonly #parts: SenderParts;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** The strategy's order of that purpose that rests in the market. */
  resting(purpose: OrderPurpose): WorkingOrder | undefined {
    for (const order of this.#parts.book.orders) {
      if (order.purpose === purpose && order.status !== "SUBMITTED") return order;
    }
    return undefined;
  }

  /** @param market the price it is decided on at */
  write(
    purpose: OrderPurpose,
    side: OrderSide,
    terms: SentTerms,
    market: number,
    time: number,
    more: OrderBeginning,
  ): WorkingOrder {
    const reason = terms.reason ?? (purpose === "EXIT" ? "exit" : null);
    const head = {
      purpose,
      side,
      type: terms.order ?? "MARKET",
      reference: market,
      reason,
      submittedAt: time,
    };
    const order = this.#parts.slips.write(head, more);
    order.activeAt = time + this.#parts.models.latency.delayMs(order.number);
    return order;
  }

  /** Puts prices and times on it. @returns why the exchange would not take it, or null */
  place(order: WorkingOrder, terms: OrderTerms, market: number): Denial | null {
    const { side, submittedAt: time } = order;
    const { barMs, books: { scale } } = this.#parts;
    const placed = placeTerms(terms, { side, market, time, barMs, scale });
    if (isDenial(placed)) return placed;
    order.type = placed.type;
    order.limitTicks = placed.limitTicks;
    order.stopTicks = placed.stopTicks;
    order.trailTicks = placed.trailTicks;
    order.timeInForce = placed.timeInForce;
    order.expiresAt = placed.expiresAt;
    order.postOnly = placed.postOnly;
    return null;
  }

  /** @param resting the order whose place it takes */
  send(order: WorkingOrder, resting?: WorkingOrder): void {
    const { monitor, book, slips, matcher } = this.#parts;
    const time = order.submittedAt;
    if (resting) {
      matcher.end(resting, "CANCELED", "REPLACED", `${order.id} takes its place`, time);
      book.refresh();
    }
    monitor.orderSent(time);
    book.add(order);
    slips.submitted(order);
  }

  /** It never was in the market. @returns false, for the one who sent it */
  reject(order: WorkingOrder, denial: Denial, time: number): false {
    order.status = "REJECTED";
    this.#parts.slips.ended(order, "REJECTED", denial, time);
    return false;
  }

  /** The same, where a rule or a limit says no. */
  deny(order: WorkingOrder, rule: string, denial: Denial, time: number): false {
    this.#parts.slips.denied(order, rule, denial, time);
    return false;
  }
}
