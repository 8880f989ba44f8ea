import type { BacktestSettings } from "../job.ts";
import type { BacktestRecord } from "../record.ts";
import type { Figures, WholeRecord } from "../statistics/mod.ts";

/** Candles that open from `from` on and before `to`, UTC epoch milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** In what an account differs from the job's settings. Plain data. */
export type AccountChange = Partial<
  Pick<BacktestSettings, "parameters" | "execution" | "risk" | "cash" | "closeAtEnd">
>;

/** Accounts to be run over the same candles. Plain data: it travels to workers. */
export interface EvaluationTask {
  /** Where trading begins and ends; null for all there is. What comes before only warms up. */
  readonly range: TimeRange | null;
  readonly accounts: readonly AccountChange[];
  /** `RETURNS`: the periodic returns besides the figures. `RECORD`: also all that figures are made of. */
  readonly detail: "FIGURES" | "RETURNS" | "RECORD";
}

/** What came of an account. Plain data. */
export interface RunSummary {
  /** `FAILED`: the figures are those up to there. */
  readonly status: BacktestRecord["status"];
  readonly error: string | null;
  readonly figures: Figures;
  /** One a UTC day, or a bar where bars are longer; null where they were not asked for. */
  readonly returns: Float64Array | null;
  readonly record: WholeRecord | null;
}

/** How far a task is. */
export interface EvaluationProgress {
  /** From 0 to 1. */
  readonly share: number;
  /** Accounts that are finished, and how many there are. */
  readonly done: number;
  readonly of: number;
  /** Candles worked off, each for every account it was worked off for. */
  readonly candles: number;
}

/** Runs accounts somewhere: on a pool of workers, or in the caller's own thread. */
export interface Evaluator {
  /**
   * What came of each account, in order; null for those that an aborted `signal` left unfinished.
   *
   * @param onFinished told what came of an account as soon as it is known, in whatever order they finish
   * @throws InputError where the strategy does not load or the range has no candles
   */
  run(
    task: EvaluationTask,
    onProgress: (progress: EvaluationProgress) => void,
    signal: AbortSignal,
    onFinished?: (account: number, summary: RunSummary) => void,
  ): Promise<readonly (RunSummary | null)[]>;
}
