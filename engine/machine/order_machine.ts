import { invariant, type OrderStatus } from "../domain/mod.ts";

/** Every change of an order's status there is; final ones lead nowhere. */
const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  // An order that trades on arrival never rests, so it is not accepted first.
  SUBMITTED: ["ACCEPTED", "PARTIALLY_FILLED", "FILLED", "REJECTED", "CANCELED", "EXPIRED"],
  ACCEPTED: ["PARTIALLY_FILLED", "FILLED", "CANCELED", "EXPIRED"],
  PARTIALLY_FILLED: ["PARTIALLY_FILLED", "FILLED", "CANCELED", "EXPIRED"],
  FILLED: [],
  CANCELED: [],
  REJECTED: [],
  EXPIRED: [],
};

/** True when an order may go from one status to the other. */
export function canBecome(from: OrderStatus, to: OrderStatus): boolean {
  return NEXT[from].includes(to);
}

/** True for an order of which nothing more will happen. */
export function isFinal(status: OrderStatus): boolean {
  return status === "FILLED" || status === "CANCELED" || status === "REJECTED" ||
    status === "EXPIRED";
}

/** `to`; that it cannot follow would be our own bug. */
export function requireOrderStep(from: OrderStatus, to: OrderStatus): OrderStatus {
  // The sentence is only made where it is said: this is on the path of every fill.
  if (!canBecome(from, to)) invariant(false, `an order that is ${from} cannot become ${to}`);
  return to;
}
