import type { PriceTicks, Scale } from "../../domain/mod.ts";
import { isFinal } from "../../machine/mod.ts";
import { presentType, waitsForFall, type WorkingOrder } from "../order.ts";
import type { OrderBook } from "../order_book.ts";
import type { Executor } from "./executor.ts";
import type { TrailingStops } from "./trailing_stops.ts";

interface Arrival {
  readonly time: number;
  readonly price: number;
  readonly bid: number;
  readonly ask: number;
}

/** Orders that come to the market at a single price: they trade, rest, or are sent back. */
export class Arrivals {
  readonly #book: OrderBook;
  readonly #scale: Scale;
  readonly #executor: Executor;
  readonly #trailing: TrailingStops;

  constructor(book: OrderBook, scale: Scale, executor: Executor, trailing: TrailingStops) {
    this.#book = book;
    this.#scale = scale;
    this.#executor = executor;
    this.#trailing = trailing;
  }

  /** Brings what is on its way to a price at which it can trade. */
  arrive(time: number, price: number, bid: number, ask: number): void {
    const book = this.#book;
    if (time >= book.expiry) this.#executor.expire(time);
    if (book.eager === 0) return;
    this.#executor.inside = false;
    const at: Arrival = { time, price, bid, ask };
    const only = book.size === 1 ? book.orders[0] : undefined;
    if (only) this.#arriveOne(only, at);
    else for (const order of [...book.orders]) this.#arriveOne(order, at);
    book.refresh();
  }

  /** One at a price that is decided already. */
  takeNow(order: WorkingOrder, ticks: PriceTicks, time: number, price: number): void {
    this.#take(order, ticks, time, price);
    if (!isFinal(order.status)) this.#executor.rest(order, time);
  }

  #arriveOne(order: WorkingOrder, at: Arrival): void {
    if (isFinal(order.status) || order.activeAt > at.time) return;
    if (isUnplaced(order)) this.#reach(order, at);
    else if (presentType(order) === "MARKET") this.#takeAtMarket(order, at);
  }

  /** It has come to the market, or come again after a change. */
  #reach(order: WorkingOrder, at: Arrival): void {
    if (order.trailTicks !== null && !order.triggered) this.#trailing.move(order, at.price);
    const level = this.#book.level(order);
    const type = presentType(order);
    if (type === "MARKET") this.#takeAtMarket(order, at);
    else if (type === "LIMIT") this.#takeAtLimit(order, at);
    else if (waitsForFall(order) ? at.price <= level : at.price >= level) {
      order.triggered = true;
      this.#reach(order, at);
      this.#executor.tellTriggered(order, at.time);
    } else this.#executor.rest(order, at.time);
  }

  #takeAtMarket(order: WorkingOrder, at: Arrival): void {
    const ticks = this.#executor.takerTicks(order, at.price, at.bid, at.ask);
    this.#take(order, ticks, at.time, at.price);
    this.#leave(order, at.time);
  }

  #takeAtLimit(order: WorkingOrder, at: Arrival): void {
    const ticks = this.#executor.takerTicks(order, at.price, at.bid, at.ask);
    const limit = order.limitTicks!;
    const crosses = order.side === "BUY" ? ticks <= limit : ticks >= limit;
    if (crosses && order.postOnly) return this.#sendBack(order, limit, ticks, at.time);
    if (crosses) this.#take(order, ticks, at.time, at.price);
    this.#leave(order, at.time);
  }

  #take(order: WorkingOrder, ticks: PriceTicks, time: number, price: number): void {
    const lots = this.#executor.tradable(order, ticks, time);
    if (lots > 0) this.#executor.execute(order, lots, ticks, "TAKER", time, price);
  }

  #sendBack(order: WorkingOrder, limit: number, ticks: PriceTicks, time: number): void {
    const [asked, got] = [limit, ticks].map((each) => this.#scale.toPrice(each));
    const why = `A post-only order at ${asked} would trade at once at ${got}`;
    const status = order.status === "SUBMITTED" ? "REJECTED" : "CANCELED";
    this.#executor.end(order, status, "POST_ONLY_WOULD_TAKE", why, time);
  }

  /** What becomes of the rest of it. */
  #leave(order: WorkingOrder, time: number): void {
    if (isFinal(order.status)) return;
    if (isImmediate(order)) this.#expireUnfilled(order, time);
    else this.#executor.rest(order, time);
  }

  #expireUnfilled(order: WorkingOrder, time: number): void {
    const { timeInForce } = order;
    const why = timeInForce === "FOK"
      ? "It could not be filled whole at once"
      : order.filled > 0
      ? "The rest could not be filled at once"
      : "Nothing of it could be filled at once";
    this.#executor.end(order, "EXPIRED", `${timeInForce}_UNFILLED`, why, time);
  }
}

/** True for an order that trades at once or not at all. */
const isImmediate = ({ timeInForce }: WorkingOrder): boolean =>
  timeInForce === "IOC" || timeInForce === "FOK";

/** True for an order that the market's next price decides on: it is on its way, or was changed. */
const isUnplaced = (order: WorkingOrder): boolean =>
  order.status === "SUBMITTED" || Number.isNaN(order.since);
