export * from "./constraints.ts";
export * from "./declaration.ts";
export * from "./intents.ts";
export * from "./parameters.ts";
export * from "./relation.ts";
export * from "./strategy.ts";
export type * from "./ts/types.ts";
