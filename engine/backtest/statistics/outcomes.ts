import { isNoise, MIN_SQN_TRADES } from "./minimums.ts";
import { mean, sampleDeviation } from "./moments.ts";

/** What trades brought in, whatever they are counted in: money, or fractions of what each was worth. */
export interface Outcomes {
  /** Wins ÷ trades; a trade that ends at 0 is no win. */
  readonly winRate: number | null;
  /**
   * Sum of the wins ÷ sum of the losses. Null without a loss.
   *
   * Alternative: of returns in percent instead of money (backtesting.py).
   */
  readonly profitFactor: number | null;
  /**
   * What a trade brings on average: `winRate × averageWin + lossRate × averageLoss`, which is the mean
   * (Tharp, "Trade Your Way to Financial Freedom", 1998).
   *
   * Alternative: in multiples of the risk taken (R); not every trade has a stop to tell it by.
   */
  readonly expectancy: number | null;
  /**
   * System quality number: `√n × mean / s` over the n trades, s of the sample (Tharp, "Definitive Guide to
   * Position Sizing", 2008). Null where all are alike.
   *
   * Alternatives: of R-multiples; n of 100 at most, as Tharp compares systems; a population's s (backtrader).
   */
  readonly sqn: number | null;
  /** Average win ÷ size of the average loss. */
  readonly payoffRatio: number | null;
  readonly averageWin: number | null;
  /** Negative. */
  readonly averageLoss: number | null;
  readonly bestTrade: number | null;
  readonly worstTrade: number | null;
  /** Most wins in a row; a trade that ends at 0 breaks both rows. */
  readonly maxWinStreak: number;
  readonly maxLossStreak: number;
}

/** @param results one a trade, in the order they were closed in; only the streaks depend on it */
export function outcomes(results: Float64Array): Outcomes {
  const { wins, losses, won, lost, best, worst, winStreak, lossStreak } = tally(results);
  const any = results.length > 0;
  const averageWin = wins > 0 ? won / wins : null;
  const averageLoss = losses > 0 ? lost / losses : null;
  return {
    winRate: any ? wins / results.length : null,
    profitFactor: losses > 0 ? won / -lost : null,
    expectancy: any ? (won + lost) / results.length : null,
    sqn: sqn(results),
    payoffRatio: averageWin && averageLoss && averageWin / -averageLoss,
    averageWin,
    averageLoss,
    bestTrade: any ? best : null,
    worstTrade: any ? worst : null,
    maxWinStreak: winStreak,
    maxLossStreak: lossStreak,
  };
}

function tally(results: Float64Array) {
  let [wins, losses, won, lost] = [0, 0, 0, 0];
  let [best, worst] = [-Infinity, Infinity];
  /** Of wins above 0, of losses below. */
  let streak = 0;
  let [winStreak, lossStreak] = [0, 0];
  for (let i = 0; i < results.length; i++) {
    const result = results[i]!;
    if (result > best) best = result;
    if (result < worst) worst = result;
    if (result > 0) {
      wins++;
      won += result;
      streak = Math.max(streak, 0) + 1;
      if (streak > winStreak) winStreak = streak;
    } else if (result < 0) {
      losses++;
      lost += result;
      streak = Math.min(streak, 0) - 1;
      if (-streak > lossStreak) lossStreak = -streak;
    } else streak = 0;
  }
  return { wins, losses, won, lost, best, worst, winStreak, lossStreak };
}

function sqn(results: Float64Array): number | null {
  if (results.length < MIN_SQN_TRADES) return null;
  const average = mean(results);
  const deviation = sampleDeviation(results);
  return isNoise(deviation, average) ? null : Math.sqrt(results.length) * average / deviation;
}
