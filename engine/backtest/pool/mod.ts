export { WorkerPool, type WorkerPoolOptions } from "./worker_pool.ts";
