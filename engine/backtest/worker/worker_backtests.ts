import { invariant } from "../../domain/mod.ts";
import type { RightOfWaySign, Timers } from "../../kernel/mod.ts";
import type { StrategySource } from "../../strategy/mod.ts";
import { dataHash } from "../data_hash.ts";
import type { BacktestRunner } from "../runner.ts";
import { BacktestWorker } from "./backtest_worker_handle.ts";
import { buffersOf, columnsOf } from "./messages.ts";
import { raise, stopFlag } from "./stop_flag.ts";

/** How long a worker that was told to end may take to hand over what there is. */
const CANCEL_MS = 5_000;
/** How long a strategy's top level may take. */
const DESCRIBE_MS = 10_000;

export interface WorkerBacktestsOptions {
  /** The bundled worker. */
  readonly url: URL;
  /** Of the program; results name it. */
  readonly version: string;
  readonly timers: Timers;
  /** Whom backtests let go first; nobody unless given. */
  readonly rightOfWay?: RightOfWaySign;
}

/** Backtests in Web Workers without any permission, one for each. */
export function workerBacktests(options: WorkerBacktestsOptions): BacktestRunner {
  return {
    describe: (source) => describe(source, options),
    async run(...backtest) {
      const answer = await runIn("run", options, ...backtest);
      invariant(answer.type === "done", "a worker answers what it was asked");
      return answer.result;
    },
    async runKept(...backtest) {
      const answer = await runIn("runKept", options, ...backtest);
      invariant(answer.type === "kept", "a worker answers what it was asked");
      return answer.kept;
    },
  };
}

async function describe(source: StrategySource, { url, timers }: WorkerBacktestsOptions) {
  using worker = new BacktestWorker(url);
  const late = `${source.file}: took more than ${DESCRIBE_MS} ms`;
  const stop = timers.after(DESCRIBE_MS, () => worker.giveUp(late));
  try {
    const answer = await worker.ask({ type: "describe", source });
    invariant(answer.type === "described", "a worker answers what it was asked");
    return answer.description;
  } finally {
    stop();
  }
}

async function runIn(
  type: "run" | "runKept",
  { url, version, timers, rightOfWay }: WorkerBacktestsOptions,
  ...[job, onProgress, signal]: Parameters<BacktestRunner["run"]>
) {
  using worker = new BacktestWorker(url, onProgress);
  const stop = stopFlag();
  let stopWaiting = () => {};
  const cancel = () => {
    raise(stop);
    stopWaiting = timers.after(CANCEL_MS, () => {
      worker.giveUp(`The strategy did not end within ${CANCEL_MS} ms: nothing of it is kept`);
    });
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const order = {
      type,
      job,
      dataHash: job.dataHash ?? await dataHash(job.markets),
      version,
      stop,
      rightOfWay: rightOfWay ?? null,
    } as const;
    const asked = worker.ask(order, buffersOf(columnsOf(job)));
    if (signal.aborted) cancel();
    return await asked;
  } finally {
    signal.removeEventListener("abort", cancel);
    stopWaiting();
  }
}
