import type {
  BreachAction,
  LimitStatus,
  RiskFields,
  SizingMethod,
} from "../operations/operations.ts";
import { count, quantity, share } from "./numbers.ts";
import { moment } from "./times.ts";
import { plain } from "./words.ts";

/** Names of limits as the engine's rules are called. */
const RULE_WORDS: Readonly<Record<string, string>> = {
  daily_loss: "Loss today",
  drawdown: "Drawdown",
  losing_streak: "Losses in a row",
  cooldown: "Cooldown",
  order_rate: "Orders a minute",
  position_size: "Position",
  exposure: "Exposure",
  open_positions: "Open positions",
};

const SHARES: ReadonlySet<string> = new Set([
  "daily_loss",
  "drawdown",
  "position_size",
  "exposure",
]);

export function ruleWords(rule: string): string {
  return RULE_WORDS[rule] ?? plain(rule);
}

/** How far a limit has been used: `1.2 % of 3 %`, `2 of 5 bars left`. */
export function limitFigures({ rule, value, limit }: LimitStatus): string {
  if (rule === "cooldown") return `${count(value)} of ${count(limit)} bars left`;
  const text = SHARES.has(rule) ? share : count;
  return `${text(value)} of ${text(limit)}`;
}

/** The same from 0 to 1. */
export function limitUsed({ value, limit }: LimitStatus): number {
  return limit > 0 ? Math.min(1, Math.max(0, value / limit)) : 0;
}

/** Limits whose lock a user may open. */
const RELEASED: ReadonlySet<string> = new Set(["daily_loss", "drawdown", "losing_streak"]);

/** True for a limit on losses that was reached. */
export function isLossLock({ rule, triggered }: Pick<LimitStatus, "rule" | "triggered">): boolean {
  return triggered && RELEASED.has(rule);
}

/** How long a limit that was reached refuses entries. */
export function lockWords({ rule, value, until }: LimitStatus, now: number): string {
  if (until !== null) return `No entries until ${moment(until, now)} UTC`;
  if (rule === "cooldown") return `No entries for ${count(value)} ${value === 1 ? "bar" : "bars"}`;
  return isLossLock({ rule, triggered: true }) ? "No entries until released" : "No entries for now";
}

export const SIZING_WORDS: Readonly<Record<SizingMethod, string>> = {
  EQUITY: "Share of the equity",
  RISK: "Risk up to the stop loss",
  FIXED: "Fixed quantity",
  VOLATILITY: "Target volatility",
  KELLY: "Kelly",
};

/** How large orders are that name no quantity. */
export function sizingWords(
  sizing: RiskFields["sizing"],
  { base, quantityStep }: { readonly base: string; readonly quantityStep: number },
): string {
  switch (sizing.method) {
    case "FIXED":
      return `${quantity(sizing.quantity, quantityStep)} ${base}`;
    case "EQUITY":
      return `${share(sizing.fraction ?? 0)} of the equity`;
    case "RISK":
      return `${share(sizing.fraction ?? 0)} lost at the stop`;
    case "VOLATILITY":
      return `${share(sizing.annual ?? 0)} a year, ${count(sizing.bars)} bars`;
    case "KELLY":
      return `Kelly, at most ${share(sizing.cap ?? 0)}`;
  }
}

/** What a limit on losses does. */
export const BREACH_WORDS: Readonly<Record<BreachAction, string>> = {
  FLATTEN: "Close position, open none",
  REDUCE: "Open no position",
};

export interface WordedLimit {
  readonly name: string;
  readonly text: string;
}

type Limits = Pick<
  RiskFields,
  "maxPosition" | "maxExposure" | "maxOpenPositions" | "priceCollar"
>;

/**
 * Limits that single orders are held against.
 *
 * @param shown those whose use is shown already
 */
export function orderLimits(limits: Limits, shown: readonly LimitStatus[]): WordedLimit[] {
  const { maxPosition, maxExposure, maxOpenPositions, priceCollar } = limits;
  const ofEquity = (value: number) => `${share(value)} of equity`;
  const rows: [string, string, string | null][] = [
    ["position_size", "Position at most", maxPosition === null ? null : ofEquity(maxPosition)],
    ["exposure", "Exposure at most", maxExposure === null ? null : ofEquity(maxExposure)],
    [
      "open_positions",
      "Open positions at most",
      maxOpenPositions === null ? null : count(maxOpenPositions),
    ],
    [
      "price_collar",
      "Prices off the market",
      priceCollar === null ? null : `${share(priceCollar)} at most`,
    ],
  ];
  return rows.flatMap(([rule, name, text]) =>
    text === null || shown.some((status) => status.rule === rule) ? [] : [{ name, text }]
  );
}
