import { badInput, shown } from "../../../domain/mod.ts";
import type { Figures } from "../../statistics/mod.ts";

/** What a sweep looks for. */
export interface Objective {
  readonly name: ObjectiveName;
  /** Higher is better; null where the figure is. */
  score(figures: Figures): number | null;
}

/** Figures of which more is better; drawdowns are negative. */
const HIGHER = [
  "sharpe",
  "sortino",
  "calmar",
  "omega",
  "totalReturn",
  "cagr",
  "maxDrawdown",
  "profitFactor",
  "expectancy",
  "sqn",
  "winRate",
  "payoffRatio",
  "netProfit",
  "alpha",
  "tailRatio",
] as const;
const LOWER = ["volatility", "ulcerIndex", "maxDrawdownMs"] as const;

export type ObjectiveName = typeof HIGHER[number] | typeof LOWER[number] | "returnDrawdown";

/** `totalReturn ÷ |maxDrawdown|`: what there is to go by where a run is too short for a Sharpe ratio. */
const RETURN_DRAWDOWN: Objective = {
  name: "returnDrawdown",
  score: ({ totalReturn, maxDrawdown }) =>
    maxDrawdown !== null && maxDrawdown < 0 ? totalReturn / -maxDrawdown : null,
};

const OBJECTIVES: readonly Objective[] = [
  ...HIGHER.map((name) => ({ name, score: (figures: Figures) => figures[name] })),
  RETURN_DRAWDOWN,
  ...LOWER.map((name) => ({
    name,
    score: (figures: Figures) => figures[name] === null ? null : -figures[name],
  })),
];

export const OBJECTIVE_NAMES: readonly ObjectiveName[] = OBJECTIVES.map(({ name }) => name);

/** @throws InputError naming those there are */
export function objectiveOf(name: string): Objective {
  const found = OBJECTIVES.find((objective) => objective.name === name);
  if (found) return found;
  const right = OBJECTIVE_NAMES.join(", ");
  throw badInput(
    `Cannot look for the best ${shown(name)}: it has to be one of ${right}`,
    "objective",
  );
}

const DAY_MS = 86_400_000;
/** Days of which a Sharpe ratio can be told, and some more. */
const SHARPE_DAYS = 31;

/** What is looked for where nobody says: the Sharpe ratio, or return over drawdown in a short run. */
export function usualObjective(ms: number): Objective {
  return ms >= SHARPE_DAYS * DAY_MS ? objectiveOf("sharpe") : RETURN_DRAWDOWN;
}
