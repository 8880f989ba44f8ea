export type { Breach, RiskRuleStatus } from "./guards/guard.ts";
export * from "./monitor.ts";
export * from "./risk.ts";
export * from "./rule.ts";
export * from "./rules/mod.ts";
export * from "./size_limits.ts";
export * from "./sizing/mod.ts";
export { BREACH_ACTION_WORDING, TRADING_STATE_WORDING } from "./wording.ts";
