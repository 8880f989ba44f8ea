import { type Lots, MAX_UNITS } from "../domain/mod.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "./rule.ts";

/** The quantity has to be at least one step, a whole number of steps, and countable. */
export const quantityRule: RiskRule = {
  name: "quantity",
  check(request: EntryRequest, lots: Lots, view: RiskView): Denial | null {
    const { scale } = view;
    const asked = request.quantity;
    if (asked !== undefined && asked > 0 && !scale.isWholeLots(asked)) {
      return {
        code: "QUANTITY_STEP",
        reason: `Quantity ${asked} is no multiple of ${scale.quantityStep}: ` +
          `${scale.toQuantity(scale.lotsDown(asked))} would be`,
      };
    }
    if (!(lots >= 1)) {
      return {
        code: "QUANTITY_TOO_SMALL",
        reason: `Quantity ${asked ?? scale.toQuantity(lots)} is less than one step of ` +
          `${scale.quantityStep}`,
      };
    }
    if (!(lots * view.ticks <= MAX_UNITS)) {
      return {
        code: "QUANTITY_TOO_LARGE",
        reason:
          `Quantity ${scale.toQuantity(lots)} at ${scale.toPrice(view.ticks)} is worth more ` +
          `than ${scale.toMoney(MAX_UNITS)}, the most that can be counted`,
      };
    }
    return null;
  },
};
