import type { Lots, PriceTicks, Scale, Side } from "../../domain/mod.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "../rule.ts";

/** A stop loss belongs on the losing side of the price, a take profit on the winning one. */
export function checkStopSides(
  side: Side,
  stopTicks: PriceTicks | null,
  takeTicks: PriceTicks | null,
  ticks: PriceTicks,
  scale: Scale,
): Denial | null {
  const sign = side === "LONG" ? 1 : -1;
  const price = scale.toPrice(ticks);
  if (stopTicks !== null && sign * (ticks - stopTicks) <= 0) {
    return {
      code: "STOP_LOSS_SIDE",
      reason: `Stop loss ${scale.toPrice(stopTicks)} of a ${side.toLowerCase()} has to be ` +
        `${sign > 0 ? "below" : "above"} the price of ${price}`,
    };
  }
  if (takeTicks !== null && sign * (takeTicks - ticks) <= 0) {
    return {
      code: "TAKE_PROFIT_SIDE",
      reason: `Take profit ${scale.toPrice(takeTicks)} of a ${side.toLowerCase()} has to be ` +
        `${sign > 0 ? "above" : "below"} the price of ${price}`,
    };
  }
  return null;
}

export const stopSideRule: RiskRule = {
  name: "stop_side",
  check(request: EntryRequest, _lots: Lots, view: RiskView): Denial | null {
    const { side, stopTicks, takeTicks } = request;
    return checkStopSides(side, stopTicks, takeTicks, view.ticks, view.scale);
  },
};
