import {
  type Lots,
  type Money,
  notional,
  type OrderSide,
  type PriceTicks,
  type Scale,
} from "../domain/mod.ts";
import type { Broker, Execution, ProtectiveHit } from "./broker.ts";
import type { FeeModel } from "./models/fee.ts";
import type { SpreadModel } from "./models/spread.ts";

/**
 * Simulated execution against candles and quotes.
 *
 * Assumptions, on the careful side: a market order trades whole, at the reference plus or minus half
 * the spread; a stop loss is a market order that goes out when its level is touched and trades there,
 * or at the open where the bar opened beyond it; a take profit is a resting limit order that trades
 * at its level, or at the open where that is better; where a bar touches both, the stop counts.
 */
export class PaperBroker implements Broker {
  readonly #scale: Scale;
  readonly #fees: FeeModel;
  readonly #spread: SpreadModel;

  constructor(scale: Scale, fees: FeeModel, spread: SpreadModel) {
    this.#scale = scale;
    this.#fees = fees;
    this.#spread = spread;
  }

  marketPrice(side: OrderSide, price: number, bid: number, ask: number): PriceTicks {
    return this.#spread.price(side, price, bid, ask);
  }

  fee(lots: Lots, ticks: PriceTicks): Money {
    return this.#fees.fee(notional(ticks, lots));
  }

  execute(side: OrderSide, lots: Lots, ticks: PriceTicks): Execution {
    return { side, lots, ticks, fee: this.fee(lots, ticks) };
  }

  protective(
    sign: number,
    stopTicks: PriceTicks | null,
    takeTicks: PriceTicks | null,
    open: number,
    high: number,
    low: number,
    bid: number,
    ask: number,
  ): ProtectiveHit | null {
    if (stopTicks !== null) {
      const stop = this.#scale.toPrice(stopTicks);
      const touched = sign > 0 ? low <= stop : high >= stop;
      if (touched) {
        const level = sign > 0 ? Math.min(open, stop) : Math.max(open, stop);
        const side = sign > 0 ? "SELL" : "BUY";
        return { kind: "STOP_LOSS", ticks: this.#spread.price(side, level, bid, ask) };
      }
    }
    if (takeTicks !== null) {
      const take = this.#scale.toPrice(takeTicks);
      const touched = sign > 0 ? high >= take : low <= take;
      if (touched) {
        const level = sign > 0 ? Math.max(open, take) : Math.min(open, take);
        return { kind: "TAKE_PROFIT", ticks: this.#scale.ticks(level) };
      }
    }
    return null;
  }
}
