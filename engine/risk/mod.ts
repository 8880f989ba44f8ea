export * from "./funds.ts";
export * from "./quantity.ts";
export * from "./risk.ts";
export * from "./rule.ts";
export * from "./sizing.ts";
export * from "./stop_side.ts";
