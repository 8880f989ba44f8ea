import type { EquityScan } from "./equity_scan.ts";

/**
 * How far and how long the equity was below its highest point so far. A drawdown lasts from the last bar at
 * the peak to the first that is back at it, or to the end of the run. Depths are negative fractions of the
 * peak, and 0 is none.
 */
export interface DrawdownFigures {
  /** The deepest. */
  readonly maxDrawdown: number | null;
  /** The longest, from peak to peak; it need not be the deepest. */
  readonly maxDrawdownMs: number | null;
  /** The deepest one's length, from peak to peak. */
  readonly deepestDrawdownMs: number | null;
  /** From the lowest point of the deepest back to its peak; null where it was still below at the end. */
  readonly maxDrawdownRecoveryMs: number | null;
  /** The longest way back from a lowest point, of those that got there. */
  readonly longestRecoveryMs: number | null;
  /**
   * Mean of the depths of all drawdowns, each once (as backtesting.py and PerformanceAnalytics have it).
   *
   * Alternatives: mean over all bars (pain index); only the five deepest (Sterling).
   */
  readonly averageDrawdown: number | null;
  readonly averageDrawdownMs: number | null;
  /**
   * `√(Σ depth² / n)` over all n bars: depth and length in one (Martin & McCann, "The Investor's Guide to
   * Fidelity Funds", 1989; there in percent).
   */
  readonly ulcerIndex: number | null;
}

export function drawdownFigures({ bars, episodes, squaredDepths }: EquityScan): DrawdownFigures {
  const any = bars > 0;
  return { ...episodes.figures(any), ulcerIndex: any ? Math.sqrt(squaredDepths / bars) : null };
}

/** Depth below the peak at each bar, 0 or negative; the peak is at least `initialCash`. */
export function drawdownSeries(equity: Float64Array, initialCash: number): Float64Array {
  const depths = new Float64Array(equity.length);
  let peak = initialCash;
  for (let row = 0; row < equity.length; row++) {
    const value = equity[row]!;
    if (value < peak) depths[row] = value / peak - 1;
    else peak = value;
  }
  return depths;
}
