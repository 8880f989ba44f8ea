/**
 * One piece of work in a process of its own, so that none sees another's memory:
 * `growth_process.ts '{"bars":100000,"symbols":1,"combinations":0}'`. Prints a {@link GrowthTimes} as JSON.
 */
import process from "node:process";
import { workerBacktests } from "../../engine/backtest/mod.ts";
import { WorkerPool } from "../../engine/backtest/pool/mod.ts";
import { systemTimers } from "../../engine/mod.ts";
import { benchJob } from "./bench_job.ts";
import { crossings } from "./crossings.ts";
import { peakMb } from "./peak_memory.ts";

/** What is to be run. */
export interface GrowthPlan {
  /** Of each symbol. */
  readonly bars: number;
  readonly symbols: number;
  /** Of a sweep on all cores; 0 for a single backtest. */
  readonly combinations: number;
}

/** What it took, the making of the candles left out. */
export interface GrowthTimes {
  readonly ms: number;
  readonly cpuSeconds: number;
  /** The most memory the process had at any time; null where the system does not tell. */
  readonly peakMb: number | null;
}

const NEVER = new AbortController().signal;

async function measure({ bars, symbols, combinations }: GrowthPlan): Promise<GrowthTimes> {
  const job = await benchJob("ema_long_only_ts", bars, symbols);
  const cpu = process.cpuUsage();
  const started = performance.now();
  if (combinations === 0) {
    const url = new URL("../../dist/backtest_worker.js", import.meta.url);
    const backtests = workerBacktests({ url, version: "bench", timers: systemTimers });
    await backtests.run(job, () => {}, NEVER);
  } else {
    const url = new URL("../../dist/pool_worker.js", import.meta.url);
    const workers = navigator.hardwareConcurrency;
    using pool = new WorkerPool(job, { url, workers, timers: systemTimers });
    const accounts = crossings(combinations);
    await pool.run({ range: null, accounts, detail: "RETURNS" }, () => {}, NEVER);
  }
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuSeconds: (user + system) / 1e6, peakMb: peakMb() };
}

console.log(JSON.stringify(await measure(JSON.parse(Deno.args[0] ?? ""))));
Deno.exit(0);
