import { invariant, type Money } from "../../domain/mod.ts";

/** What a fill costs. */
export interface FeeModel {
  /** @param notional price × quantity, not negative */
  fee(notional: Money): Money;
}

/**
 * A fixed share of the notional: `fee = ⌈notional × bps ÷ 10,000⌉`, rounded up to the smallest money
 * unit, so that a fee is never less than the rate. Binance's spot fee, for one, is 10 bps (0.1 %).
 */
export class BpsFee implements FeeModel {
  readonly #bps: number;

  /** @param bps basis points, 0 to 10,000 */
  constructor(bps: number) {
    invariant(bps >= 0 && bps <= 10_000, `fee is 0 to 10,000 bps, not ${bps}`);
    this.#bps = bps;
  }

  fee(notional: Money): Money {
    const exact = notional * this.#bps / 10_000;
    const whole = Math.round(exact);
    // A float's last bit must not cost a whole unit more.
    return (Math.abs(exact - whole) < 1e-6 ? whole : Math.ceil(exact)) as Money;
  }
}
