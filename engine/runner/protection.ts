import type { EndStatus, OpenPosition, OrderBook, WorkingOrder } from "../broker/mod.ts";
import type { OrderPurpose, OrderType } from "../domain/mod.ts";
import { exitSide } from "./books.ts";
import type { OrderSlips } from "./order_slips.ts";

/** Places that stay free in the book for stop loss and take profit. */
export const RESERVED_ORDERS = 2;

/** Ends an order and says why. */
export type EndOrder = (
  order: WorkingOrder,
  status: EndStatus,
  code: string,
  reason: string,
  time: number,
) => void;

/**
 * Keeps the orders in the market in line with a position's levels: a stop loss and a take profit that
 * close all of it, each ending the other.
 */
export class Protection {
  /** True while no order may rest in the market; the levels are remembered. */
  suspended = false;
  readonly #book: OrderBook;
  readonly #slips: OrderSlips;
  readonly #end: EndOrder;

  constructor(book: OrderBook, slips: OrderSlips, end: EndOrder) {
    this.#book = book;
    this.#slips = slips;
    this.#end = end;
  }

  /**
   * @param since from when on the price counts for new orders
   * @param reference the market's price
   */
  sync(position: OpenPosition | null, time: number, since: number, reference: number): void {
    const wanted = this.suspended ? null : position;
    const stop = wanted?.stopTicks ?? null;
    const trail = wanted?.trailTicks ?? null;
    const type = trail === null ? "STOP" as const : "TRAILING_STOP" as const;
    const place = { time, since, reference };
    if (wanted === null || (stop === null && trail === null)) {
      this.#remove("STOP_LOSS", position, time);
    } else {
      this.#keep(wanted, "STOP_LOSS", type, { stopTicks: stop, trailTicks: trail }, place);
    }
    const take = wanted?.takeTicks ?? null;
    if (wanted === null || take === null) this.#remove("TAKE_PROFIT", position, time);
    else this.#keep(wanted, "TAKE_PROFIT", "LIMIT", { limitTicks: take }, place);
  }

  order(purpose: OrderPurpose): WorkingOrder | undefined {
    // A loop: with every fill it is looked for levels that most positions do not have.
    for (const order of this.#book.orders) {
      if (order.purpose === purpose && isOpen(order)) return order;
    }
    return undefined;
  }

  #keep(
    position: OpenPosition,
    purpose: "STOP_LOSS" | "TAKE_PROFIT",
    type: OrderType,
    prices: Partial<Pick<WorkingOrder, "stopTicks" | "trailTicks" | "limitTicks">>,
    place: { time: number; since: number; reference: number },
  ): void {
    const found = this.order(purpose);
    if (found && found.type !== type) {
      this.#end(found, "CANCELED", "REPLACED", "Another stop takes its place", place.time);
    } else if (found) return this.#amend(found, position, prices, place.time);
    const order = this.#slips.write({
      purpose,
      type,
      side: exitSide(position.side),
      reference: place.reference,
      reason: null,
      submittedAt: place.time,
    }, {
      ...prices,
      lots: position.lots,
      group: `${position.entryTime}`,
    });
    this.#slips.submitted(order);
    order.status = "ACCEPTED";
    order.since = place.since;
    this.#book.add(order);
    this.#slips.accepted(order, place.time);
  }

  #amend(
    order: WorkingOrder,
    position: OpenPosition,
    prices: Partial<WorkingOrder>,
    time: number,
  ): void {
    const lots = order.filled + position.lots;
    const same = order.lots === lots &&
      (prices.limitTicks === undefined || prices.limitTicks === order.limitTicks) &&
      (prices.trailTicks === undefined || prices.trailTicks === order.trailTicks) &&
      (prices.stopTicks === undefined || prices.stopTicks === null ||
        prices.stopTicks === order.stopTicks);
    if (same) return;
    const stopTicks = prices.stopTicks ?? order.stopTicks;
    // What the price did before a level was moved does not count.
    const isMoved = stopTicks !== order.stopTicks ||
      (prices.limitTicks ?? order.limitTicks) !== order.limitTicks;
    if (isMoved) order.since = Math.max(order.since, time);
    Object.assign(order, prices, { lots, stopTicks });
    this.#book.refresh();
    this.#slips.amended(order, time, null);
  }

  #remove(purpose: OrderPurpose, position: OpenPosition | null, time: number): void {
    const order = this.order(purpose);
    if (!order) return;
    const [code, reason] = this.suspended
      ? ["ENGINE_HALTED", "Trading is halted: nothing rests in the market"] as const
      : position === null
      ? ["POSITION_CLOSED", "The position it protected is closed"] as const
      : ["LEVEL_REMOVED", "The level was taken away"] as const;
    this.#end(order, "CANCELED", code, reason, time);
    this.#book.refresh();
  }
}

const isOpen = ({ status }: WorkingOrder): boolean =>
  status === "SUBMITTED" || status === "ACCEPTED" || status === "PARTIALLY_FILLED";
