import { GO_ON } from "../../kernel/mod.ts";
import type { StrategyHost } from "../../strategy/mod.ts";
import { type BatchWorld, runBatch } from "../evaluation/mod.ts";
import type { BacktestJob } from "../job.ts";
import {
  monteCarlo,
  type MonteCarloReport,
  randomEntries,
  type RandomEntriesReport,
} from "../research/mod.ts";

/** Unless told. */
export const USUAL_SIMULATIONS = 1_000;

export interface ChanceOptions {
  /** Of the Monte Carlo simulation. */
  readonly simulations: number;
}

/** What chance had to do with a result. Plain data. */
export interface ChanceReport {
  /** Null for too few trades. */
  readonly randomEntries: RandomEntriesReport | null;
  readonly monteCarlo: MonteCarloReport;
}

/**
 * Runs the job once more, for all of its bars and trades, and holds it against chance.
 *
 * @returns null where it was canceled
 * @throws StrategyFault when the strategy does not load; InputError for a number of simulations that cannot be
 */
export async function chanceCheck(
  job: BacktestJob,
  host: StrategyHost,
  world: BatchWorld,
  { simulations }: ChanceOptions,
): Promise<ChanceReport | null> {
  const task = { range: null, accounts: [{}], detail: "RECORD" as const };
  const [summary] = await runBatch(job, task, host, world) ?? [];
  if (!summary?.record) return null;
  const { seed } = job.settings.execution;
  const { giveWay = GO_ON } = world;
  const markets = job.markets.map(({ instrument, columns }) => [instrument.code, columns] as const);
  return {
    randomEntries: randomEntries(summary.record.trades, new Map(markets), { seed, giveWay }),
    monteCarlo: monteCarlo(summary.record, { simulations, seed, giveWay }),
  };
}
