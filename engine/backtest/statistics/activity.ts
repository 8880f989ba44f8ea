import type { RunRecord } from "./run_record.ts";

/** How much was done for it. */
export interface ActivityFigures {
  /** Time in the market: bars that ended with a position ÷ bars. */
  readonly exposure: number | null;
  /** Mean over all bars of what the positions were worth ÷ equity. */
  readonly averageExposure: number | null;
  /**
   * Money traded, buys and sells, ÷ mean equity, over the whole run: 2 is everything in and out once.
   *
   * Alternatives: the lesser of buys and sells (funds), or a part a day (LEAN).
   */
  readonly turnover: number | null;
  /** All fees paid, in the quote currency. */
  readonly fees: number;
  /** Funding paid (positive) or received (negative), in the quote currency. */
  readonly funding: number;
}

export function activityFigures(record: RunRecord, meanEquity: number): ActivityFigures {
  const { columns, inMarket, tradedNotional, fees, funding } = record;
  const bars = columns.equity.length;
  return {
    exposure: bars > 0 ? inMarket.bars / bars : null,
    averageExposure: bars > 0 ? inMarket.exposure / bars : null,
    turnover: meanEquity > 0 ? tradedNotional / meanEquity : null,
    fees,
    funding,
  };
}
