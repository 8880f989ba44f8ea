import type { Lots } from "../domain/mod.ts";
import { invariant } from "../domain/mod.ts";
import type { EntryRequest, RiskView, Sizing } from "./rule.ts";

/** Share of the equity an order takes when the strategy names no quantity. */
export const DEFAULT_EQUITY_FRACTION = 0.25;

/**
 * A share of the equity: the largest whole number of quantity steps whose worth and fee together do
 * not exceed `equity × fraction`.
 */
export class EquityFraction implements Sizing {
  readonly #fraction: number;

  constructor(fraction: number = DEFAULT_EQUITY_FRACTION) {
    invariant(fraction > 0 && fraction <= 1, `equity fraction is above 0 to 1, not ${fraction}`);
    this.#fraction = fraction;
  }

  lots(_request: EntryRequest, view: RiskView): Lots {
    const budget = Math.max(0, Math.floor(view.equity * this.#fraction));
    const fits = (lots: number) => lots * view.ticks + view.fee(lots as Lots) <= budget;
    const whole = Math.floor(budget / view.ticks);
    const cost = whole * view.ticks + view.fee(whole as Lots);
    // A fee in proportion makes this exact but for rounding, which is a step at the most.
    let lots = cost <= budget ? whole : Math.floor(whole * (budget / cost));
    while (lots > 0 && !fits(lots)) lots--;
    if (lots < whole && fits(lots + 1)) lots++;
    return Math.max(0, lots) as Lots;
  }
}
