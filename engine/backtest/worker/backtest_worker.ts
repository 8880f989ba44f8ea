/**
 * The entry of a worker that runs backtests, without permissions. Bundled into one file, so nothing it
 * imports may need the network, the disk or the environment.
 */
/// <reference lib="deno.worker" />
import type { StrategyHost, StrategySource } from "../../strategy/mod.ts";
import { createLuaHost } from "../../strategy/lua/mod.ts";
import { createTsHost } from "../../strategy/ts/mod.ts";
import type { BacktestJob } from "../job.ts";
import { runJob } from "../run_job.ts";
import { faultOf } from "./fault.ts";
import { buffersOf, type FromBacktestWorker, type ToBacktestWorker } from "./messages.ts";

/** Progress is told no more often than it can be looked at. */
const PROGRESS_MS = 100;

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToBacktestWorker>) => void) | null;
  postMessage(message: FromBacktestWorker, transfer?: Transferable[]): void;
}

declare const self: WorkerScope;

const hosts: readonly StrategyHost[] = [createLuaHost(), createTsHost()];
let isCanceled = false;
let toldAt = -Infinity;

self.onmessage = ({ data }) => {
  switch (data.type) {
    case "describe":
      void describe(data.source);
      break;
    case "run":
      void run(data.job, data.version);
      break;
    case "cancel":
      isCanceled = true;
      break;
  }
};

async function describe(source: StrategySource): Promise<void> {
  try {
    const host = hosts.find(({ language }) => language === source.language);
    if (!host) throw new Error(`Invariant: there is a host for ${source.language}`);
    self.postMessage({ type: "described", description: await host.describe(source) });
  } catch (error) {
    self.postMessage({ type: "failed", fault: faultOf(error) });
  }
}

async function run(job: BacktestJob, version: string): Promise<void> {
  isCanceled = false;
  try {
    const result = await runJob(job, {
      hosts,
      version,
      stopwatch: () => performance.now(),
      breathe: () => new Promise((resolve) => setTimeout(resolve, 0)),
      isCanceled: () => isCanceled,
      progress(progress) {
        const now = performance.now();
        if (now - toldAt < PROGRESS_MS) return;
        toldAt = now;
        self.postMessage({ type: "progress", progress });
      },
    });
    const { time, equity, benchmark, drawdown } = result.series;
    self.postMessage({ type: "done", result }, buffersOf([time, equity, benchmark, drawdown]));
  } catch (error) {
    self.postMessage({ type: "failed", fault: faultOf(error) });
  }
}
