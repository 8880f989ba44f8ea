import type { AccountLimits, RiskSettings } from "../../domain/mod.ts";

/** Of a runner's limits and those of its account the stricter, each by itself; the sizing is the runner's. */
export function stricter(own: RiskSettings, account: AccountLimits): RiskSettings {
  return {
    sizing: own.sizing,
    maxPosition: lower(own.maxPosition, account.maxPosition),
    maxExposure: lower(own.maxExposure, account.maxExposure),
    maxOpenPositions: lower(own.maxOpenPositions, account.maxOpenPositions),
    maxDailyLoss: lower(own.maxDailyLoss, account.maxDailyLoss),
    maxDrawdown: lower(own.maxDrawdown, account.maxDrawdown),
    maxConsecutiveLosses: lower(own.maxConsecutiveLosses, account.maxConsecutiveLosses),
    onBreach: own.onBreach === "FLATTEN" ? "FLATTEN" : account.onBreach,
    cooldownBars: Math.max(own.cooldownBars, account.cooldownBars),
    maxOrdersPerMinute: lower(own.maxOrdersPerMinute, account.maxOrdersPerMinute),
    priceCollar: lower(own.priceCollar, account.priceCollar),
  };
}

/** Null is no limit. */
const lower = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
