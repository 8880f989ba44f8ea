import { BacktestBatch } from "../batch.ts";
import type { BacktestJob } from "../job.ts";
import { Pace, type PaceWorld } from "../pace.ts";
import type { StrategyHost } from "../../strategy/mod.ts";
import { marketsIn } from "./market_range.ts";
import type { PassMemory } from "./pass_memory.ts";
import { summaryOf } from "./summary.ts";
import type { EvaluationTask, RunSummary } from "./task.ts";

/** What running needs from where it runs. */
export interface BatchWorld extends PaceWorld {
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
  return records.map((record, i) => summaryOf(all[i]!, record, detail, world.giveWay));
}

/** In steps, so that it can be watched, and ended at any moment. */
export async function runSlices(batch: BacktestBatch, world: BatchWorld): Promise<void> {
  const accounts = batch.portfolios.length;
  const pace = new Pace(world);
  while (!batch.isDone) {
    pace.goOn(batch);
    world.progress(batch.candles / batch.of, batch.candles * accounts);
    await world.breathe();
    if (world.isCanceled()) batch.cancel();
  }
}
