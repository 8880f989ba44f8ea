import type { Lots } from "../../domain/mod.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "../rule.ts";
import { moreThanShare } from "./equity_share.ts";

/** `position + orders that would add to it + this one ≤ equity × maxPosition`, by worth. */
export const positionSizeRule: RiskRule = {
  name: "position_size",
  isSet: ({ maxPosition }) => maxPosition !== null,
  check(_request: EntryRequest, lots: Lots, view: RiskView): Denial | null {
    const { maxPosition } = view.settings;
    if (maxPosition === null) return null;
    const worth = view.account.positionNotional + lots * view.ticks;
    const reason = moreThanShare("The position", worth, maxPosition, view);
    return reason === null ? null : { code: "MAX_POSITION", reason };
  },
};
