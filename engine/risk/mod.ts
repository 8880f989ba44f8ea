export * from "./margin.ts";
export * from "./risk.ts";
export * from "./rule.ts";
export * from "./rules/mod.ts";
export * from "./sizing/mod.ts";
