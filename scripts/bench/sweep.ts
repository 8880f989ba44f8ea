/** A sweep of a thousand combinations: how it scales with workers, and what sharing a pass is worth. */
import process from "node:process";
import { fileURLToPath } from "node:url";
import { WorkerPool } from "../../engine/backtest/pool/mod.ts";
import type { BacktestJob } from "../../engine/backtest/mod.ts";
import {
  type CandleColumns,
  DEFAULT_EXECUTION,
  DEFAULT_RISK,
  emptyColumns,
} from "../../engine/domain/mod.ts";
import { Prng } from "../../engine/kernel/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { StrategyLibrary, systemTimers } from "../../engine/mod.ts";

const BARS = 100_000;
/** Of each strategy; Lua takes its time. */
const STRATEGIES = [["ema_long_only_ts", 1_000], ["ema_long_only", 200]] as const;
/** A unit costs some 30,000. */
const CASH = 10_000_000;
const MINUTE = 60_000;
const FOLDER = fileURLToPath(new URL("../../tests/bench/strategies", import.meta.url));

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
    const job = await jobOf(strategy);
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

async function jobOf(name: string): Promise<BacktestJob> {
  const strategy = await new StrategyLibrary([FOLDER]).find(name);
  const markets = [{
    instrument: requireInstrument("BTCUSDT"),
    columns: walk(),
    candleMs: MINUTE,
  }];
  const settings = {
    strategy,
    parameters: { fast: 10, slow: 20 },
    timeframe: "1m" as const,
    cash: CASH,
    execution: DEFAULT_EXECUTION,
    risk: DEFAULT_RISK,
    windowSize: 500,
    closeAtEnd: true,
  };
  return { settings, markets };
}

/** A random walk around 30,000, the same every time. */
function walk(): CandleColumns {
  const random = Prng.from("sweep bench");
  const columns = emptyColumns(BARS);
  let price = 30_000;
  for (let i = 0; i < BARS; i++) {
    const close = Math.round(price * (1 + (random.uniform() - 0.5) * 0.002) * 100) / 100;
    columns.time[i] = Date.UTC(2024, 0, 1) + i * MINUTE;
    columns.open[i] = price;
    columns.high[i] = Math.max(price, close) + 4;
    columns.low[i] = Math.min(price, close) - 4;
    columns.close[i] = price = close;
    columns.volume[i] = 10 * random.uniform();
  }
  return columns;
}

if (import.meta.main) {
  const { sweepText } = await import("./sweep_text.ts");
  console.log(sweepText(await measureSweep(console.error)));
}
