/**
 * The entry of a worker that runs backtests, without permissions. Bundled into one file, so nothing it
 * imports may need the network, the disk or the environment.
 */
/// <reference lib="deno.worker" />
import { type Breathe, type GiveWay, giveWayTo } from "../../kernel/mod.ts";
import type { StrategyHost, StrategySource } from "../../strategy/mod.ts";
import { createLuaHost } from "../../strategy/lua/mod.ts";
import { createTsHost } from "../../strategy/ts/mod.ts";
import type { BacktestJob } from "../job.ts";
import { keptRun } from "../kept/mod.ts";
import type { BacktestResult } from "../result.ts";
import { runJob } from "../run_job.ts";
import { toArray } from "../statistics/mod.ts";
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

type RunOrder = Exclude<ToBacktestWorker, { type: "describe" }>;

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToBacktestWorker>) => void) | null;
  postMessage(message: FromBacktestWorker, transfer?: Transferable[]): void;
}

declare const self: WorkerScope;

const stopwatch = () => performance.now();
const hosts: readonly StrategyHost[] = [createLuaHost(), createTsHost()];
let toldAt = -Infinity;

self.onmessage = ({ data }) => void answer(() => workOn(data));

async function workOn(order: ToBacktestWorker): Promise<void> {
  switch (order.type) {
    case "describe":
      return await describe(order.source);
    case "run": {
      const result = await run(order, giveWayIn(order));
      const { equity } = result.series;
      const [time, benchmark] = [toArray(result.series.time), toArray(result.series.benchmark)];
      const whole = { ...result, series: { time, equity, benchmark } };
      return self.postMessage(
        { type: "done", result: whole },
        buffersOf([time, equity, benchmark]),
      );
    }
    case "runKept": {
      const giveWay = giveWayIn(order);
      const work = () => run(order, giveWay);
      const kept = await keptRun(order.job, work, breatheWith(giveWay), giveWay);
      const pages = kept.trades.map(({ json }) => json);
      const columns = Object.values(kept.columns);
      return self.postMessage({ type: "kept", kept }, buffersOf([...pages, ...columns]));
    }
  }
}

/**
 * Memory is let go of at once by handing it on; what came with the job is nobody else's. A result is looked
 * up in times and closes.
 */
function letGo(job: BacktestJob): void {
  const needed = job.markets.flatMap(({ columns: { time, close } }) => [time, close]);
  const stays = new Set(buffersOf(needed));
  for (const buffer of buffersOf(columnsOf(job))) if (!stays.has(buffer)) buffer.transfer(0);
}

async function answer(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    self.postMessage({ type: "failed", fault: faultOf(error) });
  }
}

async function describe(source: StrategySource): Promise<void> {
  const host = hosts.find(({ language }) => language === source.language);
  if (!host) throw new Error(`Invariant: there is a host for ${source.language}`);
  self.postMessage({ type: "described", description: await host.describe(source) });
}

function giveWayIn({ rightOfWay }: RunOrder): GiveWay | undefined {
  return rightOfWay === null ? undefined : giveWayTo(rightOfWay, stopwatch);
}

/** Nothing comes in while it runs: it is told to end by the flag. */
function breatheWith(giveWay: GiveWay | undefined): Breathe {
  return () => {
    giveWay?.();
    return Promise.resolve();
  };
}

async function run(
  { job, dataHash, version, stop }: RunOrder,
  giveWay: GiveWay | undefined,
): Promise<BacktestResult> {
  return await runJob(job, {
    ...giveWay ? { giveWay } : {},
    hosts,
    version,
    dataHash,
    stopwatch,
    breathe: breatheWith(giveWay),
    isCanceled: () => isRaised(stop),
    progress(progress) {
      const now = performance.now();
      if (now - toldAt < PROGRESS_MS) return;
      toldAt = now;
      self.postMessage({ type: "progress", progress });
    },
    release: () => letGo(job),
  });
}
