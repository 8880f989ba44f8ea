import { type BacktestJob, keptCandles, type KeptColumns, keptCurve } from "../../backtest/mod.ts";
import {
  type OverfittingReport,
  sweep,
  type SweepRow,
  walkForward,
  type WalkForwardResult,
  type WalkRow,
} from "../../backtest/research/mod.ts";
import type { Evaluator } from "../../backtest/evaluation/mod.ts";
import { breathe } from "../breathe.ts";
import type { StudyInfo } from "./study_api.ts";
import { sweptInfo, walkedInfo } from "./study_info.ts";
import type { StudyPlan } from "./study_plan.ts";
import { packRows } from "./study_rows.ts";

/** Runs combinations, and says whether the best of them may be there by luck. */
export interface StudyEvaluator extends Evaluator, Disposable {
  judge(trials: readonly Float64Array[]): Promise<OverfittingReport | null>;
}

/** How far a study has come. */
export interface StudyProgress {
  /** From 0 to 1. */
  readonly share: number;
  readonly done: number;
  readonly of: number;
  readonly best: SweepRow | null;
  /** Windows that are finished. */
  readonly rows: readonly WalkRow[];
}

/** What a study leaves. */
export interface StudyOutcome {
  readonly info: Partial<StudyInfo>;
  readonly columns: KeptColumns;
  /** Ended before its time. */
  readonly isCanceled: boolean;
}

/** @throws InputError where the strategy does not load or a window has no candles */
export async function workOnStudy(
  evaluator: StudyEvaluator,
  job: BacktestJob,
  plan: StudyPlan,
  onProgress: (progress: StudyProgress) => void,
  signal: AbortSignal,
): Promise<StudyOutcome> {
  const outcome = plan.windows === null
    ? await searchAll(evaluator, plan, onProgress, signal)
    : await walk(evaluator, job, plan, plan.windows, onProgress, signal);
  return {
    ...outcome,
    columns: { ...outcome.columns, ...await keptCandles(job.markets, breathe) },
  };
}

async function searchAll(
  evaluator: StudyEvaluator,
  { space, objective, minTrades, search }: StudyPlan,
  onProgress: (progress: StudyProgress) => void,
  signal: AbortSignal,
): Promise<StudyOutcome> {
  const result = await sweep(evaluator, space, search(0), {
    objective,
    minTrades,
    range: null,
    judge: (trials) => evaluator.judge(trials),
    signal,
    onProgress: (progress) => onProgress({ ...progress, rows: [] }),
  });
  const { isCanceled, rows } = result;
  return { info: sweptInfo(result), columns: await packRows(rows, space.axes), isCanceled };
}

async function walk(
  evaluator: StudyEvaluator,
  { settings }: BacktestJob,
  { space, objective, minTrades, search }: StudyPlan,
  windows: NonNullable<StudyPlan["windows"]>,
  onProgress: (progress: StudyProgress) => void,
  signal: AbortSignal,
): Promise<StudyOutcome> {
  const { cash } = settings;
  const options = { windows, objective, minTrades, cash, search, signal, onProgress, breathe };
  const result = await walkForward(evaluator, space, options);
  const { isCanceled } = result;
  return { info: walkedInfo(result), columns: await curveOf(result, cash), isCanceled };
}

/** The account over all times tested on; nothing where none was. */
async function curveOf(
  { record }: WalkForwardResult,
  cash: number,
): Promise<KeptColumns> {
  if (record === null) return {};
  const { time, equity, benchmark } = record.columns;
  const held = benchmark?.map((value) => value * cash);
  await breathe();
  return await keptCurve(
    { time, equity, benchmark: held ?? new Float64Array(time.length).fill(cash) },
    cash,
    breathe,
  );
}
