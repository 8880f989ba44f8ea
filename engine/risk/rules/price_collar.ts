import type { Lots } from "../../domain/mod.ts";
import { percent } from "../phrases.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "../rule.ts";
import { exceeds } from "../tolerance.ts";

/**
 * Refuses a price that is surely a mistake: `|price − market| ÷ market` above the collar. Exchanges call
 * it a price band or a fat-finger check.
 */
export const priceCollarRule: RiskRule = {
  name: "price_collar",
  isSet: ({ priceCollar }) => priceCollar !== null,
  check(_request: EntryRequest, _lots: Lots, view: RiskView): Denial | null {
    const { ticks, marketTicks, scale } = view;
    const { priceCollar } = view.settings;
    if (priceCollar === null) return null;
    const distance = Math.abs(ticks - marketTicks);
    if (!exceeds(distance, marketTicks * priceCollar)) return null;
    return {
      code: "PRICE_COLLAR",
      reason:
        `The price of ${scale.toPrice(ticks)} is ${percent(distance / marketTicks, 4)} away ` +
        `from the market's ${scale.toPrice(marketTicks)}, and ${
          percent(priceCollar)
        } is the furthest`,
    };
  },
};
