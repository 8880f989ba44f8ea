import { mean } from "./moments.ts";
import type { RunColumns, RunRecord } from "./run_record.ts";

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

export function activityFigures(record: RunRecord): ActivityFigures {
  const { columns: { equity, exposure }, tradedNotional, fees, funding } = record;
  const any = equity.length > 0;
  const meanEquity = mean(equity);
  return {
    exposure: any ? busyBars(exposure) / equity.length : null,
    averageExposure: any ? mean(exposure) : null,
    turnover: meanEquity > 0 ? tradedNotional / meanEquity : null,
    fees,
    funding,
  };
}

function busyBars(exposure: RunColumns["exposure"]): number {
  let count = 0;
  for (let row = 0; row < exposure.length; row++) if (exposure[row] !== 0) count++;
  return count;
}
