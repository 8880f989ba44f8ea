import {
  type Liquidity,
  type Lots,
  type Money,
  notional,
  type PriceTicks,
  type Scale,
} from "../../domain/mod.ts";
import { isFinal, requireOrderStep } from "../../machine/mod.ts";
import type { BrokerModels } from "../models/broker_models.ts";
import { openLots, type WorkingOrder } from "../order.ts";
import type { OrderBook } from "../order_book.ts";
import type { CandleVolume } from "./candle_volume.ts";
import type { EndStatus, MatchListener } from "./match_listener.ts";

/** What executing has to do with. */
export interface ExecutorParts {
  readonly book: OrderBook;
  readonly scale: Scale;
  readonly models: BrokerModels;
  readonly listener: MatchListener;
  readonly volume: CandleVolume;
}

/** Lets an order trade, rest or end, wherever it was found that it does, and tells the listener. */
export class Executor {
  /** True once an order that opens was filled somewhere within the piece of the path at hand. */
  inside = false;
  /** When that piece began. */
  pieceFrom = NaN;
  readonly #parts: ExecutorParts;

  constructor(parts: ExecutorParts) {
    this.#parts = parts;
  }

  /** Trades at a price that is already decided. */
  execute(
    order: WorkingOrder,
    lots: Lots,
    ticks: PriceTicks,
    liquidity: Liquidity,
    time: number,
    price: number,
  ): void {
    const { models: { fees }, volume, listener } = this.#parts;
    const value = notional(ticks, lots);
    fees.advance(time);
    const fee = fees.fee(value, liquidity) + this.#penalty(order, value) as Money;
    fees.traded(time, value);
    order.filled += lots;
    order.value += value;
    order.fee += fee;
    order.filledAt = order.updatedAt = time;
    order.fillTicks = ticks;
    const status = order.filled === order.lots ? "FILLED" : "PARTIALLY_FILLED";
    order.status = requireOrderStep(order.status, status);
    volume.take(lots);
    const execution = { side: order.side, lots, ticks, fee, liquidity };
    const since = this.inside ? this.pieceFrom : time;
    listener.executed(order, execution, time, price, since);
    this.endGroup(order, time);
  }

  /** Of a group, one order that is filled whole ends the others. */
  endGroup(filled: WorkingOrder, time: number): void {
    if (filled.status !== "FILLED" || filled.group === null) return;
    for (const order of [...this.#parts.book.orders]) {
      if (order === filled || order.group !== filled.group) continue;
      this.end(order, "CANCELED", "OCO", `${filled.id} of its group was filled`, time);
    }
  }

  /** Takes an order out of the market. */
  end(order: WorkingOrder, status: EndStatus, code: string, reason: string, time: number): void {
    if (isFinal(order.status)) return;
    order.status = requireOrderStep(order.status, status);
    order.updatedAt = time;
    this.#parts.listener.ended(order, status, code, reason, time);
  }

  /** Takes those out whose time is up. */
  expire(time: number): void {
    const { book } = this.#parts;
    for (const order of [...book.orders]) {
      if (order.expiresAt === null || order.expiresAt > time) continue;
      const why = `Its time was up at ${new Date(order.expiresAt).toISOString()}`;
      this.end(order, "EXPIRED", "TIME_UP", why, time);
    }
    book.refresh();
  }

  rest(order: WorkingOrder, time: number): void {
    order.since = time;
    if (order.status !== "SUBMITTED") return;
    order.status = requireOrderStep(order.status, "ACCEPTED");
    order.updatedAt = time;
    this.#parts.listener.accepted(order, time);
  }

  /** Of one that trades at once, its fills say so. */
  tellTriggered(order: WorkingOrder, time: number): void {
    if (order.filled === 0 && !isFinal(order.status)) this.#parts.listener.triggered(order, time);
  }

  /** How much of it can trade now: what risk, position and volume leave of it. */
  tradable(order: WorkingOrder, ticks: PriceTicks, time: number): Lots {
    const { listener, volume } = this.#parts;
    const wanted = order.opens === null
      ? this.#closable(order, time)
      : listener.approve(order, ticks, time);
    if (wanted === 0 || isFinal(order.status)) return 0 as Lots;
    const lots = Math.max(0, Math.min(wanted, volume.left)) as Lots;
    return order.timeInForce === "FOK" && lots < openLots(order) ? 0 as Lots : lots;
  }

  /** What it would get at `price`, were it to trade at once. */
  takerTicks(order: WorkingOrder, price: number, bid: number, ask: number): PriceTicks {
    const { scale, models: { taker }, volume } = this.#parts;
    const quantity = scale.toQuantity(openLots(order));
    return taker.ticks(order.side, price, bid, ask, quantity, volume.tape);
  }

  #closable(order: WorkingOrder, time: number): Lots {
    const held = this.#parts.listener.reducible(order);
    if (held === 0) {
      this.end(order, "CANCELED", "REDUCE_ONLY", "There is no position left to close", time);
      return held;
    }
    // A closing order never makes a position of its own: what is too much of it goes.
    if (openLots(order) > held) order.lots = order.filled + held;
    return openLots(order);
  }

  #penalty(order: WorkingOrder, value: Money): number {
    if (order.purpose !== "LIQUIDATION") return 0;
    return Math.ceil(value * this.#parts.models.liquidationFeeBps / 10_000);
  }
}
