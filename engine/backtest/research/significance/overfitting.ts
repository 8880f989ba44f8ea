import { type GiveWay, GO_ON } from "../../../kernel/mod.ts";
import { blocksFor, cscv, type CscvResult } from "./cscv.ts";
import {
  deflatedSharpe,
  expectedBestSharpe,
  independentTrials,
  meanCorrelation,
} from "./deflated_sharpe.ts";
import { count } from "../../words/mod.ts";
import { shapeOf } from "./moments.ts";

/** Above it the authors of the method turn a strategy down. */
const CONFIDENCE = 0.95;
/** Half is what luck gives. */
const OVERFIT = 0.5;
/** Returns below which nothing is said: as for the figures. */
const MIN_RETURNS = 30;
const MIN_TRIALS = 2;

/** Whether the best of a sweep may be there by luck. */
export interface OverfittingReport {
  readonly trials: number;
  /** What so many trials amount to, correlated as they are. */
  readonly independentTrials: number;
  /** Sharpe ratio of one period of the best, and the best that luck would have given. */
  readonly bestSharpe: number;
  readonly luckySharpe: number;
  /** Probability that the best is better than luck (deflated Sharpe ratio). */
  readonly deflatedSharpe: number;
  /** Null where there are too few returns to cut them up. */
  readonly crossValidation: CscvResult | null;
  /** `LOSING`: the best has earned nothing, so there is nothing to doubt. */
  readonly verdict: "FINE" | "DOUBTFUL" | "OVERFIT" | "LOSING";
  /** The verdict in plain words. */
  readonly words: string;
}

/**
 * @param trials periodic returns of all that was tried, the failed ones left out
 * @param giveWay called often
 * @returns null for too few trials, or returns of too few periods
 */
export function overfittingReport(
  trials: readonly Float64Array[],
  giveWay: GiveWay = GO_ON,
): OverfittingReport | null {
  const rows = trials.reduce((most, { length }) => Math.max(most, length), 0);
  if (trials.length < MIN_TRIALS || rows < MIN_RETURNS) return null;
  const columns = trials.map((returns) => padded(returns, rows));
  const ratios = columns.map((returns) => shapeOf(returns).sharpe);
  const bestSharpe = Math.max(...ratios);
  const variance = varianceOf(ratios);
  const independent = independentTrials(meanCorrelation(columns), trials.length);
  const best = shapeOf(columns[ratios.indexOf(bestSharpe)]!);
  const deflated = deflatedSharpe(best, variance, independent);
  const blocks = blocksFor(rows, trials.length);
  const crossValidation = blocks === null ? null : cscv(columns, blocks, giveWay);
  const verdict = bestSharpe > 0 ? verdictOf(deflated, crossValidation) : "LOSING";
  const report = {
    trials: trials.length,
    independentTrials: independent,
    bestSharpe,
    luckySharpe: expectedBestSharpe(variance, independent),
    deflatedSharpe: deflated,
    crossValidation,
    verdict,
  };
  return { ...report, words: wordsFor(report) };
}

/** An account that was used up earns nothing any more. */
function padded(returns: Float64Array, rows: number): Float64Array {
  if (returns.length === rows) return returns;
  const all = new Float64Array(rows);
  all.set(returns);
  return all;
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

function verdictOf(deflated: number, cross: CscvResult | null): OverfittingReport["verdict"] {
  const isLucky = deflated < CONFIDENCE;
  const isOverfit = cross !== null && cross.probability >= OVERFIT;
  if (!isLucky && !isOverfit) return "FINE";
  return isOverfit || deflated < OVERFIT ? "OVERFIT" : "DOUBTFUL";
}

function wordsFor(report: Omit<OverfittingReport, "words">): string {
  const { trials, independentTrials, deflatedSharpe, crossValidation, verdict } = report;
  const sure = percent(deflatedSharpe);
  const tried = `${count(trials)} combinations were tried (as good as ${
    count(independentTrials)
  } independent ones)`;
  const cross = crossValidation === null
    ? ""
    : ` Chosen on one half of the time, the best was no better than the middle of all in the other in ${
      percent(crossValidation.probability)
    } of the cases.`;
  switch (verdict) {
    case "LOSING":
      return `Nothing was found: ${tried}, and even the best of them loses.`;
    case "FINE":
      return `${tried}; the best is better than luck with a probability of ${sure}.${cross}`;
    case "DOUBTFUL":
      return `Doubtful: ${tried}, and that the best is better than luck is only ${sure} probable; ` +
        `95 % is the usual bar.${cross} Test it on time that was not searched.`;
    case "OVERFIT":
      return `Overfit, as it looks: ${tried}, and the best is better than luck with a probability of ` +
        `${sure} only.${cross} Do not expect its figures again.`;
  }
}

function percent(share: number): string {
  if (share > 0.999 && share < 1) return "more than 99.9 %";
  return `${(share * 100).toFixed(share > 0.99 && share < 1 ? 1 : 0)} %`;
}
