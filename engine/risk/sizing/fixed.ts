import type { Lots } from "../../domain/mod.ts";
import { checkQuantityStep } from "../rules/quantity.ts";
import type { Denial, EntryRequest, RiskView, Sizing } from "../rule.ts";

/**
 * Always the same quantity, as a user set it: off the quantity step it is refused, and it is not made
 * smaller where the funds do not suffice.
 */
export class FixedQuantity implements Sizing {
  readonly #quantity: number;

  /** @param quantity in base units */
  constructor(quantity: number) {
    this.#quantity = quantity;
  }

  lots(_request: EntryRequest, view: RiskView): Lots | Denial {
    return checkQuantityStep(this.#quantity, view.scale) ?? view.scale.lotsDown(this.#quantity);
  }
}
