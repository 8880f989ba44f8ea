import { MIN_RETURNS, MIN_TAIL_RETURNS } from "./minimums.ts";
import { mean } from "./moments.ts";
import type { PeriodicReturns } from "./periods.ts";
import { omega, sharpe, sortino, volatility } from "./ratios.ts";
import { type TailFigures, tailFigures } from "./tails.ts";

/** What the risk figures were made of, to be shown beside them. */
export interface Annualisation {
  /** Returns of UTC days, or of bars of a day and longer. */
  readonly period: "DAY" | "BAR";
  /**
   * 365 where the market has Saturdays, else 252; null where returns are too few to make a figure a year, and
   * to tell the one from the other.
   */
  readonly periodsPerYear: number | null;
  /** How many returns there were. */
  readonly returns: number;
  /** Yearly, a fraction. */
  readonly riskFreeRate: number;
}

/** Risk and what it earned, from periodic returns. */
export interface RiskFigures extends TailFigures {
  /**
   * Mean periodic return × periods a year: what the Sharpe ratio sets against the volatility.
   *
   * Alternative: the compound rate, which is `cagr`.
   */
  readonly annualReturn: number | null;
  readonly volatility: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly omega: number | null;
  readonly annualisation: Annualisation;
}

export function riskFigures(periods: PeriodicReturns, riskFreeRate: number): RiskFigures {
  const { returns, period, periodsPerYear } = periods;
  const enough = returns.length >= MIN_RETURNS;
  const hasTail = returns.length >= MIN_TAIL_RETURNS;
  return {
    annualReturn: enough ? mean(returns) * periodsPerYear : null,
    volatility: enough ? volatility(returns, periodsPerYear) : null,
    sharpe: enough ? sharpe(returns, periodsPerYear, riskFreeRate) : null,
    sortino: enough ? sortino(returns, periodsPerYear, riskFreeRate) : null,
    omega: enough ? omega(returns) : null,
    ...(hasTail ? tailFigures(returns) : { var95: null, cvar95: null, tailRatio: null }),
    annualisation: {
      period,
      periodsPerYear: enough ? periodsPerYear : null,
      returns: returns.length,
      riskFreeRate,
    },
  };
}
