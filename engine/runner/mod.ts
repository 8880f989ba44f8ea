export * from "./legacy_state.ts";
export * from "./live_position.ts";
export type { OrderChange } from "./order_amender.ts";
export * from "./former_holding.ts";
export * from "./rehearsal.ts";
export * from "./runner.ts";
export * from "./series.ts";
export * from "./settings.ts";
export * from "./views.ts";
