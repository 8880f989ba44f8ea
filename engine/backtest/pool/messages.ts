/** What the main thread and a worker of the pool say to each other. Plain data throughout. */
import type { EvaluationTask, RunSummary } from "../evaluation/mod.ts";
import type { BacktestJob } from "../job.ts";
import type { WorkerFault } from "../worker/fault.ts";

/** A worker does one thing at a time. */
export type ToPoolWorker =
  /** What all that follows is about; once, so that columns travel once. */
  | { readonly type: "open"; readonly job: BacktestJob }
  /** Accounts of one pass. */
  | { readonly type: "run"; readonly task: EvaluationTask }
  /** What is under way ends where it is. */
  | { readonly type: "cancel" };

export type FromPoolWorker =
  | { readonly type: "progress"; readonly share: number; readonly candles: number }
  /** Null where it was canceled. */
  | { readonly type: "done"; readonly results: readonly RunSummary[] | null }
  | { readonly type: "failed"; readonly fault: WorkerFault };
