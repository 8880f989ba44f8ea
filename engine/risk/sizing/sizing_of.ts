import type { SizingSettings } from "../../domain/mod.ts";
import type { Sizing } from "../rule.ts";
import { EquityFraction } from "./equity.ts";
import { FixedQuantity } from "./fixed.ts";
import { KellyFraction } from "./kelly.ts";
import { RiskFraction } from "./risk_fraction.ts";
import { VolatilityTarget } from "./volatility_target.ts";

/** The sizing that the settings name. */
export function sizingOf(settings: SizingSettings): Sizing {
  switch (settings.method) {
    case "FIXED":
      return new FixedQuantity(settings.quantity);
    case "EQUITY":
      return new EquityFraction(settings.fraction);
    case "RISK":
      return new RiskFraction(settings.fraction);
    case "VOLATILITY":
      return new VolatilityTarget(settings.annual, settings.bars);
    case "KELLY":
      return new KellyFraction(settings.cap, settings.minTrades);
  }
}
