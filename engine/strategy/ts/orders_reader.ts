import type { OrdersWatch } from "../orders_watch.ts";
import type { RestingOrderView } from "../strategy.ts";
import { levelOrNull } from "./level.ts";
import type { ContextOrder } from "./types.ts";

/** The runner's resting orders in the words of a strategy; a new list whenever they change. */
export class OrdersReader {
  readonly #watch: OrdersWatch;
  #orders = NONE;

  constructor(watch: OrdersWatch) {
    this.#watch = watch;
  }

  /** The same list as before where nothing has changed. */
  read(): readonly ContextOrder[] {
    const orders = this.#watch.changed();
    if (orders !== null) {
      this.#orders = orders.length === 0 ? NONE : Object.freeze(orders.map(inWords));
    }
    return this.#orders;
  }
}

const NONE: readonly ContextOrder[] = Object.freeze([]);

function inWords(order: RestingOrderView): ContextOrder {
  const { id, price, stopPrice, quantity, filled, bars } = order;
  return Object.freeze({
    id,
    purpose: lower(order.purpose),
    side: lower(order.side),
    order: lower(order.order),
    price: levelOrNull(price),
    stopPrice: levelOrNull(stopPrice),
    quantity,
    filled,
    bars,
  });
}

function lower<Word extends string>(word: Word): Lowercase<Word> {
  return word.toLowerCase() as Lowercase<Word>;
}
