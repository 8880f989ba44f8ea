import type { Lots } from "../domain/mod.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "./rule.ts";

/** No leverage: what an entry is worth, with its fee, must not exceed the equity; long or short. */
export const fundsRule: RiskRule = {
  name: "funds",
  check(_request: EntryRequest, lots: Lots, view: RiskView): Denial | null {
    const need = lots * view.ticks + view.fee(lots);
    if (need <= view.equity) return null;
    return {
      code: "INSUFFICIENT_FUNDS",
      reason: `${view.scale.toQuantity(lots)} at ${view.scale.toPrice(view.ticks)} needs ` +
        `${view.scale.toMoney(need)} with the fee, and the equity is ` +
        `${view.scale.toMoney(view.equity)}`,
    };
  },
};
