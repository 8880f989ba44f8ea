export * from "./clock.ts";
export * from "./prng.ts";
