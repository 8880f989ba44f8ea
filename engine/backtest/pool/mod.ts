export type { CheckReports } from "./messages.ts";
export { WorkerPool, type WorkerPoolOptions } from "./worker_pool.ts";
