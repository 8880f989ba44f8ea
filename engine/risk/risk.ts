import type { Lots } from "../domain/mod.ts";
import { fundsRule } from "./funds.ts";
import { quantityRule } from "./quantity.ts";
import type { Denial, EntryRequest, RiskRule, RiskView, Sizing } from "./rule.ts";
import { EquityFraction } from "./sizing.ts";
import { stopSideRule } from "./stop_side.ts";

/** What became of a request: a size, or the rule that denied it. */
export type RiskVerdict =
  | { readonly approved: true; readonly lots: Lots }
  | { readonly approved: false; readonly rule: string; readonly denial: Denial };

/** Asks each rule in turn; the first that denies counts. */
export class Risk {
  readonly #sizing: Sizing;
  readonly #rules: readonly RiskRule[];

  constructor(
    sizing: Sizing = new EquityFraction(),
    rules: readonly RiskRule[] = [quantityRule, stopSideRule, fundsRule],
  ) {
    this.#sizing = sizing;
    this.#rules = rules;
  }

  assess(request: EntryRequest, view: RiskView): RiskVerdict {
    const lots = request.quantity === undefined
      ? this.#sizing.lots(request, view)
      : view.scale.lotsDown(request.quantity);
    for (const rule of this.#rules) {
      const denial = rule.check(request, lots, view);
      if (denial) return { approved: false, rule: rule.name, denial };
    }
    return { approved: true, lots };
  }
}
