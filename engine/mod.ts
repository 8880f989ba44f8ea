/** The engine's only door. */
export * from "./api.ts";
export * from "./domain/mod.ts";
export * from "./engine.ts";
export { systemClock, systemTimers } from "./service/real_time.ts";
export { type SpawnShard, workerShards } from "./workers/transport.ts";
