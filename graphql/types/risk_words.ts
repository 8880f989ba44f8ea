import { builder } from "../builder.ts";

export const SizingMethodType = builder.enumType("SizingMethod", {
  description: "How large an order is that names no quantity.",
  values: {
    FIXED: { description: "Always `quantity`, in base units." },
    EQUITY: { description: "`fraction` of the equity, fee included." },
    RISK: { description: "As much as loses `fraction` of the equity at the stop loss." },
    VOLATILITY: {
      description:
        "As much as moves the equity by `annual` a year, at the volatility of the last " +
        "`bars` bars.",
    },
    KELLY: {
      description:
        "Kelly's share of the equity from the runner's own trades, at most `cap`; `cap` " +
        "until there are `minTrades`.",
    },
  } as const,
});

/** What each limit is, in the words of all types that have it. */
export const LIMIT = {
  maxPosition:
    "Most that a position may be worth, with orders that would add to it: as a fraction of the equity.",
  maxExposure: "The same for all positions of the account together.",
  maxOpenPositions: "Positions that may be open at once on the account.",
  maxDailyLoss:
    "Loss since 00:00 UTC, as a fraction of the equity then. Trading goes on the next day.",
  maxDrawdown:
    "Fall from the highest equity, as a fraction of it. Trading goes on once `releaseRisk` says so.",
  maxConsecutiveLosses: "Losing trades in a row. Trading goes on once `releaseRisk` says so.",
  onBreach: "What the three limits on losses do.",
  cooldownBars: "Bars without an entry after a losing trade.",
  maxOrdersPerMinute: "Orders that a strategy may send in a minute of market time.",
  priceCollar: "Furthest that an order's price may be from the market, as a fraction of it.",
} as const;
