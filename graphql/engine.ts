export * from "../engine/domain/mod.ts";
export type * from "../engine/api.ts";
export type * from "../engine/strategy/mod.ts";
export type * from "../engine/kernel/mod.ts";
