import type { Lots, RiskSettings } from "../domain/mod.ts";
import type { Denial, EntryRequest, RiskRule, RiskView, Sizing } from "./rule.ts";
import { ENTRY_RULES } from "./rules/mod.ts";
import { sizingOf } from "./sizing/mod.ts";

/** What became of a request: a size, or the rule that denied it. */
export type RiskVerdict =
  | { readonly approved: true; readonly lots: Lots }
  | { readonly approved: false; readonly rule: string; readonly denial: Denial };

/** Sizes an order that names no quantity, then asks each rule in turn; the first that denies counts. */
export class Risk {
  readonly #sizing: Sizing;
  readonly #rules: readonly RiskRule[];

  /** @param settings those of the view, of which most limits are left out most of the time */
  constructor(settings: RiskSettings, rules: readonly RiskRule[] = ENTRY_RULES) {
    this.#sizing = sizingOf(settings.sizing);
    this.#rules = rules.filter(({ isSet }) => isSet?.(settings) ?? true);
  }

  assess(request: EntryRequest, view: RiskView): RiskVerdict {
    const lots = request.quantity === undefined
      ? this.#sizing.lots(request, view)
      : view.scale.lotsDown(request.quantity);
    if (typeof lots !== "number") return { approved: false, rule: "sizing", denial: lots };
    for (const rule of this.#rules) {
      const denial = rule.check(request, lots, view);
      if (denial) return { approved: false, rule: rule.name, denial };
    }
    return { approved: true, lots };
  }
}
