import { openLots, type OrderBook, presentType, type WorkingOrder } from "../broker/mod.ts";
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
    const { quantity } = terms;
    const change = { ...pricesFor(order, terms), ...(quantity === undefined ? {} : { quantity }) };
    return this.#change(order, change, market, time) === null;
  }

  /** @returns why the order cannot be changed so, or null */
  amend(order: WorkingOrder, change: OrderChange, market: number, time: number): Denial | null {
    const { quantity, ...asked } = change;
    const prices = pricesFor(order, asked);
    const extra = (["price", "stopPrice"] as const).find((field) =>
      asked[field] !== undefined && !Object.values(prices).includes(asked[field])
    );
    if (extra) {
      const what = presentType(order).toLowerCase().replaceAll("_", " ");
      const reason = `Order ${order.id} is a ${what} order: it has no ${extra} to change`;
      return { code: "CANNOT_AMEND", reason };
    }
    const size = quantity === undefined ? {} : { quantity };
    return this.#change(order, { ...prices, ...size }, market, time);
  }

  #change(order: WorkingOrder, change: OrderChange, market: number, time: number): Denial | null {
    const { books, book, slips } = this.#parts;
    const { quantity } = change;
    const prices = this.#placed(order, change, market, time);
    if (isDenial(prices)) return prices;
    const tooSmall = newQuantityDenial(books, order.filled, quantity);
    if (tooSmall) return tooSmall;
    const size = quantity === undefined ? {} : { quantity, lots: this.#scale.lotsDown(quantity) };
    const changed = { ...order, ...prices, ...size, reference: market };
    const denial = this.#denial(changed, market);
    if (denial || isSame(order, changed)) return denial;
    // At another price it comes to the market anew, and what the price did before does not count.
    if (!isSamePrice(order, changed)) changed.since = NaN;
    Object.assign(order, changed);
    book.refresh();
    slips.amended(order, time, null);
    return null;
  }

  /** Its prices after the change; a trigger that has gone off is not asked about again. */
  #placed(
    order: WorkingOrder,
    change: OrderChange,
    market: number,
    time: number,
  ): Pick<WorkingOrder, "limitTicks" | "stopTicks"> | Denial {
    const placing = {
      side: order.side,
      market,
      time,
      barMs: this.#parts.barMs,
      scale: this.#scale,
    };
    const terms = { order: presentType(order), ...this.#prices(order), ...change };
    const placed = placeTerms(terms, placing);
    if (isDenial(placed)) return placed;
    const { limitTicks, stopTicks } = placed;
    return { limitTicks, stopTicks: order.triggered ? order.stopTicks : stopTicks };
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

/** Those of the prices named that the order has; the one price of a stop is its stop price. */
function pricesFor(
  order: WorkingOrder,
  { price, stopPrice }: OrderTerms,
): Pick<OrderChange, "price" | "stopPrice"> {
  const limit = price === undefined ? {} : { price };
  const stop = stopPrice === undefined ? {} : { stopPrice };
  switch (presentType(order)) {
    case "MARKET":
      return {};
    case "LIMIT":
      return limit;
    case "STOP_LIMIT":
      return { ...limit, ...stop };
    case "TRAILING_STOP":
      return stop;
    case "STOP":
    case "TAKE_PROFIT":
      return price === undefined || stopPrice !== undefined ? stop : { stopPrice: price };
  }
}

const isSamePrice = (a: WorkingOrder, b: WorkingOrder): boolean =>
  a.limitTicks === b.limitTicks && a.stopTicks === b.stopTicks;

const isSame = (a: WorkingOrder, b: WorkingOrder): boolean =>
  isSamePrice(a, b) && a.lots === b.lots;
