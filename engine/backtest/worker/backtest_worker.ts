/**
 * The entry of a worker that runs backtests, without permissions. Bundled into one file, so nothing it
 * imports may need the network, the disk or the environment.
 */
/// <reference lib="deno.worker" />
import type { StrategyHost, StrategySource } from "../../strategy/mod.ts";
import { createLuaHost } from "../../strategy/lua/mod.ts";
import { createTsHost } from "../../strategy/ts/mod.ts";
import { runJob } from "../run_job.ts";
import { faultOf } from "./fault.ts";
import {
  buffersOf,
  columnsOf,
  type FromBacktestWorker,
  type ToBacktestWorker,
} from "./messages.ts";
import { isRaised } from "./stop_flag.ts";

/** Progress is told no more often than it can be looked at. */
const PROGRESS_MS = 100;

type RunOrder = ToBacktestWorker & { type: "run" };

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToBacktestWorker>) => void) | null;
  postMessage(message: FromBacktestWorker, transfer?: Transferable[]): void;
}

declare const self: WorkerScope;

const hosts: readonly StrategyHost[] = [createLuaHost(), createTsHost()];
let toldAt = -Infinity;

self.onmessage = ({ data }) => {
  switch (data.type) {
    case "describe":
      void describe(data.source);
      break;
    case "run":
      void run(data);
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

async function run({ job, dataHash, version, stop }: RunOrder): Promise<void> {
  try {
    const result = await runJob(job, {
      hosts,
      version,
      dataHash,
      stopwatch: () => performance.now(),
      // Nothing comes in while it runs: it is told to end by the flag.
      breathe: () => Promise.resolve(),
      isCanceled: () => isRaised(stop),
      progress(progress) {
        const now = performance.now();
        if (now - toldAt < PROGRESS_MS) return;
        toldAt = now;
        self.postMessage({ type: "progress", progress });
      },
      // Memory is let go of at once by handing it on; what came with the job is nobody else's.
      release() {
        for (const buffer of buffersOf(columnsOf(job))) buffer.transfer(0);
      },
    });
    const { time, equity, benchmark } = result.series;
    self.postMessage({ type: "done", result }, buffersOf([time, equity, benchmark]));
  } catch (error) {
    self.postMessage({ type: "failed", fault: faultOf(error) });
  }
}
