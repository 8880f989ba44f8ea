export type { CheckReports } from "./messages.ts";
export { sharedJob, sharedJobInTurns } from "./shared_columns.ts";
export { WorkerPool, type WorkerPoolOptions } from "./worker_pool.ts";
