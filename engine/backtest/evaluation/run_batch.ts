import { BacktestBatch } from "../batch.ts";
import type { BacktestJob } from "../job.ts";
import type { StrategyHost } from "../../strategy/mod.ts";
import { marketsIn } from "./market_range.ts";
import type { PassMemory } from "./pass_memory.ts";
import { summaryOf } from "./summary.ts";
import type { EvaluationTask, RunSummary } from "./task.ts";

/** How long a batch goes on before it looks up: quick to end, and yet the loop costs nothing. */
const SLICE_MS = 25;
const FIRST_SLICE = 512;
const LEAST_SLICE = 64;

/** What running needs from where it runs. */
export interface BatchWorld {
  /** Milliseconds from any moment on; results do not depend on it. */
  stopwatch(): number;
  /** Lets in whatever may end the run, where that takes a turn of the event loop. */
  breathe(): Promise<void>;
  isCanceled(): boolean;
  /** @param share of the batch that is done, 0 to 1 @param candles of all accounts together */
  progress(share: number, candles: number): void;
}

/**
 * Runs a task's accounts in one pass.
 *
 * @param memory of passes before, for the same job
 * @returns null where it was canceled
 * @throws StrategyFault when the strategy does not load; InputError for a range without candles
 */
export async function runBatch(
  { settings, markets }: BacktestJob,
  { range, accounts, detail }: EvaluationTask,
  host: StrategyHost,
  world: BatchWorld,
  memory: PassMemory | null = null,
): Promise<RunSummary[] | null> {
  const { timeframe, windowSize } = settings;
  const part = range === null ? markets : marketsIn(markets, range, timeframe, windowSize);
  const all = accounts.map((change) => ({ ...settings, ...change }));
  const shelves = memory?.shelves(range, part, timeframe) ?? [];
  const batch = await BacktestBatch.prepare(part, all, host, { shelves });
  await runSlices(batch, world);
  const records = batch.finish();
  if (world.isCanceled()) return null;
  return records.map((record, i) => summaryOf(all[i]!, record, detail));
}

/** In steps, so that it can be watched, and ended at any moment. */
export async function runSlices(batch: BacktestBatch, world: BatchWorld): Promise<void> {
  const accounts = batch.portfolios.length;
  let size = FIRST_SLICE;
  while (!batch.isDone) {
    const from = world.stopwatch();
    batch.slice(size);
    const took = world.stopwatch() - from;
    size = Math.max(LEAST_SLICE, Math.round(took > 0 ? size * SLICE_MS / took : size * 2));
    world.progress(batch.candles / batch.of, batch.candles * accounts);
    await world.breathe();
    if (world.isCanceled()) batch.cancel();
  }
}
