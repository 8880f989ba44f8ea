import type { Execution } from "../broker/mod.ts";
import {
  type Fill,
  type Order,
  orderId,
  type OrderPurpose,
  type OrderSide,
  type Scale,
} from "../domain/mod.ts";
import type { Denial } from "../risk/mod.ts";
import type { RunnerCounters } from "./counters.ts";
import type { Emitter } from "./emitter.ts";
import { type OrderOutcome, orderView, type PendingOrder } from "./pending_order.ts";

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

  write(
    purpose: OrderPurpose,
    side: OrderSide,
    referencePrice: number,
    submittedAt: number,
    reason: string | undefined,
    terms: Partial<PendingOrder>,
  ): PendingOrder {
    this.count++;
    this.#counters.orders++;
    return {
      id: orderId(this.#emitter.runnerId, this.count),
      purpose,
      side,
      opens: null,
      quantity: null,
      estimate: 0,
      stopTicks: null,
      takeTicks: null,
      stopLoss: null,
      takeProfit: null,
      referencePrice,
      reason: reason ?? null,
      submittedAt,
      ...terms,
    };
  }

  submitted(order: PendingOrder): void {
    const view = this.view(order, { status: "SUBMITTED" });
    this.#emitter.emit({ type: "ORDER_SUBMITTED", time: order.submittedAt, order: view });
  }

  /** A rule has said no. */
  denied(order: PendingOrder, rule: string, denial: Denial, time: number): void {
    this.#emitter.emit({ type: "RISK_TRIGGERED", time, rule, ...denial });
    this.rejected(order, denial, time);
  }

  rejected(order: PendingOrder, { code, reason }: Denial, time: number): void {
    this.#counters.rejected++;
    const outcome = { status: "REJECTED", rejectCode: code, rejectReason: reason } as const;
    const view = this.view(order, outcome);
    this.#emitter.emit({ type: "ORDER_REJECTED", time, order: view, code, reason });
  }

  filled(order: PendingOrder, execution: Execution, time: number): void {
    const scale = this.#scale;
    const fill: Fill = {
      orderId: order.id,
      time,
      side: execution.side,
      quantity: scale.toQuantity(execution.lots),
      price: scale.toPrice(execution.ticks),
      fee: scale.toMoney(execution.fee),
    };
    const view = this.view(order, {
      status: "FILLED",
      quantity: fill.quantity,
      filledAt: time,
      fillPrice: fill.price,
      fee: fill.fee,
    });
    this.#emitter.emit({ type: "ORDER_FILLED", time, order: view, fill });
  }

  view(order: PendingOrder, outcome: OrderOutcome): Order {
    return orderView(order, this.#emitter.runnerId, this.#emitter.symbol, outcome);
  }
}
