import type { BacktestResult, Figures } from "../../../engine/backtest/mod.ts";
import { count, duration, money, number, percent } from "./words.ts";

/** One line of figures: its name, one value a column. */
export interface FigureRow {
  readonly name: string;
  readonly values: readonly string[];
}

/** Figures that belong together. */
export interface FigureGroup {
  readonly title: string;
  /** Names of the columns, where there is more than one. */
  readonly columns: readonly string[];
  readonly rows: readonly FigureRow[];
}

type Split = BacktestResult["long"];

/** All figures of a result in words, for the terminal and the report alike. */
export function figureGroups({ figures, long, short, settings }: BacktestResult): FigureGroup[] {
  const currency = settings.markets[0]?.quote ?? "";
  return [
    { title: "Result", columns: [], rows: resultRows(figures, currency) },
    { title: "Risk", columns: [], rows: riskRows(figures) },
    { title: "Trades", columns: ["all", "long", "short"], rows: tradeRows(figures, long, short) },
  ];
}

/** What a period of the returns is called. */
export function periodWords({ annualisation }: Figures): string {
  return annualisation.period === "DAY" ? "days" : "bars";
}

/** How the risk figures were made, in one sentence. */
export function annualisationText({ annualisation }: Figures): string {
  const { period, periodsPerYear, returns, riskFreeRate } = annualisation;
  const of = `${period === "DAY" ? "daily " : ""}return${returns === 1 ? "" : "s"}${
    period === "DAY" ? "" : " of bars"
  }`;
  if (periodsPerYear === null) {
    return `Nothing is annualised: ${count(returns)} ${of} ${
      returns === 1 ? "is" : "are"
    } too few; n/a: too few for the figure.`;
  }
  const free = riskFreeRate === 0 ? "" : `, risk-free rate ${percent(riskFreeRate)} a year`;
  const year = number(periodsPerYear, Number.isInteger(periodsPerYear) ? 0 : 1);
  return `Risk figures are of ${
    count(returns)
  } ${of}, a year has ${year}${free}; n/a: too few for the figure.`;
}

function resultRows(f: Figures, currency: string): FigureRow[] {
  return [
    row("Final equity", `${money(f.finalEquity)} ${currency}`),
    row("Peak equity", `${money(f.peakEquity)} ${currency}`),
    row("Total return", percent(f.totalReturn)),
    row("CAGR", percent(f.cagr)),
    row("Buy and hold", percent(f.buyAndHoldReturn)),
    row("Alpha, a year", percent(f.alpha)),
    row("Beta", number(f.beta)),
    row("Exposure, time", percent(f.exposure)),
    row("Exposure, average", percent(f.averageExposure)),
    row("Turnover", f.turnover === null ? number(null) : `${number(f.turnover)} ×`),
    row("Fees", `${money(f.fees)} ${currency}`),
    ...(f.funding === 0 ? [] : [row("Funding", `${money(f.funding)} ${currency}`)]),
  ];
}

function riskRows(f: Figures): FigureRow[] {
  return [
    row("Volatility, a year", percent(f.volatility)),
    row("Sharpe ratio", number(f.sharpe)),
    row("Sortino ratio", number(f.sortino)),
    row("Calmar ratio", number(f.calmar)),
    row("Omega ratio", number(f.omega)),
    row("Max drawdown", percent(f.maxDrawdown)),
    row("Longest drawdown", duration(f.maxDrawdownMs)),
    row("Recovery of the deepest", duration(f.maxDrawdownRecoveryMs)),
    row("Average drawdown", percent(f.averageDrawdown)),
    row("Ulcer index", percent(f.ulcerIndex)),
    row("VaR 95 %", percent(f.var95)),
    row("CVaR 95 %", percent(f.cvar95)),
    row("Tail ratio", number(f.tailRatio)),
  ];
}

function tradeRows(all: Figures, long: Split, short: Split): FigureRow[] {
  const split = (name: string, of: (figures: Figures | Split) => string) =>
    row(name, of(all), of(long), of(short));
  return [
    split("Trades", (f) => count(f.trades)),
    split("Net profit", (f) => money(f.netProfit)),
    split("Win rate", (f) => percent(f.winRate)),
    split("Profit factor", (f) => number(f.profitFactor)),
    split("Expectancy", (f) => money(f.expectancy)),
    split("Average return", (f) => percent(f.averageTradeReturn)),
    split("Payoff ratio", (f) => number(f.payoffRatio)),
    split("SQN", (f) => number(f.sqn)),
    split("Best trade", (f) => money(f.bestTrade)),
    split("Worst trade", (f) => money(f.worstTrade)),
    split("Average duration", (f) => duration(f.averageTradeMs)),
    split("Longest", (f) => duration(f.longestTradeMs)),
    split("Wins in a row", (f) => count(f.maxWinStreak)),
    split("Losses in a row", (f) => count(f.maxLossStreak)),
  ];
}

function row(name: string, ...values: string[]): FigureRow {
  return { name, values };
}
