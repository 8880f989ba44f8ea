export * from "./indicator.ts";
export * from "./indicator_lease.ts";
export * from "./indicator_set.ts";
export { IndicatorShelf } from "./indicator_shelf.ts";
export * from "./registry.ts";
