import type { Json } from "../operations/operation.ts";
import type { BacktestFigureFields } from "../operations/operations.ts";
import { count, money, percent, share, signed } from "./numbers.ts";
import { duration } from "./times.ts";

/** What stands where the sample is too small for a figure. */
export const NOT_AVAILABLE = "n/a";

export type FigureKey = Exclude<keyof BacktestFigureFields, "annualisation">;
type Kind = "money" | "pnl" | "percent" | "ratio" | "count" | "duration";

/** One figure: its name, how it is written, what it means. */
export interface FigureSpec {
  readonly key: FigureKey;
  readonly name: string;
  readonly kind: Kind;
  readonly hint: string;
}

/** Figures that belong together. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly FigureSpec[];
}

function figure(key: FigureKey, name: string, kind: Kind, hint: string): FigureSpec {
  return { key, name, kind, hint };
}

export const RESULT_FIGURES: FigureGroup = {
  title: "Result",
  figures: [
    figure("finalEquity", "Final equity", "money", "What the account is worth at the end"),
    figure("peakEquity", "Peak equity", "money", "The most it was worth at the end of a bar"),
    figure("totalReturn", "Total return", "percent", "Final equity ÷ initial cash − 1"),
    figure("cagr", "CAGR", "percent", "The yearly rate that compounds to it; from 30 days on"),
    figure(
      "buyAndHoldReturn",
      "Buy and hold",
      "percent",
      "The same cash, held in the symbols in equal parts from the first close on",
    ),
    figure("alpha", "Alpha, a year", "percent", "What is earned beyond the market's share in it"),
    figure("beta", "Beta", "ratio", "How far it moves when the market moves by one"),
    figure("exposure", "Exposure, time", "percent", "Share of the bars with a position"),
    figure("averageExposure", "Exposure, average", "percent", "Mean of position ÷ equity"),
    figure("turnover", "Turnover", "ratio", "What was traded ÷ mean equity"),
    figure("fees", "Fees", "money", "Paid for all fills"),
    figure("funding", "Funding", "money", "Paid for holding positions; received is negative"),
  ],
};

export const RISK_FIGURES: FigureGroup = {
  title: "Risk",
  figures: [
    figure("annualReturn", "Mean return, a year", "percent", "Mean of the returns × those a year"),
    figure("volatility", "Volatility, a year", "percent", "Deviation of the returns"),
    figure("sharpe", "Sharpe ratio", "ratio", "Mean return ÷ its deviation, a year"),
    figure("sortino", "Sortino ratio", "ratio", "The same, with the deviation of losses alone"),
    figure("calmar", "Calmar ratio", "ratio", "CAGR ÷ the deepest drawdown"),
    figure("omega", "Omega ratio", "ratio", "Sum of the gains ÷ sum of the losses"),
    figure("maxDrawdown", "Max drawdown", "percent", "Deepest fall from a peak"),
    figure("maxDrawdownMs", "Longest drawdown", "duration", "From peak to peak"),
    figure(
      "maxDrawdownRecoveryMs",
      "Recovery of the deepest",
      "duration",
      "From its lowest point back to its peak; n/a where it was still below at the end",
    ),
    figure("averageDrawdown", "Average drawdown", "percent", "Mean depth of all drawdowns"),
    figure("ulcerIndex", "Ulcer index", "percent", "Root of the mean squared drawdown"),
    figure("var95", "VaR 95 %", "percent", "One return in twenty is worse"),
    figure("cvar95", "CVaR 95 %", "percent", "Mean of the worst twentieth of the returns"),
    figure("tailRatio", "Tail ratio", "ratio", "The 95th percentile ÷ the size of the 5th"),
  ],
};

/** All but `fees` here come for longs and shorts alone as well. */
export const TRADE_FIGURES: FigureGroup = {
  title: "Trades",
  figures: [
    figure("trades", "Trades", "count", "Closed ones"),
    figure("netProfit", "Net profit", "pnl", "After fees; funding is no part of it"),
    figure("winRate", "Win rate", "percent", "Share of the trades that won"),
    figure("profitFactor", "Profit factor", "ratio", "Sum of the wins ÷ sum of the losses"),
    figure("expectancy", "Expectancy", "pnl", "Mean result of a trade"),
    figure("averageTradeReturn", "Average return", "percent", "Mean of result ÷ entry's worth"),
    figure("payoffRatio", "Payoff ratio", "ratio", "Average win ÷ average loss"),
    figure("sqn", "SQN", "ratio", "Square root of the count × mean result ÷ its deviation"),
    figure("averageWin", "Average win", "pnl", "Mean of those that won"),
    figure("averageLoss", "Average loss", "pnl", "Mean of those that lost"),
    figure("bestTrade", "Best trade", "pnl", "The largest win"),
    figure("worstTrade", "Worst trade", "pnl", "The largest loss"),
    figure("averageTradeMs", "Average duration", "duration", "From entry to exit"),
    figure("longestTradeMs", "Longest", "duration", "From entry to exit"),
    figure("maxWinStreak", "Wins in a row", "count", "The longest streak"),
    figure("maxLossStreak", "Losses in a row", "count", "The longest streak"),
  ],
};

export const FIGURE_GROUPS: readonly FigureGroup[] = [
  RESULT_FIGURES,
  RISK_FIGURES,
  TRADE_FIGURES,
];

const WRITTEN: Readonly<Record<Kind, (value: number) => string>> = {
  money,
  pnl: signed,
  percent: (value) => percent(value, 2),
  ratio: (value) => money(value),
  count,
  duration,
};

/** A figure as it is read; `n/a` for null. */
export function figureText({ kind }: Pick<FigureSpec, "kind">, value: number | null): string {
  return value === null ? NOT_AVAILABLE : WRITTEN[kind](value);
}

/** Whether a figure is an amount of the quote currency. */
export function isMoney({ kind }: Pick<FigureSpec, "kind">): boolean {
  return kind === "money" || kind === "pnl";
}

/** A figure out of those of one side; null where it is not there. */
export function sideFigure(side: Json, key: FigureKey): number | null {
  if (typeof side !== "object" || side === null) return null;
  const value: unknown = Reflect.get(side, key);
  return typeof value === "number" ? value : null;
}

/** What a period of the returns is called: risk figures and simulations are made of these. */
export function periodWords(annualisation: Json): string {
  const isDay = typeof annualisation === "object" && annualisation !== null &&
    Reflect.get(annualisation, "period") === "DAY";
  return isDay ? "days" : "bars";
}

/** How figures a year were made, in a sentence. */
export function annualisationWords(annualisation: Json): string {
  const read = (name: string): unknown =>
    typeof annualisation === "object" && annualisation !== null
      ? Reflect.get(annualisation, name)
      : undefined;
  const [returns, year, free] = ["returns", "periodsPerYear", "riskFreeRate"].map(read);
  if (typeof returns !== "number") return "";
  const word = returns === 1 ? "return" : "returns";
  const of = read("period") === "DAY" ? `daily ${word}` : `${word} of bars`;
  const rate = typeof free === "number" && free !== 0
    ? `, with a risk-free rate of ${share(free)} a year`
    : "";
  if (typeof year !== "number") {
    const are = returns === 1 ? "is" : "are";
    return `Nothing is annualised: ${count(returns)} ${of} ${are} too few.`;
  }
  const perYear = Number.isInteger(year) ? count(year) : money(year);
  return `Risk figures are of ${count(returns)} ${of}, ${perYear} to a year${rate}.`;
}
