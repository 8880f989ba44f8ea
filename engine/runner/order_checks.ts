import { MAX_ENTRIES, MAX_WORKING_ORDERS, type OrderBook } from "../broker/mod.ts";
import type { OrderPurpose } from "../domain/mod.ts";
import type { Denial } from "../risk/mod.ts";
import type { Books } from "./books.ts";
import { RESERVED_ORDERS } from "./protection.ts";

/** Why an order cannot be taken on, whatever it is; or null. */
export function roomDenial(book: OrderBook, books: Books, purpose: OrderPurpose): Denial | null {
  if (book.size >= MAX_WORKING_ORDERS - RESERVED_ORDERS) {
    return {
      code: "TOO_MANY_ORDERS",
      reason: `${book.size} orders are at work already: cancel one first`,
    };
  }
  return purpose === "ADD" ? crowdDenial(books) : null;
}

/** Why nothing can be added to the position; or null. An order that is filled in parts makes many entries. */
export function crowdDenial({ position }: Books): Denial | null {
  if (position === null || position.entries < MAX_ENTRIES) return null;
  return {
    code: "TOO_MANY_ENTRIES",
    reason: `The position has ${MAX_ENTRIES} entries already: close some first`,
  };
}

/** Why that much of the position cannot be closed; or null. */
export function exitDenial(books: Books, quantity: number): Denial | null {
  const { scale } = books;
  const held = books.heldLots();
  if (!scale.isWholeLots(quantity)) return stepDenial(quantity, scale.quantityStep);
  const lots = scale.lotsDown(quantity);
  if (lots >= 1 && lots <= held) return null;
  return {
    code: "QUANTITY_EXCEEDS_POSITION",
    reason: `Quantity ${quantity} cannot be closed: the position holds ${scale.toQuantity(held)}`,
  };
}

/** Why an order that is filled in part cannot be changed to that quantity; or null. */
export function newQuantityDenial(
  books: Books,
  filled: number,
  quantity: number | undefined,
): Denial | null {
  if (quantity === undefined) return null;
  const { scale } = books;
  if (!scale.isWholeLots(quantity)) return stepDenial(quantity, scale.quantityStep);
  if (scale.lotsDown(quantity) > filled) return null;
  return {
    code: "QUANTITY_FILLED",
    reason: `The order cannot be for ${quantity}: ${scale.toQuantity(filled)} are filled already`,
  };
}

const stepDenial = (quantity: number, step: number): Denial => ({
  code: "QUANTITY_STEP",
  reason: `Quantity ${quantity} is no multiple of ${step}`,
});

export const doneDenial = (id: string): Denial => ({
  code: "ORDER_DONE",
  reason: `Order ${id} is not at work: it was filled, canceled, rejected or has expired, ` +
    "or never was",
});
