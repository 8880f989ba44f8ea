import { invariant } from "../../domain/mod.ts";

/** How far ask and bid are from the middle. */
export interface SpreadModel {
  /**
   * @param price the reference: a candle's open, or a stop's level
   * @param bid,ask the quote of that moment, NaN where there is none
   * @returns half the spread, in the quote currency, not negative
   */
  half(price: number, bid: number, ask: number): number;
}

/**
 * `(ask − bid) ÷ 2` where the feed has quotes, else `price × bps ÷ 20,000`: half of the whole spread, which
 * buyers pay above the reference and sellers get below it. This is the usual "half-spread" cost of a
 * trade at once (Harris, Trading and Exchanges, 2003, ch. 21). A quote whose ask is below its bid is none.
 */
export class HalfSpread implements SpreadModel {
  readonly #fraction: number;

  /** @param bps the whole spread in basis points, for feeds without quotes; 0 to 10,000 */
  constructor(bps: number) {
    invariant(bps >= 0 && bps <= 10_000, `spread is 0 to 10,000 bps, not ${bps}`);
    this.#fraction = bps / 20_000;
  }

  half(price: number, bid: number, ask: number): number {
    return ask >= bid ? (ask - bid) / 2 : price * this.#fraction;
  }
}
