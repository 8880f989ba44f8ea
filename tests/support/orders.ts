import { type Order, orderId, type RunnerId } from "../../engine/domain/mod.ts";

/** A market order to buy one BTC at 100 that has just been sent, but for what `changes` says. */
export function orderOf(runnerId: RunnerId, n: number, changes: Partial<Order> = {}): Order {
  return {
    id: orderId(runnerId, n),
    runnerId,
    symbol: "BTCUSDT",
    side: "BUY",
    type: "MARKET",
    purpose: "ENTRY",
    quantity: 1,
    filledQuantity: 0,
    referencePrice: 100,
    limitPrice: null,
    stopPrice: null,
    trailBy: null,
    timeInForce: "GTC",
    expiresAt: null,
    postOnly: false,
    reduceOnly: false,
    group: null,
    stopLoss: null,
    takeProfit: null,
    reason: null,
    status: "SUBMITTED",
    submittedAt: 1,
    updatedAt: 1,
    filledAt: null,
    fillPrice: null,
    fee: null,
    rejectCode: null,
    rejectReason: null,
    cancelCode: null,
    cancelReason: null,
    ...changes,
  };
}
