import type { Holding } from "../broker/mod.ts";
import type { FormerHolding } from "../domain/mod.ts";
import type { Books } from "./books.ts";

/**
 * What a runner leaves on a shared account when it goes: a position that is still open counts as closed at
 * its last price, without a fee.
 */
export function formerHolding(books: Books, holding: Holding): FormerHolding {
  const { priceStep, quantityStep } = books.scale;
  const { cash, value, realized, unrealized, fees, funding } = holding;
  const entryFees = books.position?.entryFeeLeft ?? 0;
  return {
    priceStep,
    quantityStep,
    cash: cash + value,
    realized: realized + unrealized - entryFees,
    fees,
    funding,
  };
}
