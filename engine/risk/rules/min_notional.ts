import type { Lots } from "../../domain/mod.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "../rule.ts";

/** The exchange's least worth of an order, `price × quantity`, without the fee. */
export const minNotionalRule: RiskRule = {
  name: "min_notional",
  check(_request: EntryRequest, lots: Lots, view: RiskView): Denial | null {
    const { scale, instrument } = view;
    const worth = scale.toMoney(lots * view.ticks);
    if (worth >= instrument.minNotional) return null;
    return {
      code: "MIN_NOTIONAL",
      reason: `${scale.toQuantity(lots)} at ${scale.toPrice(view.ticks)} is worth ${worth}, and ` +
        `${instrument.minNotional} is the least for ${instrument.code}`,
    };
  },
};
