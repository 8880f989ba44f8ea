import { invariant, type Scale } from "../domain/mod.ts";
import { isFinal } from "../machine/mod.ts";
import { levelTicks, waitsForFall, type WorkingOrder } from "./order.ts";

/** Orders of one runner that may wait or rest at once; a further one is refused. */
export const MAX_WORKING_ORDERS = 64;

/**
 * One runner's orders that wait for the market or rest in it.
 *
 * It keeps the two prices between which nothing can happen, so that a bar that stays between them costs
 * two comparisons, however many orders rest.
 */
export class OrderBook {
  /** A price at or below this reaches an order. */
  fall = -Infinity;
  /** A price at or above this reaches an order. */
  rise = Infinity;
  /** True where some order has to be looked at on every piece: it trails. */
  restless = false;
  /** The first moment at which an order ends. */
  expiry = Infinity;
  /** Orders that have not reached the market yet, want its price whatever it is, or were changed. */
  eager = 0;
  /** Counts up whenever an order changes. */
  version = 0;
  readonly #scale: Scale;
  #orders: WorkingOrder[] = [];

  constructor(scale: Scale) {
    this.#scale = scale;
  }

  get size(): number {
    return this.#orders.length;
  }
  get isFull(): boolean {
    return this.#orders.length >= MAX_WORKING_ORDERS;
  }
  /** In the order they were sent. Not to be kept: it changes in place. */
  get orders(): readonly WorkingOrder[] {
    return this.#orders;
  }

  add(order: WorkingOrder): void {
    invariant(!this.isFull, `at most ${MAX_WORKING_ORDERS} orders at once`);
    this.#orders.push(order);
    this.refresh();
  }

  find(id: string): WorkingOrder | undefined {
    return this.#orders.find((order) => order.id === id);
  }

  /** Lets go of orders that are over and looks at the others anew; after any change to one of them. */
  refresh(): void {
    this.version++;
    this.#drop();
    this.fall = -Infinity;
    this.rise = Infinity;
    this.restless = false;
    this.expiry = Infinity;
    this.eager = 0;
    for (const order of this.#orders) this.#heed(order);
  }

  /** The level that makes an order trade as a price; NaN for one that takes any. */
  level(order: WorkingOrder): number {
    const ticks = levelTicks(order);
    return ticks === null ? NaN : this.#scale.toPrice(ticks);
  }

  toData(): WorkingOrder[] {
    return this.#orders.map((order) => ({ ...order }));
  }

  restore(orders: readonly WorkingOrder[]): void {
    this.#orders = orders.map((order) => ({ ...order, since: order.since ?? NaN }));
    this.refresh();
  }

  #drop(): void {
    const orders = this.#orders;
    let kept = 0;
    for (let i = 0; i < orders.length; i++) {
      if (!isFinal(orders[i]!.status)) orders[kept++] = orders[i]!;
    }
    // A list that is cut short by its length gives its room back, and wants it again with the next order.
    while (orders.length > kept) orders.pop();
  }

  #heed(order: WorkingOrder): void {
    if (order.expiresAt !== null && order.expiresAt < this.expiry) this.expiry = order.expiresAt;
    const level = this.level(order);
    if (order.status === "SUBMITTED" || Number.isNaN(order.since) || Number.isNaN(level)) {
      this.eager++;
      return;
    }
    if (order.trailTicks !== null) this.restless = true;
    if (waitsForFall(order)) this.fall = Math.max(this.fall, level);
    else this.rise = Math.min(this.rise, level);
  }
}
