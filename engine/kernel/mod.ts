export type { Breathe } from "./breathe.ts";
export * from "./clock.ts";
export * from "./prng.ts";
export * from "./right_of_way.ts";
