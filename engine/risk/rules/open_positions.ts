import type { Lots } from "../../domain/mod.ts";
import { counted } from "../phrases.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "../rule.ts";

/** True where the order would open a position, not add to one that is open or on its way. */
export function opensPosition(view: RiskView): boolean {
  return view.account.positionNotional === 0;
}

/** Positions open on the account at once; what adds to an open one does not count. */
export const openPositionsRule: RiskRule = {
  name: "open_positions",
  isSet: ({ maxOpenPositions }) => maxOpenPositions !== null,
  check(_request: EntryRequest, _lots: Lots, view: RiskView): Denial | null {
    const { maxOpenPositions } = view.settings;
    const open = view.account.otherPositions + 1;
    if (maxOpenPositions === null || open <= maxOpenPositions || !opensPosition(view)) return null;
    return {
      code: "MAX_OPEN_POSITIONS",
      reason: `The account would have ${counted(open, "open position")}, and ` +
        `${maxOpenPositions} is the most`,
    };
  },
};
