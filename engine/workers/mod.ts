export * from "./live_first.ts";
export * from "./messages.ts";
export * from "./pool.ts";
export * from "./runner_link.ts";
export * from "./shard.ts";
export * from "./shard_handle.ts";
export * from "./transport.ts";
