import type { Order, OrderId, OrderPurpose, OrderSide, RunnerId, Side } from "../domain/mod.ts";

/** An order that waits for the next price. Plain data. */
export interface PendingOrder {
  readonly id: OrderId;
  readonly purpose: OrderPurpose;
  readonly side: OrderSide;
  /** The side an entry or reversal opens; null for an exit. */
  readonly opens: Side | null;
  /** Base units as asked for; null where the sizing decides at the fill. */
  readonly quantity: number | null;
  /** What is shown until the fill. */
  readonly estimate: number;
  readonly stopTicks: number | null;
  readonly takeTicks: number | null;
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
  readonly referencePrice: number;
  readonly reason: string | null;
  readonly submittedAt: number;
}

/** What became of an order. */
export interface OrderOutcome {
  readonly status: Order["status"];
  readonly quantity?: number;
  readonly filledAt?: number;
  readonly fillPrice?: number;
  readonly fee?: number;
  readonly rejectCode?: string;
  readonly rejectReason?: string;
}

/** The order as users see it. */
export function orderView(
  pending: PendingOrder,
  runnerId: RunnerId,
  symbol: string,
  outcome: OrderOutcome,
): Order {
  return {
    id: pending.id,
    runnerId,
    symbol,
    side: pending.side,
    type: "MARKET",
    purpose: pending.purpose,
    quantity: outcome.quantity ?? pending.estimate,
    referencePrice: pending.referencePrice,
    stopLoss: pending.stopLoss,
    takeProfit: pending.takeProfit,
    reason: pending.reason,
    status: outcome.status,
    submittedAt: pending.submittedAt,
    filledAt: outcome.filledAt ?? null,
    fillPrice: outcome.fillPrice ?? null,
    fee: outcome.fee ?? null,
    rejectCode: outcome.rejectCode ?? null,
    rejectReason: outcome.rejectReason ?? null,
  };
}
