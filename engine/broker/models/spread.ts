import { invariant, type OrderSide, type PriceTicks, type Scale } from "../../domain/mod.ts";

/** At which price a market order trades: buys pay the ask, sells take the bid. */
export interface SpreadModel {
  /**
   * @param price the reference: a candle's open, or a stop's level
   * @param bid,ask the quote of that moment, NaN where there is none
   */
  price(side: OrderSide, price: number, bid: number, ask: number): PriceTicks;
}

/**
 * Half the spread on either side of the reference: `ask = price + spread ÷ 2`, `bid = price − spread ÷ 2`,
 * rounded to the tick against the trader. The spread is the quote's where the feed has one, else
 * `price × bps ÷ 10,000`.
 */
export class HalfSpread implements SpreadModel {
  readonly #scale: Scale;
  readonly #halfFraction: number;

  /** @param bps the whole spread in basis points, for feeds without quotes; 0 to 10,000 */
  constructor(scale: Scale, bps: number) {
    invariant(bps >= 0 && bps <= 10_000, `spread is 0 to 10,000 bps, not ${bps}`);
    this.#scale = scale;
    this.#halfFraction = bps / 20_000;
  }

  price(side: OrderSide, price: number, bid: number, ask: number): PriceTicks {
    const quoted = ask - bid;
    const half = quoted >= 0 ? quoted / 2 : price * this.#halfFraction;
    const ticks = side === "BUY"
      ? this.#scale.ticksUp(price + half)
      : this.#scale.ticksDown(price - half);
    return Math.max(1, ticks) as PriceTicks;
  }
}
