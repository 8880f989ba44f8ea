import type { ParameterValues } from "../../../strategy/mod.ts";
import type { AccountChange, Evaluator, RunSummary, TimeRange } from "../../evaluation/mod.ts";
import type { Figures } from "../../statistics/mod.ts";
import type { Search } from "../search/search.ts";
import type { OverfittingReport } from "../significance/overfitting.ts";
import type { Axis } from "../space/axis.ts";
import type { ParameterSpace, Point } from "../space/parameter_space.ts";
import type { Objective } from "./objective.ts";

/** Returns of all combinations together that are kept to judge them by: 160 MB. */
export const MAX_KEPT_RETURNS = 20_000_000;

/** One combination and what came of it. */
export interface SweepRow {
  readonly parameters: ParameterValues;
  readonly point: Point;
  readonly status: RunSummary["status"];
  readonly error: string | null;
  /** What the objective says, higher is better; null where it has none, or too few trades. */
  readonly score: number | null;
  readonly figures: Figures;
}

/** Plain data. */
export interface SweepResult {
  readonly objective: string;
  readonly axes: readonly Axis[];
  /** In the order they were tried in. */
  readonly rows: readonly SweepRow[];
  /** The row with the highest score, the first of equals; null without one. */
  readonly best: SweepRow | null;
  /** Null where there is too little to judge by, or no best. */
  readonly overfitting: OverfittingReport | null;
  /** Ended before its time: the rows are those that were finished. */
  readonly isCanceled: boolean;
}

export interface SweepProgress {
  /** Of all that may be tried, 0 to 1. */
  readonly share: number;
  readonly done: number;
  readonly of: number;
  /** Candles worked off, each for every combination it was worked off for. */
  readonly candles: number;
  readonly best: SweepRow | null;
}

export interface SweepOptions {
  readonly objective: Objective;
  /** Combinations with fewer trades have no score. */
  readonly minTrades: number;
  /** Where trading begins and ends; null for all there is. */
  readonly range: TimeRange | null;
  /** In what all accounts differ from the job's settings. */
  readonly account?: AccountChange;
  /** Says whether the best may be there by luck, see `overfittingReport()`; null where nobody asks. */
  readonly judge: ((trials: readonly Float64Array[]) => Promise<OverfittingReport | null>) | null;
  readonly signal: AbortSignal;
  onProgress(progress: SweepProgress): void;
}

/**
 * Tries what a search asks for and keeps what came of it.
 *
 * @throws InputError where the strategy does not load or the range has no candles
 */
export async function sweep(
  evaluator: Evaluator,
  space: ParameterSpace,
  search: Search,
  options: SweepOptions,
): Promise<SweepResult> {
  const trials = new Trials(space, search, options);
  const { signal, range, account } = options;
  while (!signal.aborted) {
    const points = search.next();
    if (points.length === 0) break;
    const accounts = points.map((point) => ({ ...account, parameters: space.valuesAt(point) }));
    const detail = trials.keepsReturns ? "RETURNS" as const : "FIGURES" as const;
    const summaries = await evaluator.run(
      { range, accounts, detail },
      (progress) => trials.tell(points.length, progress),
      signal,
      (account, summary) => trials.hear(points[account]!, summary),
    );
    const rows = trials.add(points, summaries);
    search.tell(rows.map((row, i) => ({ point: points[i]!, score: row?.score ?? null })));
  }
  return await trials.result();
}

/** What was tried so far. */
class Trials {
  readonly #space: ParameterSpace;
  readonly #search: Search;
  readonly #options: SweepOptions;
  readonly #rows: SweepRow[] = [];
  #returns: Float64Array[] = [];
  #keptReturns = 0;
  #candles = 0;
  #candlesNow = 0;
  #best: SweepRow | null = null;
  /** The best of what is known so far, for those who watch. */
  #leader: SweepRow | null = null;

  constructor(space: ParameterSpace, search: Search, options: SweepOptions) {
    this.#space = space;
    this.#search = search;
    this.#options = options;
  }

  get keepsReturns(): boolean {
    return this.#options.judge !== null && this.#keptReturns <= MAX_KEPT_RETURNS;
  }

  /** One is known, though others that were asked for before it may not be. */
  hear(point: Point, summary: RunSummary): void {
    const score = this.#scoreOf(summary);
    if (score === null || score <= (this.#leader?.score ?? -Infinity)) return;
    this.#leader = this.#rowOf(point, summary, score);
  }

  tell(points: number, progress: { share: number; done: number; candles: number }): void {
    const tried = this.#rows.length;
    const of = this.#search.budget;
    this.#candlesNow = progress.candles;
    this.#options.onProgress({
      share: Math.min(1, (tried + progress.share * points) / of),
      done: tried + progress.done,
      of,
      candles: this.#candles + progress.candles,
      best: this.#leader ?? this.#best,
    });
  }

  add(
    points: readonly Point[],
    summaries: readonly (RunSummary | null)[],
  ): (SweepRow | null)[] {
    this.#candles += this.#candlesNow;
    return summaries.map((summary, i) => summary && this.#addRow(points[i]!, summary));
  }

  async result(): Promise<SweepResult> {
    const { objective, judge, signal } = this.#options;
    return {
      objective: objective.name,
      axes: this.#space.axes,
      rows: this.#rows,
      best: this.#best,
      // Where nothing has a score there is no best to be doubted.
      overfitting: this.#best && (await judge?.(this.#returns) ?? null),
      isCanceled: signal.aborted,
    };
  }

  #addRow(point: Point, summary: RunSummary): SweepRow {
    const row = this.#rowOf(point, summary, this.#scoreOf(summary));
    const { score } = row;
    this.#rows.push(row);
    if (score !== null && (this.#best === null || score > this.#best.score!)) this.#best = row;
    if (summary.returns && summary.status === "DONE") this.#keep(summary.returns);
    return row;
  }

  #scoreOf({ status, figures }: RunSummary): number | null {
    const { objective, minTrades } = this.#options;
    return status === "DONE" && figures.trades >= minTrades ? objective.score(figures) : null;
  }

  #rowOf(point: Point, summary: RunSummary, score: number | null): SweepRow {
    const { status, error, figures } = summary;
    return { parameters: this.#space.valuesAt(point), point, status, error, score, figures };
  }

  #keep(returns: Float64Array): void {
    this.#keptReturns += returns.length;
    // Judged by a part of what was tried, luck would look like skill.
    if (this.keepsReturns) this.#returns.push(returns);
    else this.#returns = [];
  }
}
