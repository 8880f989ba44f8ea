import type { MarketView } from "../market/mod.ts";
import type { OrdersView, RestingOrderView } from "./strategy.ts";

/** Resting orders that a strategy is shown, the oldest first; far more than a runner ever has. */
export const MAX_ORDERS = 100;

/**
 * Tells a host when a strategy's resting orders have to be shown anew: one of them has changed, or
 * there are some and the bar has, for they count bars. Without orders that is one comparison a call.
 */
export class OrdersWatch {
  readonly #view: OrdersView;
  readonly #market: MarketView;
  #version = NaN;
  #timestamp = NaN;
  #forming = NaN;
  #isEmpty = true;

  constructor(view: OrdersView, market: MarketView) {
    this.#view = view;
    this.#market = market;
  }

  /** The orders of now; null where nothing has changed since the last call. */
  changed(): readonly RestingOrderView[] | null {
    const { version } = this.#view;
    if (version === this.#version && (this.#isEmpty || !this.#hasBarMoved())) return null;
    this.#version = version;
    this.#timestamp = this.#market.timestamp;
    this.#forming = this.#market.forming;
    const orders = this.#view.list();
    this.#isEmpty = orders.length === 0;
    return orders.length > MAX_ORDERS ? orders.slice(0, MAX_ORDERS) : orders;
  }

  #hasBarMoved(): boolean {
    return this.#market.timestamp !== this.#timestamp || this.#market.forming !== this.#forming;
  }
}
