import { openLots, type OrderBook, type WorkingOrder } from "../broker/mod.ts";
import type { PriceTicks, Scale } from "../domain/mod.ts";
import type { Denial } from "../risk/mod.ts";
import type { OrderTerms, ProtectionTerms } from "../strategy/mod.ts";
import type { Books } from "./books.ts";
import { exitDenial, newQuantityDenial } from "./order_checks.ts";
import type { OrderSlips } from "./order_slips.ts";
import { isDenial, placeTerms } from "./order_terms.ts";
import type { RiskDesk } from "./risk_desk.ts";

/** What may be changed of an order; what is left out stays. */
export interface OrderChange {
  readonly price?: number;
  readonly stopPrice?: number;
  readonly quantity?: number;
}

/** What amendments have to do with. */
export interface AmenderParts {
  readonly books: Books;
  readonly book: OrderBook;
  readonly slips: OrderSlips;
  readonly risk: RiskDesk;
  readonly barMs: number;
  /** The price an opening order is judged at when it is decided on. */
  judgedAt(order: WorkingOrder, market: number): PriceTicks;
}

/** Changes orders that are at work, as if each were new in the old one's place. */
export class OrderAmender {
  readonly #parts: AmenderParts;
  readonly #scale: Scale;

  constructor(parts: AmenderParts) {
    this.#parts = parts;
    this.#scale = parts.books.scale;
  }

  /**
   * Makes a resting order what `terms` want, where only prices and quantity differ.
   * @returns false where another order has to take its place
   */
  follow(
    order: WorkingOrder,
    terms: OrderTerms & ProtectionTerms & { quantity?: number },
    market: number,
    time: number,
  ): boolean {
    if (!this.#isAlike(order, terms)) return false;
    const { price, stopPrice, quantity } = terms;
    const change = {
      ...(price === undefined ? {} : { price }),
      ...(stopPrice === undefined ? {} : { stopPrice }),
      ...(quantity === undefined ? {} : { quantity }),
    };
    return this.amend(order, change, market, time) === null;
  }

  /** @returns why the order cannot be changed so, or null */
  amend(order: WorkingOrder, change: OrderChange, market: number, time: number): Denial | null {
    const { books, book, slips, barMs } = this.#parts;
    const scale = this.#scale;
    const terms = { order: order.type, ...this.#prices(order), ...change };
    const placed = placeTerms(terms, { side: order.side, market, time, barMs, scale });
    if (isDenial(placed)) return placed;
    const { quantity } = change;
    const tooSmall = newQuantityDenial(books, order.filled, quantity);
    if (tooSmall) return tooSmall;
    const { limitTicks, stopTicks, trailTicks } = placed;
    const prices = { limitTicks, stopTicks, trailTicks, reference: market };
    const size = quantity === undefined ? {} : { quantity, lots: scale.lotsDown(quantity) };
    const changed = { ...order, ...prices, ...size };
    const denial = this.#denial(changed, market);
    if (denial || isSame(order, changed)) return denial;
    Object.assign(order, changed);
    book.refresh();
    slips.amended(order, time, null);
    return null;
  }

  #denial(order: WorkingOrder, market: number): Denial | null {
    const { books, risk, judgedAt } = this.#parts;
    const quantity = this.#scale.toQuantity(openLots(order));
    if (order.opens === null) return exitDenial(books, quantity);
    const verdict = risk.assess({ ...order, quantity, filled: 0 }, judgedAt(order, market), false);
    return verdict.approved ? null : verdict.denial;
  }

  #isAlike(order: WorkingOrder, terms: OrderTerms & ProtectionTerms): boolean {
    const { type, triggered, timeInForce, postOnly } = order;
    if (type !== (terms.order ?? "MARKET") || type === "TRAILING_STOP" || triggered) return false;
    // An order that ends by itself keeps its end: a strategy that asks on every bar means the same one.
    if ((terms.timeInForce ?? "GTC") !== timeInForce && timeInForce !== "GTD") return false;
    if ((terms.postOnly ?? false) !== postOnly) return false;
    return order.opens === null || (
      this.#isLevel(order.stopLoss, terms.stopLoss) &&
      this.#isLevel(order.takeProfit, terms.takeProfit) &&
      this.#isLevel(order.trailingStop, terms.trailingStop)
    );
  }

  #isLevel(ticks: number | null, price: number | undefined): boolean {
    return ticks === (price === undefined ? null : this.#scale.ticks(price));
  }

  #prices({ limitTicks, stopTicks, trailTicks }: WorkingOrder): Partial<OrderTerms> {
    return {
      ...(limitTicks === null ? {} : { price: this.#scale.toPrice(limitTicks) }),
      ...(stopTicks === null ? {} : { stopPrice: this.#scale.toPrice(stopTicks) }),
      ...(trailTicks === null ? {} : { trailBy: this.#scale.toPrice(trailTicks) }),
    };
  }
}

const isSame = (a: WorkingOrder, b: WorkingOrder): boolean =>
  a.limitTicks === b.limitTicks && a.stopTicks === b.stopTicks && a.lots === b.lots;
