import type { TradingResult, TradingState } from "../operations/operations.ts";

export const TRADING_WORDS: Readonly<Record<TradingState, string>> = {
  ACTIVE: "Active",
  REDUCING: "Exits only",
  HALTED: "Halted",
};

/** What a state means, as the guide says it. */
export const TRADING_MEANINGS: Readonly<Record<TradingState, string>> = {
  ACTIVE: "Strategies are asked, and all their orders go to the market.",
  REDUCING:
    "Orders that would open a position are canceled, new ones are not sent; exits, stops and targets go on.",
  HALTED:
    "All orders are canceled, stops and targets too, and no strategy is asked; an open position has no stop then.",
};

const counted = (count: number, noun: string): string =>
  `${count === 0 ? "No" : count} ${noun}${count === 1 ? "" : "s"}`;

/** What a change of the trading state did: `3 orders canceled, 1 position closed.` */
export function resultWords({ canceledOrders, closedPositions }: TradingResult): string {
  return `${counted(canceledOrders, "order")} canceled, ${
    counted(closedPositions, "position").toLowerCase()
  } closed.`;
}
