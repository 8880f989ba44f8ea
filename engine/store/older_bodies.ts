import type { EngineEvent, Fill, Order, Position } from "../domain/mod.ts";

/** Orders before there were any that rest: market orders that were filled whole, or not at all. */
export type OlderOrder = Omit<
  Order,
  | "filledQuantity"
  | "limitPrice"
  | "stopPrice"
  | "trailBy"
  | "timeInForce"
  | "expiresAt"
  | "postOnly"
  | "reduceOnly"
  | "group"
  | "updatedAt"
  | "cancelCode"
  | "cancelReason"
>;
/** Positions before there were funding and margin. */
export type OlderPosition = Omit<Position, "funding" | "notional" | "liquidationPrice">;
export type OlderFill = Omit<Fill, "liquidity">;

/** An order as it is told now, whatever version wrote it. */
export function presentOrder(order: Order | OlderOrder): Order {
  if ("timeInForce" in order) return order;
  const opens = order.purpose === "ENTRY" || order.purpose === "REVERSE";
  return {
    ...order,
    filledQuantity: order.status === "FILLED" ? order.quantity : 0,
    limitPrice: null,
    stopPrice: null,
    trailBy: null,
    timeInForce: "GTC",
    expiresAt: null,
    postOnly: false,
    reduceOnly: !opens,
    group: null,
    updatedAt: order.filledAt ?? order.submittedAt,
    cancelCode: null,
    cancelReason: null,
  };
}

/** A position as it is told now. */
export function presentPosition(position: Position | OlderPosition): Position {
  if ("notional" in position) return position;
  const { quantity, lastPrice } = position;
  // A float's last digits are no part of what a position was worth.
  const notional = Number((quantity * lastPrice).toPrecision(12));
  return { ...position, funding: 0, notional, liquidationPrice: null };
}

const presentFill = (fill: Fill | OlderFill): Fill =>
  "liquidity" in fill ? fill : { ...fill, liquidity: "TAKER" };

/** An event as it is told now, whatever version wrote it. */
export function presentEvent(event: EngineEvent): EngineEvent {
  switch (event.type) {
    case "ORDER_SUBMITTED":
    case "ORDER_REJECTED":
      return { ...event, order: presentOrder(event.order) };
    case "ORDER_FILLED":
      return { ...event, order: presentOrder(event.order), fill: presentFill(event.fill) };
    case "POSITION_OPENED":
      return { ...event, position: presentPosition(event.position) };
    case "POSITION_CLOSED":
      return { ...event, position: event.position && presentPosition(event.position) };
    default:
      return event;
  }
}
