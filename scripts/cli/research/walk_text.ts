import type { WalkForwardResult, WalkRow } from "../../../engine/backtest/research/mod.ts";
import { count, counted, moment, money, number, percent } from "../backtest/words.ts";
import { table } from "../table.ts";
import { parametersText, scoreText } from "./words.ts";

/** A walk-forward for the terminal: window by window, then all times tested on as one run. */
export function walkText(result: WalkForwardResult, names: readonly string[]): string {
  const { rows, figures, objective } = result;
  if (figures === null) return "No window was finished";
  const idle = rows.filter(({ parameters }) => parameters === null).length;
  const lines = [
    table(walkHead(objective), rows.map((row) => walkCells(row, objective, names))),
    `Tested on ${counted(rows.length, "window")} on one account, as one run:`,
    [
      `  return ${percent(figures.totalReturn)}, buy and hold ${
        percent(figures.buyAndHoldReturn)
      }, ` +
      `final equity ${money(figures.finalEquity)}`,
      `  max drawdown ${percent(figures.maxDrawdown)}, Sharpe ratio ${number(figures.sharpe)}, ` +
      `${counted(figures.trades, "trade")}, profit factor ${number(figures.profitFactor)}`,
    ].join("\n"),
    efficiencyText(result),
    idle > 0 ? `In ${counted(idle, "window")} nothing had a score: nothing was traded after` : "",
  ];
  return lines.filter((text) => text !== "").join("\n\n");
}

/** Names of the columns of {@link walkCells}. */
export function walkHead(objective: string): string[] {
  return [
    "searched from",
    "tested from",
    "to",
    "chosen",
    objective,
    "return searched",
    "return tested",
    "trades tested",
  ];
}

/** A window in a row of texts. */
export function walkCells(row: WalkRow, objective: string, names: readonly string[]): string[] {
  const { inSample, outOfSample, parameters, score, inSampleFigures, outOfSampleFigures } = row;
  return [
    moment(inSample.from),
    moment(outOfSample.from),
    moment(outOfSample.to),
    parameters === null ? "nothing" : parametersText(parameters, [...names]),
    scoreText(objective, score),
    percent(inSampleFigures?.totalReturn ?? null),
    percent(outOfSampleFigures?.totalReturn ?? null),
    count(outOfSampleFigures?.trades ?? null),
  ];
}

/** Half is what is asked for at least. */
const ENOUGH = 0.5;

/** What the windows have in common, in a sentence. */
export function efficiencyText({ efficiency, profitableShare, rows }: WalkForwardResult): string {
  const won = `${
    Math.round((profitableShare ?? 0) * rows.length)
  } of ${rows.length} windows earned something`;
  if (efficiency === null) {
    return `${won}. Efficiency: n/a, because nothing was earned on the times searched`;
  }
  const verdict = efficiency >= ENOUGH
    ? "what was found lasted"
    : efficiency > 0
    ? "less than half of what was found lasted"
    : "nothing of what was found lasted";
  return `${won}. Efficiency ${number(efficiency)}: ${verdict}`;
}
