export * from "./legacy_state.ts";
export * from "./live_position.ts";
export * from "./rehearsal.ts";
export * from "./runner.ts";
export * from "./series.ts";
export * from "./settings.ts";
export * from "./views.ts";
