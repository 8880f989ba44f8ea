export * from "./live_position.ts";
export * from "./runner.ts";
export * from "./series.ts";
export * from "./views.ts";
