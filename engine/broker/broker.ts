import type { Lots, Money, OrderSide, PriceTicks } from "../domain/mod.ts";

/** What an order traded at. */
export interface Execution {
  readonly side: OrderSide;
  readonly lots: Lots;
  readonly ticks: PriceTicks;
  readonly fee: Money;
}

/** The level that a bar's range reached. */
export interface ProtectiveHit {
  readonly kind: "STOP_LOSS" | "TAKE_PROFIT";
  readonly ticks: PriceTicks;
}

/** Turns orders into executions. The only place that decides at which price something trades. */
export interface Broker {
  /** The price a market order gets now. */
  marketPrice(side: OrderSide, price: number, bid: number, ask: number): PriceTicks;
  /** Executes at a price already decided. */
  execute(side: OrderSide, lots: Lots, ticks: PriceTicks): Execution;
  /** The fee `lots` at `ticks` would cost. */
  fee(lots: Lots, ticks: PriceTicks): Money;
  /**
   * Which of a position's protective levels the range reaches, if any; the stop counts first.
   *
   * @param bid,ask the quote at the bar's open, for the spread; NaN where there is none
   */
  protective(
    sign: number,
    stopTicks: PriceTicks | null,
    takeTicks: PriceTicks | null,
    open: number,
    high: number,
    low: number,
    bid: number,
    ask: number,
  ): ProtectiveHit | null;
}
