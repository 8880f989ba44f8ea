import type { Figures } from "../../backtest/mod.ts";

/** Figures that are kept of each combination and window, in the order people read them in. */
export const STUDY_FIGURES = [
  "totalReturn",
  "cagr",
  "sharpe",
  "sortino",
  "calmar",
  "omega",
  "volatility",
  "maxDrawdown",
  "maxDrawdownMs",
  "ulcerIndex",
  "trades",
  "netProfit",
  "profitFactor",
  "expectancy",
  "winRate",
  "payoffRatio",
  "sqn",
  "exposure",
  "fees",
  "buyAndHoldReturn",
] as const;

export type StudyFigureName = typeof STUDY_FIGURES[number];

/** Null where the sample is too small. */
export type StudyFigures = Readonly<Record<StudyFigureName, number | null>>;

export function isStudyFigure(name: string): name is StudyFigureName {
  return (STUDY_FIGURES as readonly string[]).includes(name);
}

/** One value for each of the figures. */
export function studyFigures(of: (name: StudyFigureName) => number | null): StudyFigures {
  const entries = STUDY_FIGURES.map((name) => [name, of(name)]);
  return Object.fromEntries(entries);
}

/** Those of all figures that are kept. */
export function summarised(figures: Figures): StudyFigures {
  return studyFigures((name) => figures[name]);
}
