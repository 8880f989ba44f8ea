import type { EquityScan } from "./equity_scan.ts";
import { MIN_CAGR_DAYS } from "./minimums.ts";
import { type RunRecord, startTime } from "./run_record.ts";

const DAY_MS = 86_400_000;
/** A mean year of the Julian calendar. */
export const YEAR_MS = 365.25 * DAY_MS;

/** What became of the money. Money is in the quote currency, rates are fractions. */
export interface GrowthFigures {
  readonly bars: number;
  readonly finalEquity: number;
  /** The highest equity at the end of a bar, and at least the initial cash. */
  readonly peakEquity: number;
  /** `finalEquity / initialCash − 1`. */
  readonly totalReturn: number;
  /**
   * Compound annual growth rate: `(finalEquity / initialCash)^(1 / years) − 1`, years of 365.25 days from
   * the beginning of the first bar to the end of the last. −1 where nothing is left.
   */
  readonly cagr: number | null;
}

export function growthFigures(record: RunRecord, { peak }: EquityScan): GrowthFigures {
  const { columns: { time, equity }, initialCash } = record;
  const bars = equity.length;
  const finalEquity = bars > 0 ? equity[bars - 1]! : initialCash;
  const growth = finalEquity / initialCash;
  return {
    bars,
    finalEquity,
    peakEquity: peak,
    totalReturn: growth - 1,
    cagr: bars > 0 ? cagr(growth, time.at(bars - 1)! - startTime(record)) : null,
  };
}

/** @param growth final ÷ initial @returns null for less than {@link MIN_CAGR_DAYS} days */
export function cagr(growth: number, ms: number): number | null {
  return ms < MIN_CAGR_DAYS * DAY_MS ? null : compoundRate(growth, ms);
}

/** The yearly rate that compounds to `growth` in that time. */
export function compoundRate(growth: number, ms: number): number {
  return Math.max(growth, 0) ** (YEAR_MS / ms) - 1;
}
