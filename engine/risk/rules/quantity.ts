import { type Lots, MAX_UNITS, type Scale } from "../../domain/mod.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "../rule.ts";

/** Denies a quantity between two steps, and says the step below. */
export function checkQuantityStep(quantity: number, scale: Scale): Denial | null {
  const below = scale.lotsDown(quantity);
  if (!(below >= 1 && below < Infinity) || scale.isWholeLots(quantity)) return null;
  return {
    code: "QUANTITY_STEP",
    reason: `Quantity ${quantity} is no multiple of ${scale.quantityStep}: ` +
      `${scale.toQuantity(below)} would be`,
  };
}

/**
 * The quantity has to be a whole number of steps, at least one, within what the exchange takes in one
 * order, and countable.
 */
export const quantityRule: RiskRule = {
  name: "quantity",
  check(request: EntryRequest, lots: Lots, view: RiskView): Denial | null {
    const offStep = request.quantity === undefined
      ? null
      : checkQuantityStep(request.quantity, view.scale);
    return offStep ?? tooSmall(request, lots, view) ?? tooLarge(lots, view);
  },
};

function tooSmall(request: EntryRequest, lots: Lots, view: RiskView): Denial | null {
  const { scale, instrument } = view;
  if (!(lots >= 1)) {
    const what = request.quantity === undefined
      ? "The quantity that the sizing allows"
      : `Quantity ${request.quantity}`;
    return {
      code: "QUANTITY_TOO_SMALL",
      reason: `${what} is less than one step of ${scale.quantityStep}`,
    };
  }
  const quantity = scale.toQuantity(lots);
  if (quantity >= instrument.minQuantity) return null;
  return {
    code: "QUANTITY_TOO_SMALL",
    reason: `Quantity ${quantity} is less than ${instrument.minQuantity}, ` +
      `the least in one order of ${instrument.code}`,
  };
}

function tooLarge(lots: Lots, view: RiskView): Denial | null {
  const { scale, instrument } = view;
  const quantity = scale.toQuantity(lots);
  if (instrument.maxQuantity > 0 && quantity > instrument.maxQuantity) {
    return {
      code: "QUANTITY_TOO_LARGE",
      reason: `Quantity ${quantity} is more than ${instrument.maxQuantity}, ` +
        `the most in one order of ${instrument.code}`,
    };
  }
  if (lots * view.ticks <= MAX_UNITS) return null;
  return {
    code: "QUANTITY_TOO_LARGE",
    reason: `Quantity ${quantity} at ${scale.toPrice(view.ticks)} is worth more ` +
      `than ${scale.toMoney(MAX_UNITS)}, the most that can be counted`,
  };
}
