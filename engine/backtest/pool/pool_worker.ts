/**
 * The entry of a worker of the pool, without permissions. Bundled into one file, so nothing it imports may
 * need the network, the disk or the environment.
 */
/// <reference lib="deno.worker" />
import { invariant } from "../../domain/mod.ts";
import { type GiveWay, giveWayTo, GO_ON } from "../../kernel/mod.ts";
import type { StrategyHost } from "../../strategy/mod.ts";
import { createLuaHost } from "../../strategy/lua/mod.ts";
import { createTsHost } from "../../strategy/ts/mod.ts";
import { type BatchWorld, type EvaluationTask, PassMemory, runBatch } from "../evaluation/mod.ts";
import {
  chanceCheck,
  type ChanceOptions,
  lookAheadCheck,
  spikesOf,
  warmUpCheck,
} from "../honesty/mod.ts";
import type { BacktestJob } from "../job.ts";
import { overfittingReport } from "../research/mod.ts";
import { faultOf } from "../worker/fault.ts";
import { isRaised } from "../worker/stop_flag.ts";
import type { CheckReports, FromPoolWorker, ToPoolWorker } from "./messages.ts";
import { summaryBuffers } from "./summary_buffers.ts";

/** Progress is told no more often than it can be looked at. */
const PROGRESS_MS = 100;

interface WorkerScope {
  onmessage: ((event: MessageEvent<ToPoolWorker>) => void) | null;
  postMessage(message: FromPoolWorker, transfer?: Transferable[]): void;
}

declare const self: WorkerScope;

const CHECKS: {
  readonly [Name in keyof CheckReports]: (
    job: BacktestJob,
    host: StrategyHost,
    world: BatchWorld,
    options: ChanceOptions,
  ) => Promise<CheckReports[Name] | null>;
} = {
  lookAhead: (job, host, world) => lookAheadCheck(job, host, world),
  warmUp: (job, host, world) => warmUpCheck(job, host, world),
  chance: chanceCheck,
  prices: ({ markets }) => Promise.resolve(spikesOf(markets)),
};

const hosts: readonly StrategyHost[] = [createLuaHost(), createTsHost()];
/** Of the one job this worker is opened with. */
const memory = new PassMemory();
let open: ToPoolWorker & { type: "open" } | null = null;
let toldAt = -Infinity;

self.onmessage = ({ data }) => {
  if (data.type === "open") openWith(data);
  else if (data.type === "check") void answer(() => check(data.check, data.options));
  else if (data.type === "judge") void answer(() => judge(data.trials));
  else void answer(() => run(data.task));
};

function openWith(message: ToPoolWorker & { type: "open" }): void {
  open = message;
  if (message.rightOfWay) WORLD.giveWay = giveWayTo(message.rightOfWay, WORLD.stopwatch);
}

const WORLD: BatchWorld & { giveWay?: GiveWay } = {
  stopwatch: () => performance.now(),
  // Nothing comes in while it works: it is told to end by the flag.
  breathe: () => Promise.resolve(),
  isCanceled: () => open !== null && isRaised(open.stop),
  progress(share, candles) {
    const now = performance.now();
    if (now - toldAt < PROGRESS_MS) return;
    toldAt = now;
    self.postMessage({ type: "progress", share, candles });
  },
};

async function answer(work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    self.postMessage({ type: "failed", fault: faultOf(error) });
  }
}

async function run(task: EvaluationTask): Promise<void> {
  const { job, host } = opened();
  const results = await runBatch(job, task, host, WORLD, memory);
  self.postMessage({ type: "done", results }, summaryBuffers(results ?? []));
}

async function check(name: keyof CheckReports, options: ChanceOptions): Promise<void> {
  const { job, host } = opened();
  const report = await CHECKS[name](job, host, WORLD, options);
  self.postMessage({ type: "checked", report });
}

function judge(trials: readonly Float64Array[]): void {
  const report = WORLD.isCanceled() ? null : overfittingReport(trials, WORLD.giveWay ?? GO_ON);
  self.postMessage({ type: "judged", report });
}

function opened(): { job: BacktestJob; host: StrategyHost } {
  invariant(open, "a job comes before its tasks");
  const { job } = open;
  const { language } = job.settings.strategy;
  const host = hosts.find((candidate) => candidate.language === language);
  invariant(host, `there is a host for ${language}`);
  return { job, host };
}
