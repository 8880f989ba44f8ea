import type { OrderSide, PriceTicks, Scale } from "../../domain/mod.ts";
import type { SlippageModel, Tape } from "./slippage.ts";
import type { SpreadModel } from "./spread.ts";

/**
 * At which price an order trades that takes liquidity.
 *
 * - A buy: `(price + half the spread) × (1 + slippage)`, rounded up to the tick.
 * - A sale: `(price − half the spread) × (1 − slippage)`, rounded down, at least one tick.
 *
 * So a trader never gets a better price than the reference. This is implementation shortfall (Perold,
 * Journal of Portfolio Management 14, 1988) in its two usual parts, the spread and the order's own impact.
 */
export class TakerPrice {
  readonly #scale: Scale;
  readonly #spread: SpreadModel;
  readonly #slippage: SlippageModel;

  constructor(scale: Scale, spread: SpreadModel, slippage: SlippageModel) {
    this.#scale = scale;
    this.#spread = spread;
    this.#slippage = slippage;
  }

  /**
   * @param price the reference: a candle's open, or a stop's level
   * @param bid,ask the quote of that moment, NaN where there is none
   * @param quantity base units
   */
  ticks(
    side: OrderSide,
    price: number,
    bid: number,
    ask: number,
    quantity: number,
    tape: Tape,
  ): PriceTicks {
    const half = this.#spread.half(price, bid, ask);
    const slippage = this.#slippage.fraction(quantity, tape);
    if (side === "BUY") {
      return this.#atLeastOne(this.#scale.ticksUp((price + half) * (1 + slippage)));
    }
    return this.#atLeastOne(this.#scale.ticksDown((price - half) * (1 - slippage)));
  }

  #atLeastOne(ticks: PriceTicks): PriceTicks {
    return Math.max(1, ticks) as PriceTicks;
  }
}
