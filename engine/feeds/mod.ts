export * from "./feed.ts";
export * from "./replay/mod.ts";
export * from "./simulated/mod.ts";
