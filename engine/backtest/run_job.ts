import { invariant } from "../domain/mod.ts";
import type { StrategyHost } from "../strategy/mod.ts";
import { Backtest } from "./backtest.ts";
import type { BacktestJob } from "./job.ts";
import { type BacktestResult, resultOf, resultSettings } from "./result.ts";
import type { RunProgress } from "./runner.ts";

/** How long a backtest goes on before it looks up: quick to end, and yet the loop costs nothing. */
const SLICE_MS = 25;
const FIRST_SLICE = 2_048;
const LEAST_SLICE = 64;

/** What running a job needs from where it runs. */
export interface RunWorld {
  readonly hosts: readonly StrategyHost[];
  /** Of the program. */
  readonly version: string;
  /** Of the job's candles, see `dataHash()`. */
  readonly dataHash: string;
  /** Milliseconds with fractions, from any moment on; results do not depend on it. */
  stopwatch(): number;
  /** Lets in whatever may end the run, where that takes a turn of the event loop. */
  breathe(): Promise<void>;
  isCanceled(): boolean;
  progress(progress: RunProgress): void;
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
  return await resultOf(record, { settings, dataHash: world.dataHash, elapsedMs });
}

async function runSlices(
  backtest: Backtest,
  world: RunWorld,
  elapsedMs: () => number,
): Promise<void> {
  let size = FIRST_SLICE;
  while (!backtest.isDone) {
    const from = elapsedMs();
    backtest.slice(size);
    const took = elapsedMs() - from;
    size = Math.max(LEAST_SLICE, Math.round(took > 0 ? size * SLICE_MS / took : size * 2));
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
