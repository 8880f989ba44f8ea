import { invariant, type Lots } from "../../domain/mod.ts";
import type { Denial, EntryRequest, RiskView, Sizing } from "../rule.ts";
import { checkStopSides } from "../rules/stop_side.ts";
import { affordable } from "./affordable.ts";

/**
 * Fixed fractional sizing: `lots = ⌊equity × fraction ÷ |price − stop|⌋`, so that the stop loss costs
 * that share of the equity; fees and a worse price than the stop's come on top. As far as the free
 * margin carries it.
 *
 * Source: Van K. Tharp, Trade Your Way to Financial Freedom (1998), "percent risk"; as fixed
 * fractional money management in Ralph Vince, Portfolio Management Formulas (1990).
 */
export class RiskFraction implements Sizing {
  readonly #fraction: number;

  constructor(fraction: number) {
    invariant(fraction > 0 && fraction < Infinity, `risk fraction is above 0, not ${fraction}`);
    this.#fraction = fraction;
  }

  lots(request: EntryRequest, view: RiskView): Lots | Denial {
    const { side, stopTicks } = request;
    if (stopTicks === null) {
      return {
        code: "NO_STOP_LOSS",
        reason: "The order has no stop loss, and its size comes from the distance to it",
      };
    }
    const denial = checkStopSides(side, stopTicks, null, view.ticks, view.scale);
    if (denial) return denial;
    const distance = Math.abs(view.ticks - stopTicks);
    return affordable(view.account.equity * this.#fraction / distance, view);
  }
}
