import type { WorkingOrder } from "../broker/mod.ts";
import type { OrdersView, RestingOrderView } from "../strategy/mod.ts";
import type { OrderDesk } from "./order_desk.ts";
import type { MarketSeries } from "./series.ts";

/** A runner's resting orders as its strategy sees them. */
export class LiveOrders implements OrdersView {
  readonly #desk: OrderDesk;
  readonly #series: MarketSeries;

  constructor(desk: OrderDesk, series: MarketSeries) {
    this.#desk = desk;
    this.#series = series;
  }

  get version(): number {
    return this.#desk.book.version;
  }

  list(): readonly RestingOrderView[] {
    const { book } = this.#desk;
    return book.size === 0 ? NONE : book.orders.map((order) => this.#view(order));
  }

  #view(order: WorkingOrder): RestingOrderView {
    const { scale } = this.#desk.books;
    const price = (ticks: number | null) => ticks === null ? NaN : scale.toPrice(ticks);
    const now = this.#series.forming ? this.#series.time : this.#series.end;
    return {
      id: order.id,
      purpose: order.purpose,
      side: order.side,
      order: order.type,
      price: price(order.limitTicks),
      stopPrice: price(order.stopTicks),
      quantity: scale.toQuantity(order.lots),
      filled: scale.toQuantity(order.filled),
      bars: Math.max(0, Math.floor((now - order.submittedAt) / this.#series.barMs)),
    };
  }
}

const NONE: readonly RestingOrderView[] = [];
