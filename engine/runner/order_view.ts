import { isClosing, type WorkingOrder } from "../broker/mod.ts";
import type { Order, RunnerId, Scale } from "../domain/mod.ts";

/** The order as users see it. */
export function orderView(
  order: WorkingOrder,
  scale: Scale,
  runnerId: RunnerId,
  symbol: string,
  outcome: Partial<Order>,
): Order {
  const price = (ticks: number | null) => ticks === null ? null : scale.toPrice(ticks);
  return {
    id: order.id,
    runnerId,
    symbol,
    side: order.side,
    type: order.type,
    purpose: order.purpose,
    quantity: order.lots > 0 ? scale.toQuantity(order.lots) : order.quantity ?? 0,
    filledQuantity: scale.toQuantity(order.filled),
    referencePrice: order.reference,
    limitPrice: price(order.limitTicks),
    stopPrice: price(order.stopTicks),
    trailBy: price(order.trailTicks),
    timeInForce: order.timeInForce,
    expiresAt: order.expiresAt,
    postOnly: order.postOnly,
    reduceOnly: isClosing(order),
    group: order.group,
    stopLoss: price(order.stopLoss),
    takeProfit: price(order.takeProfit),
    reason: order.reason,
    status: order.status,
    submittedAt: order.submittedAt,
    updatedAt: order.updatedAt,
    filledAt: order.filledAt,
    fillPrice: fillPriceOf(order, scale),
    fee: order.filled > 0 ? scale.toMoney(order.fee) : null,
    rejectCode: null,
    rejectReason: null,
    cancelCode: null,
    cancelReason: null,
    ...outcome,
  };
}

/** The last fill's, once it is filled whole the average: `Σ price × quantity ÷ Σ quantity`. */
function fillPriceOf(order: WorkingOrder, scale: Scale): number | null {
  if (order.fillTicks === null) return null;
  if (order.status !== "FILLED" || order.value === order.fillTicks * order.filled) {
    return scale.toPrice(order.fillTicks);
  }
  return scale.toPrice(order.value / order.filled);
}
