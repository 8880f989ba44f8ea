import type { Lots } from "../../domain/mod.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "../rule.ts";
import { moreThanShare } from "./equity_share.ts";

/** `all positions of the account + waiting orders + this one ≤ equity × maxExposure`, by worth. */
export const exposureRule: RiskRule = {
  name: "exposure",
  isSet: ({ maxExposure }) => maxExposure !== null,
  check(_request: EntryRequest, lots: Lots, view: RiskView): Denial | null {
    const { maxExposure } = view.settings;
    if (maxExposure === null) return null;
    const worth = view.account.exposure + lots * view.ticks;
    const reason = moreThanShare("All that the account holds", worth, maxExposure, view);
    return reason === null ? null : { code: "MAX_EXPOSURE", reason };
  },
};
