import { invariant } from "../domain/mod.ts";
import { GO_ON } from "../kernel/mod.ts";
import type { StrategyHost } from "../strategy/mod.ts";
import { Backtest } from "./backtest.ts";
import type { BacktestJob } from "./job.ts";
import { Pace, type PaceWorld } from "./pace.ts";
import { type BacktestResult, resultOf, resultSettings } from "./result.ts";
import type { RunProgress } from "./runner.ts";

/** What running a job needs from where it runs. */
export interface RunWorld extends PaceWorld {
  readonly hosts: readonly StrategyHost[];
  /** Of the program. */
  readonly version: string;
  /** Of the job's candles, see `dataHash()`. */
  readonly dataHash: string;
  /** Lets in whatever may end the run, where that takes a turn of the event loop. */
  breathe(): Promise<void>;
  isCanceled(): boolean;
  progress(progress: RunProgress): void;
  /** Of the candles, only times and closes are needed from here on. */
  release?(): void;
}

/**
 * Runs a backtest to its end, or to where it is canceled.
 *
 * @throws StrategyFault when the strategy does not load; InputError
 */
export async function runJob(job: BacktestJob, world: RunWorld): Promise<BacktestResult> {
  const { language } = job.settings.strategy;
  const host = world.hosts.find((candidate) => candidate.language === language);
  invariant(host, `there is a host for ${language}`);
  const started = world.stopwatch();
  const elapsedMs = () => world.stopwatch() - started;
  const backtest = await Backtest.prepare(job, host);
  await runSlices(backtest, world, elapsedMs);
  const record = backtest.finish();
  const settings = await resultSettings(job, world.version);
  world.release?.();
  const { dataHash, giveWay = GO_ON } = world;
  return await resultOf(record, { settings, dataHash, elapsedMs, giveWay });
}

async function runSlices(
  backtest: Backtest,
  world: RunWorld,
  elapsedMs: () => number,
): Promise<void> {
  const pace = new Pace(world);
  while (!backtest.isDone) {
    pace.goOn(backtest);
    world.progress(progressOf(backtest, elapsedMs()));
    await world.breathe();
    if (world.isCanceled()) backtest.cancel();
  }
}

function progressOf(backtest: Backtest, elapsedMs: number): RunProgress {
  const progress = backtest.progress();
  const { candles, of } = progress;
  const rate = elapsedMs > 0 ? candles / elapsedMs : 0;
  return {
    ...progress,
    share: of > 0 ? candles / of : 1,
    candlesPerSecond: rate * 1_000,
    leftMs: rate > 0 ? (of - candles) / rate : null,
  };
}
