import type { Lots, Money, PriceTicks, Scale, Side } from "../domain/mod.ts";

/** An entry somebody wants, in steps. */
export interface EntryRequest {
  readonly side: Side;
  /** The quantity the strategy named, in base units; undefined leaves it to the sizing. */
  readonly quantity: number | undefined;
  readonly stopTicks: PriceTicks | null;
  readonly takeTicks: PriceTicks | null;
}

/** What a rule may look at, at the price the order would trade at. */
export interface RiskView {
  readonly scale: Scale;
  readonly ticks: PriceTicks;
  readonly equity: Money;
  /** The fee of `lots` at `ticks`. */
  fee(lots: Lots): Money;
}

/** A reason with a code for programs and a sentence for people. */
export interface Denial {
  readonly code: string;
  readonly reason: string;
}

/** One rule; denies by saying why, or lets pass with null. */
export interface RiskRule {
  readonly name: string;
  check(request: EntryRequest, lots: Lots, view: RiskView): Denial | null;
}

/** How large an order is that does not say so itself. */
export interface Sizing {
  lots(request: EntryRequest, view: RiskView): Lots;
}
