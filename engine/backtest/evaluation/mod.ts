export * from "./batch_size.ts";
export * from "./local_evaluator.ts";
export * from "./market_range.ts";
export * from "./pass_memory.ts";
export * from "./run_batch.ts";
export * from "./summary.ts";
export * from "./task.ts";
