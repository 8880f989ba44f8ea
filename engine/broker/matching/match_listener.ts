import type { Lots, PriceTicks } from "../../domain/mod.ts";
import type { Execution, WorkingOrder } from "../order.ts";
import type { PricePiece } from "./price_path.ts";

/** How an order ended without being filled whole. */
export type EndStatus = "REJECTED" | "CANCELED" | "EXPIRED";

/** Who the matcher works for: knows the position and keeps the books. */
export interface MatchListener {
  /**
   * How much of an order that opens or adds to a position may trade at this price. 0 where it may not
   * at all: the listener has ended the order then, and said why.
   */
  approve(order: WorkingOrder, ticks: PriceTicks, time: number): Lots;
  /** How much of the position a closing order could close. */
  reducible(order: WorkingOrder): Lots;
  accepted(order: WorkingOrder, time: number): void;
  triggered(order: WorkingOrder, time: number): void;
  /** A trailing stop has moved. */
  trailed(order: WorkingOrder): void;
  /**
   * @param price the market's price at the moment
   * @param since from when on the price counts for what the fill brings about: where it happened somewhere
   * within a candle, all of the candle
   */
  executed(
    order: WorkingOrder,
    execution: Execution,
    time: number,
    price: number,
    since: number,
  ): void;
  ended(order: WorkingOrder, status: EndStatus, code: string, reason: string, time: number): void;
  /** The price went to where the broker closes the position. */
  liquidated(level: number, piece: PricePiece): void;
}
