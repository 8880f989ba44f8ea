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

export function activityFigures(record: RunRecord, meanEquity: number): ActivityFigures {
  const { columns, tradedNotional, fees, funding } = record;
  return {
    ...exposureFigures(columns.exposure),
    turnover: meanEquity > 0 ? tradedNotional / meanEquity : null,
    fees,
    funding,
  };
}

function exposureFigures(
  column: RunColumns["exposure"],
): Pick<ActivityFigures, "exposure" | "averageExposure"> {
  const bars = column.length;
  let sum = 0;
  let busy = 0;
  for (let row = 0; row < bars; row++) {
    const value = column[row]!;
    sum += value;
    if (value !== 0) busy++;
  }
  return bars > 0
    ? { exposure: busy / bars, averageExposure: sum / bars }
    : { exposure: null, averageExposure: null };
}
