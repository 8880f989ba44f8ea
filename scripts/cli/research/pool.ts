import { WorkerPool } from "../../../engine/backtest/pool/mod.ts";
import type { BacktestJob } from "../../../engine/backtest/mod.ts";
import { type RightOfWay, systemTimers } from "../../../engine/mod.ts";

/** Workers for a job, one a core unless told. @param root folder that holds `dist/` @param rightOfWay of live work */
export function poolFor(
  job: BacktestJob,
  root: URL,
  workers?: number,
  rightOfWay?: RightOfWay,
): WorkerPool {
  return new WorkerPool(job, {
    url: new URL("dist/pool_worker.js", root),
    workers: workers ?? navigator.hardwareConcurrency,
    timers: systemTimers,
    ...rightOfWay && { rightOfWay: rightOfWay.sign },
  });
}
