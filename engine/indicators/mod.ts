export * from "./indicator.ts";
export * from "./indicator_lease.ts";
export * from "./indicator_set.ts";
export * from "./registry.ts";
