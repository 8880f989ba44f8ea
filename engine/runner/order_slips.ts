import type { Execution, WorkingOrder } from "../broker/mod.ts";
import {
  type Fill,
  type Order,
  orderId,
  type OrderPurpose,
  type OrderSide,
  type OrderStatus,
  type OrderType,
  type Scale,
} from "../domain/mod.ts";
import type { Denial } from "../risk/mod.ts";
import type { RunnerCounters } from "./counters.ts";
import type { Emitter } from "./emitter.ts";
import { orderView } from "./order_view.ts";

/** What every order has to say of itself; the rest has defaults. */
export interface OrderHead {
  readonly purpose: OrderPurpose;
  readonly side: OrderSide;
  readonly type: OrderType;
  /** The market's price when it was decided on. */
  readonly reference: number;
  readonly reason: string | null;
  readonly submittedAt: number;
}

/** What an order may have from the beginning. */
export type OrderBeginning = Partial<
  Pick<
    WorkingOrder,
    | "opens"
    | "group"
    | "stopLoss"
    | "takeProfit"
    | "trailingStop"
    | "quantity"
    | "lots"
    | "limitTicks"
    | "stopTicks"
    | "trailTicks"
  >
>;

const NOTHING_MORE: OrderBeginning = {};

/** The paperwork of orders: numbers them, and reports what becomes of each. */
export class OrderSlips {
  /** Orders ever written. */
  count = 0;
  readonly #scale: Scale;
  readonly #emitter: Emitter;
  readonly #counters: RunnerCounters;

  constructor(scale: Scale, emitter: Emitter, counters: RunnerCounters) {
    this.#scale = scale;
    this.#emitter = emitter;
    this.#counters = counters;
  }

  write(head: OrderHead, terms: OrderBeginning = NOTHING_MORE): WorkingOrder {
    this.count++;
    this.#counters.orders++;
    // Field by field: copying from objects that differ is what makes an order slow to write.
    return {
      id: orderId(this.#emitter.runnerId, this.count),
      number: this.count,
      purpose: head.purpose,
      side: head.side,
      type: head.type,
      opens: terms.opens ?? null,
      timeInForce: "GTC",
      postOnly: false,
      group: terms.group ?? null,
      stopLoss: terms.stopLoss ?? null,
      takeProfit: terms.takeProfit ?? null,
      trailingStop: terms.trailingStop ?? null,
      reason: head.reason,
      submittedAt: head.submittedAt,
      status: "SUBMITTED",
      activeAt: head.submittedAt,
      reference: head.reference,
      quantity: terms.quantity ?? null,
      lots: terms.lots ?? 0,
      filled: 0,
      limitTicks: terms.limitTicks ?? null,
      stopTicks: terms.stopTicks ?? null,
      trailTicks: terms.trailTicks ?? null,
      triggered: false,
      expiresAt: null,
      since: NaN,
      updatedAt: head.submittedAt,
      value: 0,
      fee: 0,
      filledAt: null,
      fillTicks: null,
    };
  }

  submitted(order: WorkingOrder): void {
    if (this.#emitter.skips("ORDER_SUBMITTED")) return;
    this.#emitter.emit({
      type: "ORDER_SUBMITTED",
      time: order.submittedAt,
      order: this.view(order),
    });
  }
  accepted(order: WorkingOrder, time: number): void {
    if (this.#emitter.skips("ORDER_ACCEPTED")) return;
    this.#emitter.emit({ type: "ORDER_ACCEPTED", time, order: this.view(order) });
  }
  triggered(order: WorkingOrder, time: number): void {
    if (this.#emitter.skips("ORDER_TRIGGERED")) return;
    this.#emitter.emit({ type: "ORDER_TRIGGERED", time, order: this.view(order) });
  }
  amended(order: WorkingOrder, time: number, reason: string | null): void {
    order.updatedAt = time;
    if (this.#emitter.skips("ORDER_AMENDED")) return;
    this.#emitter.emit({ type: "ORDER_AMENDED", time, order: this.view(order), reason });
  }

  /** A rule has said no to an order that is not at work yet. */
  denied(order: WorkingOrder, rule: string, denial: Denial, time: number): void {
    this.triggeredRisk(rule, denial, time);
    order.status = "REJECTED";
    order.updatedAt = time;
    this.ended(order, "REJECTED", denial, time);
  }

  triggeredRisk(rule: string, denial: Denial, time: number): void {
    this.#emitter.emit({ type: "RISK_TRIGGERED", time, rule, ...denial });
  }

  /** It is over without having been filled whole. */
  ended(order: WorkingOrder, status: OrderStatus, { code, reason }: Denial, time: number): void {
    if (status === "REJECTED") {
      this.#counters.rejected++;
      const view = this.view(order, { rejectCode: code, rejectReason: reason });
      this.#emitter.emit({ type: "ORDER_REJECTED", time, order: view, code, reason });
      return;
    }
    const type = status === "EXPIRED" ? "ORDER_EXPIRED" as const : "ORDER_CANCELED" as const;
    if (this.#emitter.skips(type)) return;
    const view = this.view(order, { cancelCode: code, cancelReason: reason });
    this.#emitter.emit({ type, time, order: view, code, reason });
  }

  filled(order: WorkingOrder, execution: Execution, time: number): void {
    const type = order.status === "FILLED"
      ? "ORDER_FILLED" as const
      : "ORDER_PARTIALLY_FILLED" as const;
    if (this.#emitter.skips(type)) return;
    const scale = this.#scale;
    const fill: Fill = {
      orderId: order.id,
      time,
      side: execution.side,
      quantity: scale.toQuantity(execution.lots),
      price: scale.toPrice(execution.ticks),
      fee: scale.toMoney(execution.fee),
      liquidity: execution.liquidity,
    };
    this.#emitter.emit({ type, time, order: this.view(order), fill });
  }

  view(order: WorkingOrder, outcome: Partial<Order> = {}): Order {
    return orderView(order, this.#scale, this.#emitter.runnerId, this.#emitter.symbol, outcome);
  }
}
