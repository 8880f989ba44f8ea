import { deepEqual } from "node:assert/strict";
import { DEFAULT_RISK, NO_ACCOUNT_LIMITS, type RiskSettings } from "../../domain/mod.ts";
import { stricter } from "./stricter.ts";

Deno.test("stricter() leaves a runner's limits as they are where the account has none", () => {
  const own: RiskSettings = { ...DEFAULT_RISK, maxDrawdown: 0.2, onBreach: "REDUCE" };
  deepEqual(stricter(own, NO_ACCOUNT_LIMITS), own);
});

Deno.test("stricter() takes of each limit the lower one, of waiting the longer, and closing over not", () => {
  const own: RiskSettings = {
    sizing: { method: "EQUITY", fraction: 0.5 },
    maxPosition: 0.5,
    maxExposure: null,
    maxOpenPositions: 3,
    maxDailyLoss: 0.05,
    maxDrawdown: null,
    maxConsecutiveLosses: 4,
    onBreach: "REDUCE",
    cooldownBars: 2,
    maxOrdersPerMinute: 120,
    priceCollar: 0.1,
  };
  const account = {
    maxPosition: 0.4,
    maxExposure: 2,
    maxOpenPositions: 5,
    maxDailyLoss: 0.1,
    maxDrawdown: 0.3,
    maxConsecutiveLosses: null,
    onBreach: "FLATTEN" as const,
    cooldownBars: 5,
    maxOrdersPerMinute: null,
    priceCollar: 0.05,
  };
  deepEqual(stricter(own, account), {
    sizing: { method: "EQUITY", fraction: 0.5 },
    maxPosition: 0.4,
    maxExposure: 2,
    maxOpenPositions: 3,
    maxDailyLoss: 0.05,
    maxDrawdown: 0.3,
    maxConsecutiveLosses: 4,
    onBreach: "FLATTEN",
    cooldownBars: 5,
    maxOrdersPerMinute: 120,
    priceCollar: 0.05,
  });
});
