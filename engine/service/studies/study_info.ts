import { type BacktestJob, resultMarket, textHash } from "../../backtest/mod.ts";
import type {
  SweepResult,
  SweepRow,
  WalkForwardResult,
  WalkRow,
} from "../../backtest/research/mod.ts";
import type { Json } from "../../domain/mod.ts";
import { dataOf, originOf, type PreparedBacktest } from "../backtest/mod.ts";
import { isUnderWay } from "../under_way.ts";
import type { StudyInfo, StudyInput, StudyLeader, StudyWindow } from "./study_api.ts";
import { summarised } from "./study_figures.ts";
import type { StudyPlan } from "./study_plan.ts";
import { combinationOf } from "./study_rows.ts";

/** When a study was begun, and by what. */
export interface Birth {
  readonly id: string;
  readonly createdAt: number;
  /** Of the program. */
  readonly version: string;
}

/** A study that waits for its turn. */
export async function freshInfo(
  { id, createdAt, version }: Birth,
  input: StudyInput,
  { asked, source, markets, terms }: Omit<PreparedBacktest<unknown>, "parameters">,
  plan: StudyPlan,
): Promise<StudyInfo> {
  const { space, objective, windows, of } = plan;
  const { name, language, text } = source;
  return {
    ...FRESH,
    id,
    kind: input.kind,
    of,
    strategy: name,
    symbols: input.symbols,
    timeframe: asked.timeframe,
    // Plain data by construction.
    settings: {
      ...terms,
      ...originOf(asked),
      ...asked.range,
      markets: markets.map(resultMarket),
      ...choiceOf(input, plan),
      strategy: { name, language, sha256: await textHash(text) },
      version,
    } as unknown as Json,
    data: await dataOf(markets),
    axes: space.axes,
    fixed: space.fixed,
    objective: objective.name,
    windowCount: windows?.length ?? 0,
    createdAt,
  };
}

/** The job that all combinations differ from by their parameters only. */
export function studyJob(
  { asked: { timeframe }, source, markets, terms }: Omit<PreparedBacktest<unknown>, "parameters">,
  parameters: BacktestJob["settings"]["parameters"],
): BacktestJob {
  return { settings: { ...terms, strategy: source, parameters, timeframe }, markets };
}

/** What came of a sweep, or what there was by the time it was ended. */
export function sweptInfo({ rows, best, overfitting }: SweepResult): Partial<StudyInfo> {
  const failures = rows.filter(({ status }) => status === "FAILED");
  return {
    done: rows.length,
    combinations: rows.length,
    scored: rows.filter(({ score }) => score !== null).length,
    failed: failures.length,
    firstFailure: failures[0]?.error ?? null,
    best: best && combinationOf(best, rows.indexOf(best)),
    overfitting,
  };
}

/** What came of a walk-forward, or of the windows that were finished. */
export function walkedInfo(result: WalkForwardResult): Partial<StudyInfo> {
  const { rows, figures, efficiency, profitableShare } = result;
  return {
    done: rows.reduce((sum, { tried }) => sum + tried, 0),
    windows: rows.map(windowOf),
    outcome: figures && { figures, efficiency, profitableShare },
  };
}

export function windowOf(row: WalkRow): StudyWindow {
  const { inSampleFigures, outOfSampleFigures } = row;
  return {
    ...row,
    inSampleFigures: inSampleFigures && summarised(inSampleFigures),
    outOfSampleFigures: outOfSampleFigures && summarised(outOfSampleFigures),
  };
}

export function leaderOf(best: SweepRow | null): StudyLeader | null {
  if (best === null) return null;
  const { parameters, score, figures } = best;
  return { parameters, score, figures: summarised(figures) };
}

/** What was under way when a program ended that did not keep what was asked for. */
export function interrupted(info: StudyInfo): StudyInfo {
  if (!isUnderWay(info)) return info;
  return { ...info, status: "CANCELED", leftMs: null, error: "The service ended before it did" };
}

function choiceOf(input: StudyInput, { space, choice, minTrades, objective }: StudyPlan) {
  const { parameters: given, where = [], windows } = input;
  const varying = space.axes.map(({ name }) => [name, given[name]] as const);
  const { search, trials, seed } = choice;
  return {
    parameters: { ...space.fixed, ...Object.fromEntries(varying) },
    constraints: space.constraints,
    where,
    search,
    ...(search === "GRID" ? {} : { trials }),
    seed,
    objective: objective.name,
    minTrades,
    ...(windows === undefined ? {} : { windows }),
  };
}

/** What a study is before its turn. */
export const FRESH: Omit<
  StudyInfo,
  | "id"
  | "kind"
  | "of"
  | "strategy"
  | "symbols"
  | "timeframe"
  | "settings"
  | "data"
  | "axes"
  | "fixed"
  | "objective"
  | "windowCount"
  | "createdAt"
> = {
  status: "QUEUED",
  progress: 0,
  done: 0,
  combinationsPerSecond: 0,
  leftMs: null,
  leader: null,
  error: null,
  combinations: 0,
  scored: 0,
  failed: 0,
  firstFailure: null,
  best: null,
  overfitting: null,
  windows: [],
  outcome: null,
  dataHash: null,
  finishedAt: null,
};
