import type {
  StudyFigure,
  StudyKind,
  StudyNews,
  StudyObjective,
  StudySearch,
} from "../operations/operations.ts";
import { leftWords } from "./backtest_words.ts";
import { FIGURE_GROUPS, type FigureSpec, figureText } from "./figure_groups.ts";
import { count } from "./numbers.ts";

export const KIND_WORDS: Readonly<Record<StudyKind, string>> = {
  SWEEP: "Sweep",
  WALK_FORWARD: "Walk-forward",
};

export const SEARCH_WORDS: Readonly<Record<StudySearch, string>> = {
  GRID: "Grid: all combinations",
  RANDOM: "Random: some of them",
  EVOLUTION: "Evolution: some, from good ones to better ones",
};

type Written = Pick<FigureSpec, "name" | "kind" | "hint">;

const SPECS = new Map(
  FIGURE_GROUPS.flatMap(({ figures }) => figures).map((spec) => [String(spec.key), spec] as const),
);
const RETURN_DRAWDOWN: Written = {
  name: "Return ÷ drawdown",
  kind: "ratio",
  hint: "Total return ÷ size of the deepest drawdown",
};

/** How a figure is called and written; of a study's score by what its objective is. */
export function figureSpec(figure: StudyFigure, objective: StudyObjective): Written {
  const name = figure === "score" ? objective : figure;
  return SPECS.get(name) ?? RETURN_DRAWDOWN;
}

/** Figures of which less is better; drawdowns are negative, so more of them is. */
const LESS: ReadonlySet<string> = new Set(["volatility", "ulcerIndex", "maxDrawdownMs", "fees"]);

/** Scores are turned round already. */
export function isLessBetter(figure: StudyFigure): boolean {
  return LESS.has(figure);
}

/** Figures of which neither more nor less is better. */
const NEUTRAL: ReadonlySet<string> = new Set(["trades", "exposure"]);

/** What the ends of a scale are. */
export function scaleWords(figure: StudyFigure): string {
  return NEUTRAL.has(figure) ? "least to most" : "worst to best";
}

/** A score as the figure it is of is written. */
export function scoreText(objective: StudyObjective, score: number | null): string {
  const value = score !== null && LESS.has(objective) ? -score : score;
  return figureText(figureSpec("score", objective), value);
}

/** A figure of a combination, its score among them. */
export function valueText(
  figure: StudyFigure,
  objective: StudyObjective,
  value: number | null,
): string {
  return figure === "score"
    ? scoreText(objective, value)
    : figureText(figureSpec(figure, objective), value);
}

/** What can be looked for, the usual first. */
export const OBJECTIVES: readonly StudyObjective[] = [
  "sharpe",
  "returnDrawdown",
  "totalReturn",
  "cagr",
  "sortino",
  "calmar",
  "omega",
  "profitFactor",
  "expectancy",
  "sqn",
  "winRate",
  "payoffRatio",
  "netProfit",
  "maxDrawdown",
  "alpha",
  "tailRatio",
  "volatility",
  "ulcerIndex",
  "maxDrawdownMs",
];

/** Figures that a heat map can show. */
export const HEAT_FIGURES: readonly StudyFigure[] = [
  "score",
  "totalReturn",
  "cagr",
  "sharpe",
  "sortino",
  "calmar",
  "maxDrawdown",
  "profitFactor",
  "winRate",
  "expectancy",
  "sqn",
  "trades",
  "exposure",
];

/** How many are done, how fast, and how long still: `120 of 400 combinations, 55 a second, 5 s left`. */
export function studyPace({ done, of, combinationsPerSecond, leftMs }: StudyNews): string {
  const speed = combinationsPerSecond;
  return [
    `${count(done)} of ${count(of)} combinations`,
    ...(speed > 0 ? [`${speed < 10 ? speed.toFixed(1) : count(Math.round(speed))} a second`] : []),
    ...(leftMs === null ? [] : [leftWords(leftMs)]),
  ].join(", ");
}

/** What an efficiency tells, for those who have not read the book. */
export function efficiencyWords(efficiency: number | null): string {
  if (efficiency === null) return "nothing was earned while searching";
  if (efficiency >= 0.5) return "what was found lasted";
  return efficiency > 0
    ? "less than half of what was found lasted"
    : "nothing of what was found lasted";
}
