/** What the main thread and a worker that runs backtests say to each other. Plain data throughout. */
import type { StrategyDescription, StrategySource } from "../../strategy/mod.ts";
import type { RightOfWaySign } from "../../kernel/mod.ts";
import type { BacktestJob } from "../job.ts";
import type { KeptRun } from "../kept/mod.ts";
import type { BacktestResult } from "../result.ts";
import type { RunProgress } from "../runner.ts";
import type { WorkerFault } from "./fault.ts";
import type { StopFlag } from "./stop_flag.ts";

/** A worker does one thing at a time. */
export type ToBacktestWorker =
  | { readonly type: "describe"; readonly source: StrategySource }
  | {
    /** Whether all of the result is wanted, or what is kept of it. */
    readonly type: "run" | "runKept";
    readonly job: BacktestJob;
    readonly dataHash: string;
    readonly version: string;
    /** Once it is raised, the job ends where it is, and its result is what there is. */
    readonly stop: StopFlag;
    /** Whom the job lets go first; null for nobody. */
    readonly rightOfWay: RightOfWaySign | null;
  };

export type FromBacktestWorker =
  | { readonly type: "described"; readonly description: StrategyDescription }
  | { readonly type: "progress"; readonly progress: RunProgress }
  | { readonly type: "done"; readonly result: BacktestResult }
  | { readonly type: "kept"; readonly kept: KeptRun }
  | { readonly type: "failed"; readonly fault: WorkerFault };

/** All columns that come with a job. */
export function columnsOf({ markets }: BacktestJob): Float64Array[] {
  return markets.flatMap(({ columns }) => Object.values<Float64Array>({ ...columns }));
}

/** The memory of columns, to be handed over with a message; shared memory stays where it is. */
export function buffersOf(columns: Iterable<ArrayBufferView>): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const { buffer } of columns) if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  return [...buffers];
}
