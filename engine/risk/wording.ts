/** What limits and states do, in sentences for people: one place, so that every page says the same. */
import type { BreachAction, TradingState } from "../domain/mod.ts";
import { counted, percent } from "./phrases.ts";

/** Goes on after "…: ". */
const ACTION_PHRASE: Readonly<Record<BreachAction, string>> = {
  REDUCE: "orders that would open a position or add to one are canceled and new ones refused; " +
    "the position stays open, with its stop loss and take profit",
  FLATTEN: "orders that would open a position or add to one are canceled and new ones refused, " +
    "and the position is closed at the next price",
};

const sentence = (phrase: string): string => `${phrase[0]?.toUpperCase()}${phrase.slice(1)}.`;

/** What a limit on losses does once it is reached. */
export const BREACH_ACTION_WORDING: Readonly<Record<BreachAction, string>> = {
  REDUCE: sentence(ACTION_PHRASE.REDUCE),
  FLATTEN: sentence(ACTION_PHRASE.FLATTEN),
};

/** What the whole engine does in a state. */
export const TRADING_STATE_WORDING: Readonly<Record<TradingState, string>> = {
  ACTIVE: "Strategies are asked, and all their orders go to the market.",
  REDUCING:
    "Exits only: orders that would open a position or add to one are canceled and new ones " +
    "refused; stops and targets stay, and strategies are asked about open positions only.",
  HALTED: "Nothing is traded: all orders are canceled, stops and targets too, and no strategy is " +
    "asked; the levels of open positions are remembered and placed again when trading goes on.",
};

export function dailyLossWording(limit: number, action: BreachAction): string {
  return `Once the equity is ${percent(limit)} or more below what it was at 00:00 UTC, ` +
    `${ACTION_PHRASE[action]}; trading goes on at the next 00:00 UTC, or before that when a user ` +
    "says so.";
}

export function drawdownWording(limit: number, action: BreachAction): string {
  return `Once the equity is ${percent(limit)} or more below its highest, ` +
    `${ACTION_PHRASE[action]}; trading goes on when a user says so, and the highest equity is ` +
    "counted from there.";
}

export function losingStreakWording(limit: number, action: BreachAction): string {
  return `After ${counted(limit, "losing trade")}${limit === 1 ? "" : " in a row"}, ` +
    `${ACTION_PHRASE[action]}; trading goes on when a user says so.`;
}

export function cooldownWording(bars: number): string {
  return "After a losing trade, orders that would open a position or add to one are refused for " +
    `${counted(bars, "bar")}; exits are not.`;
}

export function orderRateWording(limit: number): string {
  return `After ${
    counted(limit, "order")
  } within a minute of market time, orders that would open a ` +
    "position or add to one are refused until the first of them is a minute old; exits are not.";
}

const WAITING_COUNTS = "what waits to be filled counts.";

export function positionSizeWording(limit: number): string {
  return `Orders that would make the position worth more than ${percent(limit)} of the equity ` +
    `are refused; ${WAITING_COUNTS}`;
}

export function exposureWording(limit: number): string {
  return "Orders that would make all positions of the account worth more than " +
    `${percent(limit)} of the equity are refused; ${WAITING_COUNTS}`;
}

export function openPositionsWording(limit: number): string {
  return `Orders that would open more than ${counted(limit, "position")} on the account are ` +
    `refused; ${WAITING_COUNTS}`;
}
