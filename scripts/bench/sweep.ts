/** A sweep of a thousand combinations: how it scales with workers, and what sharing a pass is worth. */
import process from "node:process";
import { WorkerPool } from "../../engine/backtest/pool/mod.ts";
import type { BacktestJob } from "../../engine/backtest/mod.ts";
import { systemTimers } from "../../engine/mod.ts";
import { bareScaling } from "./bare_scaling.ts";
import { benchJob } from "./bench_job.ts";
import { crossings } from "./crossings.ts";

const BARS = 100_000;
/** Of each way the fastest round counts; they take turns. */
const ROUNDS = 2;
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

export interface SweepReport {
  readonly runs: readonly SweepRun[];
  /** How many times as much a bare loop gets done on all cores as on one: more cannot be had. */
  readonly bareScaling: number;
}

/** @param log is told what is measured */
export async function measureSweep(log: (text: string) => void): Promise<SweepReport> {
  const cores = navigator.hardwareConcurrency;
  const runs: SweepRun[] = [];
  for (const [strategy, combinations] of STRATEGIES) {
    const job = await benchJob(strategy, BARS);
    const ways = [...new Set([1, cores])];
    const rounds: SweepRun[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const workers of ways) {
        log(`${combinations} combinations of ${strategy} on ${workers} workers`);
        rounds.push(await measure(job, combinations, workers));
      }
    }
    runs.push(...ways.map((workers) => fastest(rounds.filter((run) => run.workers === workers))));
  }
  log("a bare loop");
  return { runs, bareScaling: await bareScaling(cores) };
}

function fastest(runs: readonly SweepRun[]): SweepRun {
  return runs.reduce((best, run) => run.ms < best.ms ? run : best);
}

async function measure(
  job: BacktestJob,
  combinations: number,
  workers: number,
): Promise<SweepRun> {
  const url = new URL("../../dist/pool_worker.js", import.meta.url);
  using pool = new WorkerPool(job, { url, workers, timers: systemTimers });
  const accounts = crossings(combinations);
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
