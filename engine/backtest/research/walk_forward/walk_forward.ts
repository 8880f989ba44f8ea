import type { ParameterValues } from "../../../strategy/mod.ts";
import type { Evaluator } from "../../evaluation/mod.ts";
import {
  type Figures,
  NO_MARKET_TIME,
  statistics,
  type WholeRecord,
} from "../../statistics/mod.ts";
import type { Search } from "../search/search.ts";
import type { ParameterSpace } from "../space/parameter_space.ts";
import type { Objective } from "../sweep/objective.ts";
import { sweep, type SweepResult, type SweepRow } from "../sweep/sweep.ts";
import { stitched } from "./stitch.ts";
import type { WalkWindow } from "./windows.ts";

/** One window: what was found, and what it was worth after. */
export interface WalkRow extends WalkWindow {
  /** Null where no combination had a score: nothing was traded then. */
  readonly parameters: ParameterValues | null;
  readonly score: number | null;
  readonly inSampleFigures: Figures | null;
  readonly outOfSampleFigures: Figures | null;
  /** Combinations that were tried. */
  readonly tried: number;
}

/** Plain data. */
export interface WalkForwardResult {
  readonly objective: string;
  readonly rows: readonly WalkRow[];
  /** All times tested on as one run of one account; null where nothing was. */
  readonly record: WholeRecord | null;
  readonly figures: Figures | null;
  /**
   * Walk-forward efficiency: the rate earned on the times tested on ÷ the rate that the chosen ones had earned
   * on the times searched (Pardo, "The Evaluation and Optimization of Trading Strategies", 2nd edition, 2008;
   * he asks for half at least), both compounded continuously. Null where nothing was earned while searching.
   */
  readonly efficiency: number | null;
  /** Windows that earned something on the time tested on ÷ windows. */
  readonly profitableShare: number | null;
  readonly isCanceled: boolean;
}

export interface WalkForwardOptions {
  readonly windows: readonly WalkWindow[];
  readonly objective: Objective;
  readonly minTrades: number;
  readonly cash: number;
  /** A search for window number `index`; each has to be a new one. */
  search(index: number): Search;
  readonly signal: AbortSignal;
  onProgress(progress: WalkProgress): void;
  /** Between the longer pieces of what is done in the caller's own thread. */
  breathe?(): Promise<void>;
}

export interface WalkProgress {
  readonly share: number;
  readonly window: number;
  readonly windows: number;
  /** Combinations that were tried, and that may be in all windows together. */
  readonly done: number;
  readonly of: number;
  readonly candles: number;
  /** The best of the window that is being searched. */
  readonly best: SweepRow | null;
  /** Windows that are finished. */
  readonly rows: readonly WalkRow[];
}

/**
 * Searches each window and tests the best on the time that follows, on one account from window to window.
 * What is open at the end of a window is closed there.
 *
 * @throws InputError where the strategy does not load or a window has no candles
 */
export async function walkForward(
  evaluator: Evaluator,
  space: ParameterSpace,
  options: WalkForwardOptions,
): Promise<WalkForwardResult> {
  const { windows, signal } = options;
  const rows: WalkRow[] = [];
  const records: WholeRecord[] = [];
  let { cash } = options;
  let candles = 0;
  let done = 0;
  for (const [index, window] of windows.entries()) {
    const searched = await sweep(evaluator, space, options.search(index), {
      ...options,
      range: window.inSample,
      judge: null,
      onProgress: (progress) =>
        options.onProgress({
          share: (index + progress.share) / windows.length,
          window: index,
          windows: windows.length,
          done: done + progress.done,
          of: done + progress.of * (windows.length - index),
          candles: candles + progress.candles,
          best: progress.best,
          rows,
        }),
    });
    if (searched.isCanceled || !(cash > 0)) break;
    done += searched.rows.length;
    candles += searched.rows.reduce((sum, { figures }) => sum + figures.bars, 0);
    const tested = await testBest(evaluator, window, searched, cash, signal);
    if (tested === null) break;
    const { record, figures } = tested;
    rows.push(rowOf(window, searched, figures));
    records.push(record);
    cash = record.columns.equity.at(-1) ?? cash;
  }
  return await resultOf(options, rows, records);
}

/** What the time tested on left. */
interface Tested {
  readonly record: WholeRecord;
  /** Null where nothing was traded, as no combination had a score. */
  readonly figures: Figures | null;
}

/** @returns null where it was canceled */
async function testBest(
  evaluator: Evaluator,
  { outOfSample }: WalkWindow,
  { best }: SweepResult,
  cash: number,
  signal: AbortSignal,
): Promise<Tested | null> {
  const parameters = best ? { parameters: best.parameters } : {};
  const task = {
    range: outOfSample,
    accounts: [{ ...parameters, cash, closeAtEnd: true }],
    detail: "RECORD" as const,
  };
  const [summary] = await evaluator.run(task, () => {}, signal);
  if (!summary?.record) return null;
  const { record, figures } = summary;
  return best ? { record, figures } : { record: idle(record), figures: null };
}

/** The same bars with an account that does nothing. */
function idle(record: WholeRecord): WholeRecord {
  const { columns, initialCash } = record;
  const equity = new Float64Array(columns.equity.length).fill(initialCash);
  const nothing = { inMarket: NO_MARKET_TIME, trades: [], tradedNotional: 0, fees: 0, funding: 0 };
  return { ...record, ...nothing, columns: { ...columns, equity } };
}

function rowOf(
  window: WalkWindow,
  { best, rows }: SweepResult,
  outOfSampleFigures: Figures | null,
): WalkRow {
  return {
    ...window,
    parameters: best?.parameters ?? null,
    score: best?.score ?? null,
    inSampleFigures: best?.figures ?? null,
    outOfSampleFigures,
    tried: rows.length,
  };
}

async function resultOf(
  { objective, signal, breathe }: WalkForwardOptions,
  rows: readonly WalkRow[],
  records: readonly WholeRecord[],
): Promise<WalkForwardResult> {
  const record = records.length > 0 ? stitched(records) : null;
  await breathe?.();
  const figures = record && statistics(record).figures;
  await breathe?.();
  const profitable = rows.filter(({ outOfSampleFigures }) =>
    (outOfSampleFigures?.totalReturn ?? 0) > 0
  );
  return {
    objective: objective.name,
    rows,
    record,
    figures,
    efficiency: efficiencyOf(rows),
    profitableShare: rows.length > 0 ? profitable.length / rows.length : null,
    isCanceled: signal.aborted,
  };
}

function efficiencyOf(rows: readonly WalkRow[]): number | null {
  let [earnedIn, timeIn, earnedOut, timeOut] = [0, 0, 0, 0];
  for (const { inSample, outOfSample, inSampleFigures, outOfSampleFigures } of rows) {
    earnedIn += growthOf(inSampleFigures);
    timeIn += inSample.to - inSample.from;
    earnedOut += growthOf(outOfSampleFigures);
    timeOut += outOfSample.to - outOfSample.from;
  }
  const efficiency = earnedOut / timeOut / (earnedIn / timeIn);
  return earnedIn > 0 && Number.isFinite(efficiency) ? efficiency : null;
}

/** Logarithm of final ÷ initial; −∞ where all was lost. */
function growthOf(figures: Figures | null): number {
  return Math.log(Math.max(0, 1 + (figures?.totalReturn ?? 0)));
}
