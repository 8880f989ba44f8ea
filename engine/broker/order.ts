import type {
  Liquidity,
  Lots,
  Money,
  OrderId,
  OrderPurpose,
  OrderSide,
  OrderStatus,
  OrderType,
  PriceTicks,
  Side,
  TimeInForce,
} from "../domain/mod.ts";

/** What an order is from when it is placed, and stays. */
export interface OrderTicket {
  readonly id: OrderId;
  /** Counts a runner's orders from 1. */
  readonly number: number;
  readonly purpose: OrderPurpose;
  readonly side: OrderSide;
  type: OrderType;
  /** The side of the position that it opens or adds to; null where it only closes. */
  readonly opens: Side | null;
  timeInForce: TimeInForce;
  postOnly: boolean;
  readonly group: string | null;
  /** Levels that the position gets which it opens, in ticks. */
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
  readonly trailingStop: number | null;
  readonly reason: string | null;
  readonly submittedAt: number;
}

/** An order at work, in ticks and lots. Plain data, changed in place by {@link OrderBook} and `Matcher` only. */
export interface WorkingOrder extends OrderTicket {
  status: OrderStatus;
  /** The market's price when it was decided on, or last changed. */
  reference: number;
  /** When it reaches the market. */
  activeAt: number;
  /** As asked for, in base units; null where the sizing decides at the fill. */
  quantity: number | null;
  /** The whole order; what is shown until the fill where `quantity` is null. */
  lots: number;
  filled: number;
  limitTicks: number | null;
  /** Its trigger; of a trailing stop the present one. */
  stopTicks: number | null;
  trailTicks: number | null;
  /** True once its trigger was reached: a market or limit order from then on. */
  triggered: boolean;
  expiresAt: number | null;
  /**
   * Since when it rests in the market; only what the price does from then on counts. NaN before, and after
   * a change of its price until the market's next one.
   */
  since: number;
  updatedAt: number;
  /** Sums over its fills, in money units. */
  value: number;
  fee: number;
  filledAt: number | null;
  /** Of the last fill. */
  fillTicks: number | null;
}

/** One fill: what an order, or a part of it, traded at. */
export interface Execution {
  readonly side: OrderSide;
  readonly lots: Lots;
  readonly ticks: PriceTicks;
  readonly fee: Money;
  readonly liquidity: Liquidity;
}

/** Orders that close a position rest as a group, and one is refused that would make it larger. */
export const isClosing = (order: OrderTicket): boolean => order.opens === null;

/** What is left of it. */
export const openLots = (order: WorkingOrder): Lots => order.lots - order.filled as Lots;

/** How it trades now: a stop that was triggered is a market or a limit order. */
export function presentType(order: WorkingOrder): OrderType {
  if (!order.triggered) return order.type;
  return order.type === "STOP_LIMIT" ? "LIMIT" : "MARKET";
}

/** The price that makes it trade, in ticks; null for a market order. */
export function levelTicks(order: WorkingOrder): PriceTicks | null {
  const type = presentType(order);
  if (type === "MARKET") return null;
  return (type === "LIMIT" ? order.limitTicks : order.stopTicks) as PriceTicks | null;
}

/** True where it trades once the price has fallen to its level, false where it has to rise. */
export function waitsForFall(order: WorkingOrder): boolean {
  const type = presentType(order);
  const buys = order.side === "BUY";
  return type === "LIMIT" || type === "TAKE_PROFIT" ? buys : !buys;
}
