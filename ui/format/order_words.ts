import type {
  OrderFields,
  OrderStatus,
  OrderType,
  SymbolFields,
} from "../operations/operations.ts";
import { isOpen } from "../state/order_list.ts";
import { codeWords } from "./code_words.ts";
import { NOTHING, price, quantity } from "./numbers.ts";
import { moment } from "./times.ts";
import { reasonWords } from "./words.ts";

export const ORDER_TYPE_WORDS: Readonly<Record<OrderType, string>> = {
  MARKET: "Market",
  LIMIT: "Limit",
  STOP: "Stop",
  STOP_LIMIT: "Stop-limit",
  TRAILING_STOP: "Trailing stop",
  TAKE_PROFIT: "If touched",
};

export const ORDER_STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  SUBMITTED: "On its way",
  ACCEPTED: "Resting",
  PARTIALLY_FILLED: "Partly filled",
  FILLED: "Filled",
  CANCELED: "Canceled",
  REJECTED: "Rejected",
  EXPIRED: "Expired",
};

type Steps = Pick<SymbolFields, "priceStep" | "quantityStep">;
type Prices = Pick<OrderFields, "type" | "limitPrice" | "stopPrice" | "trailBy">;

/** The prices that an order waits for: `95.00`, `stop 105.00, limit 106.00`. */
export function orderPrices(order: Prices, step: number): string {
  const [limit, stop] = [price(order.limitPrice, step), price(order.stopPrice, step)];
  switch (order.type) {
    case "MARKET":
      return NOTHING;
    case "LIMIT":
      return limit;
    case "STOP":
    case "TAKE_PROFIT":
      return stop;
    case "STOP_LIMIT":
      return `stop ${stop}, limit ${limit}`;
    case "TRAILING_STOP":
      return `${stop}, ${price(order.trailBy, step)} behind`;
  }
}

/** `0.5`, and of an order that is filled in part `0.2 of 0.5`. */
export function orderQuantity(
  { status, quantity: whole, filledQuantity }: OrderFields,
  step: number,
): string {
  const text = quantity(whole, step);
  const isPart = filledQuantity > 0 && status !== "FILLED";
  return isPart ? `${quantity(filledQuantity, step)} of ${text}` : text;
}

/** How long it lasts, in words; of one that is over not when it would have ended. */
export function orderLasts({ timeInForce, expiresAt, status }: OrderFields, now: number): string {
  switch (timeInForce) {
    case "GTC":
      return "Until canceled";
    case "IOC":
      return "What trades at once";
    case "FOK":
      return "All at once";
    case "GTD":
      return expiresAt === null || !isOpen({ status })
        ? "Until a time"
        : `Until ${moment(expiresAt, now)}`;
  }
}

/** Why it exists or why it ended, in short, and in full for whoever wants to know. */
export function orderReason(order: OrderFields): { readonly text: string; readonly full: string } {
  const code = order.rejectCode ?? order.cancelCode;
  const full = order.rejectReason ?? order.cancelReason ?? order.reason ?? "";
  return { text: code === null ? reasonWords(order.reason) : codeWords(code), full };
}

/** What is left of it to be filled: `buy 0.3`. */
export function orderRest(
  { side, quantity: whole, filledQuantity }: OrderFields,
  { quantityStep }: Steps,
): string {
  const rest = quantity(whole - filledQuantity, quantityStep);
  return `${side === "BUY" ? "buy" : "sell"} ${rest}`;
}
