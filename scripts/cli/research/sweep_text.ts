import type { HeatMap, SweepResult, SweepRow } from "../../../engine/backtest/research/mod.ts";
import { count, counted, number, percent } from "../backtest/words.ts";
import { table } from "../table.ts";
import { heatMapText } from "./heat_map_text.ts";
import { scoreText } from "./words.ts";

/** A sweep for the terminal: the best, a heat map, and what to make of it. */
export function sweepText(result: SweepResult, map: HeatMap | null, top: number): string {
  const { rows, best } = result;
  const failed = rows.filter(({ status }) => status === "FAILED");
  const scored = rows.filter(({ score }) => score !== null).length;
  const paragraphs = [
    best === null ? verdictText(result) : bestTable(result, top),
    map === null || best === null ? "" : heatMapText(map),
    scored < rows.length ? `${counted(rows.length - scored, "combination")} without a score` : "",
    failed.length > 0
      ? `${counted(failed.length, "combination")} failed; the first: ${failed[0]!.error} ` +
        "(--where leaves out what need not be tried)"
      : "",
    best === null ? "" : verdictText(result),
  ];
  return paragraphs.filter((text) => text !== "").join("\n\n");
}

/** Whether there is anything to make of it. */
export function verdictText({ best, rows, overfitting }: SweepResult): string {
  if (best !== null) {
    return overfitting?.words ?? "Too few periods or combinations to tell skill from luck";
  }
  if (rows.length === 0) return "No combination was finished";
  return `None of ${counted(rows.length, "combination")} has a score: too few trades, ` +
    "or too little time for the figure that was asked for";
}

/** Rows with a score, the best first. */
export function bestRows(rows: readonly SweepRow[], top: number): SweepRow[] {
  return rows.filter(({ score }) => score !== null)
    .toSorted((a, b) => b.score! - a.score!).slice(0, top);
}

const FIGURES: readonly (readonly [string, (row: SweepRow) => string])[] = [
  ["return", ({ figures }) => percent(figures.totalReturn)],
  ["max drawdown", ({ figures }) => percent(figures.maxDrawdown)],
  ["sharpe", ({ figures }) => number(figures.sharpe)],
  ["profit factor", ({ figures }) => number(figures.profitFactor)],
  ["trades", ({ figures }) => count(figures.trades)],
];

/** Names of the columns that {@link sweepCells} fills. */
export function sweepHead({ objective, axes }: SweepResult): string[] {
  const own = isShown(objective) ? [] : [objective];
  return [...axes.map(({ name }) => name), ...own, ...FIGURES.map(([name]) => name)];
}

export function sweepCells({ objective, axes }: SweepResult, row: SweepRow): string[] {
  const own = isShown(objective) ? [] : [scoreText(objective, row.score)];
  const values = axes.map(({ name }) => String(row.parameters[name]));
  return [...values, ...own, ...FIGURES.map(([, text]) => text(row))];
}

/** True where the objective has a column anyway. */
function isShown(objective: string): boolean {
  return FIGURES.some(([name]) => name === objective);
}

function bestTable(result: SweepResult, top: number): string {
  const { objective, rows } = result;
  const best = bestRows(rows, top);
  const title = `The best ${best.length} of ${counted(rows.length, "combination")} by ${objective}`;
  return `${title}\n\n${table(sweepHead(result), best.map((row) => sweepCells(result, row)))}`;
}
