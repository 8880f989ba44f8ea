import { type Lots, MAX_UNITS } from "../../domain/mod.ts";
import { freeMargin, marginNeeded } from "../margin.ts";
import type { RiskView } from "../rule.ts";
import { wholeDown } from "../tolerance.ts";
import { largestLots } from "./largest_lots.ts";

/**
 * `lots` rounded down to whole ones, and to what the account can carry: initial margin and fee stay
 * within the margin that is free, so that a size never fails for want of funds. 0 for what is no number.
 */
export function affordable(lots: number, view: RiskView): Lots {
  const most = Math.min(wholeDown(lots), Math.floor(MAX_UNITS / view.ticks));
  if (!(most >= 1 && view.ticks >= 1)) return 0 as Lots;
  const free = freeMargin(view);
  const guess = most * (free / marginNeeded(most as Lots, view));
  return largestLots(most, guess, (some) => marginNeeded(some as Lots, view) <= free) as Lots;
}

/** The most whose worth and fee together stay within `budget` money units, and that can be carried. */
export function lotsWithin(budget: number, view: RiskView): Lots {
  const cost = (lots: number) => lots * view.ticks + view.fee(lots as Lots);
  const whole = Math.min(Math.floor(budget / view.ticks), Math.floor(MAX_UNITS / view.ticks));
  if (!(whole >= 1 && view.ticks >= 1)) return 0 as Lots;
  // A fee in proportion makes the guess exact but for rounding.
  const guess = whole * (budget / cost(whole));
  return affordable(largestLots(whole, guess, (lots) => cost(lots) <= budget), view);
}
