import type { StrategyDescription, StrategySource } from "../strategy/mod.ts";
import type { BacktestProgress } from "./backtest.ts";
import type { BacktestJob } from "./job.ts";
import type { KeptRun } from "./kept/mod.ts";
import type { BacktestResult } from "./result.ts";

/** How far a backtest has come, and how fast. */
export interface RunProgress extends BacktestProgress {
  /** From 0 to 1. */
  readonly share: number;
  /** Candles worked off a second, so far. */
  readonly candlesPerSecond: number;
  /** Milliseconds that the rest will take at that rate; null while there is no rate. */
  readonly leftMs: number | null;
}

/** Runs backtests somewhere: in a worker, or in the caller's own thread. */
export interface BacktestRunner {
  /** What a strategy declares; one that cannot be used has an `error`. */
  describe(source: StrategySource): Promise<StrategyDescription>;
  /**
   * Runs one backtest. An aborted `signal` ends it: the result has what there is by then and the status
   * `CANCELED`.
   *
   * The job's columns may be handed over to another thread: do not use them afterwards, unless they lie in
   * shared memory.
   *
   * @throws InputError when the strategy does not load or the markets do not go together
   */
  run(
    job: BacktestJob,
    onProgress: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<BacktestResult>;
  /** The same, handing over what is kept of the result only: little, however long the backtest. */
  runKept(
    job: BacktestJob,
    onProgress: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<KeptRun>;
}
