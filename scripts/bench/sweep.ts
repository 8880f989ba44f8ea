/** A sweep of a thousand combinations: how it scales with workers, and what sharing a pass is worth. */
import process from "node:process";
import { WorkerPool } from "../../engine/backtest/pool/mod.ts";
import type { BacktestJob } from "../../engine/backtest/mod.ts";
import { systemTimers } from "../../engine/mod.ts";
import { benchJob } from "./bench_job.ts";

const BARS = 100_000;
/** Of each strategy; Lua takes its time. */
const STRATEGIES = [["ema_long_only_ts", 1_000], ["ema_long_only", 200]] as const;

/** One way to run the combinations. */
export interface SweepRun {
  readonly strategy: string;
  readonly workers: number;
  readonly combinations: number;
  readonly bars: number;
  readonly ms: number;
  /** Seconds of processor time of the whole process, so that a busy machine counts less. */
  readonly cpuSeconds: number;
  /** Resident memory at the end. */
  readonly memoryMb: number;
}

/** @param log is told what is measured */
export async function measureSweep(log: (text: string) => void): Promise<SweepRun[]> {
  const runs: SweepRun[] = [];
  const cores = navigator.hardwareConcurrency;
  for (const [strategy, combinations] of STRATEGIES) {
    const job = await benchJob(strategy, BARS);
    for (const workers of new Set([1, cores])) {
      log(`${combinations} combinations of ${strategy} on ${workers} workers`);
      runs.push(await measure(job, combinations, workers));
    }
  }
  return runs;
}

async function measure(
  job: BacktestJob,
  combinations: number,
  workers: number,
): Promise<SweepRun> {
  const url = new URL("../../dist/pool_worker.js", import.meta.url);
  using pool = new WorkerPool(job, { url, workers, timers: systemTimers });
  // 40 fast ones and 25 slow ones: 65 averages for a thousand accounts.
  const accounts = Array.from({ length: combinations }, (_, i) => ({
    parameters: { fast: 3 + i % 40, slow: 50 + 10 * Math.floor(i / 40) },
  }));
  const task = { range: null, accounts, detail: "RETURNS" as const };
  const never = new AbortController().signal;
  // Workers that have started and are warm.
  await pool.run({ ...task, accounts: accounts.slice(0, 2 * workers) }, () => {}, never);
  const cpu = process.cpuUsage();
  const started = performance.now();
  await pool.run(task, () => {}, never);
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return {
    strategy: job.settings.strategy.name,
    workers,
    combinations,
    bars: BARS,
    ms,
    cpuSeconds: (user + system) / 1e6,
    memoryMb: Deno.memoryUsage().rss / 1e6,
  };
}

if (import.meta.main) {
  const { sweepText } = await import("./sweep_text.ts");
  console.log(sweepText(await measureSweep(console.error)));
}
