import { invariant, type Lots } from "../../domain/mod.ts";
import type { EntryRequest, RiskView, Sizing } from "../rule.ts";
import { wholeDown } from "../tolerance.ts";
import { lotsWithin } from "./affordable.ts";

/**
 * A share of the equity: the largest whole number of quantity steps with
 * `lots × price + fee ≤ equity × fraction`, as far as the free margin carries it.
 */
export class EquityFraction implements Sizing {
  readonly #fraction: number;

  /** @param fraction above 1 only makes sense with leverage */
  constructor(fraction: number) {
    invariant(fraction > 0 && fraction < Infinity, `equity fraction is above 0, not ${fraction}`);
    this.#fraction = fraction;
  }

  lots(_request: EntryRequest, view: RiskView): Lots {
    return lotsWithin(wholeDown(view.account.equity * this.#fraction), view);
  }
}
