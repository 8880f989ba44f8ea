export * from "./equity.ts";
export * from "./fixed.ts";
export * from "./kelly.ts";
export * from "./risk_fraction.ts";
export * from "./sizing_of.ts";
export * from "./volatility_target.ts";
