import type { Lots, Money } from "../domain/mod.ts";
import type { RiskView } from "./rule.ts";
import { wholeUp } from "./tolerance.ts";

/** `⌈notional ÷ leverage⌉`: what is held back of the equity for a position of that worth. */
export function initialMargin(notional: number, leverage: number): Money {
  return (leverage === 1 ? notional : wholeUp(notional / leverage)) as Money;
}

/** What an order of `lots` takes out of the margin that is free: its initial margin and its fee. */
export function marginNeeded(lots: Lots, view: RiskView): Money {
  return initialMargin(lots * view.ticks, view.leverage) + view.fee(lots) as Money;
}

/** Equity that no position and no waiting order holds; negative where they hold more than there is. */
export function freeMargin(view: RiskView): Money {
  return view.account.equity - view.account.marginUsed as Money;
}
