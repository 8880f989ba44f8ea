export * from "./parameters.ts";
export * from "./strategy.ts";
