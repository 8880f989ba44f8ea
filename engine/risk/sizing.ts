import type { Lots } from "../domain/mod.ts";
import { invariant } from "../domain/mod.ts";
import type { EntryRequest, RiskView, Sizing } from "./rule.ts";

/** Share of the equity an order takes when the strategy names no quantity. */
export const DEFAULT_EQUITY_FRACTION = 0.25;

/**
 * A share of the equity: `quantity = ⌊equity × fraction ÷ price⌋` in whole quantity steps, and less
 * by as many steps as the entry's fee needs, so that notional and fee together fit into the share.
 */
export class EquityFraction implements Sizing {
  readonly #fraction: number;

  constructor(fraction: number = DEFAULT_EQUITY_FRACTION) {
    invariant(fraction > 0 && fraction <= 1, `equity fraction is above 0 to 1, not ${fraction}`);
    this.#fraction = fraction;
  }

  lots(_request: EntryRequest, view: RiskView): Lots {
    const budget = Math.max(0, Math.floor(view.equity * this.#fraction));
    const whole = Math.floor(budget / view.ticks) as Lots;
    const fee = view.fee(whole);
    const over = whole * view.ticks + fee - budget;
    return Math.max(0, over > 0 ? whole - Math.ceil(over / view.ticks) : whole) as Lots;
  }
}
