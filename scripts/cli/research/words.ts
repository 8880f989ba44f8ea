import type { ParameterValues } from "../../../engine/strategy/mod.ts";
import { count, money, number, percent } from "../backtest/words.ts";

/** Figures that are no plain numbers, and how they are written. */
const WRITTEN: Readonly<Record<string, (value: number | null) => string>> = {
  totalReturn: percent,
  cagr: percent,
  maxDrawdown: percent,
  winRate: percent,
  volatility: percent,
  alpha: percent,
  ulcerIndex: percent,
  netProfit: money,
  expectancy: money,
};

/** A score as the figure it is of is written. Lower is better for some, whose score is negative. */
export function scoreText(objective: string, score: number | null): string {
  const shown = score !== null && LOWER.has(objective) ? -score : score;
  if (objective === "maxDrawdownMs") {
    return shown === null ? "n/a" : `${count(shown / 3_600_000)} h`;
  }
  return (WRITTEN[objective] ?? number)(shown);
}

const LOWER: ReadonlySet<string> = new Set(["volatility", "ulcerIndex", "maxDrawdownMs"]);

/** `fast 10, slow 20` */
export function parametersText(values: ParameterValues, names = Object.keys(values)): string {
  return names.map((name) => `${name} ${values[name]}`).join(", ");
}
