import type { Trade } from "../../domain/mod.ts";
import type { Column } from "./column.ts";

/** What a run wrote down with every closed bar; all of one length, times ascending. */
export interface RunColumns {
  /** When the bar ended, UTC epoch milliseconds: the moment that the row's values are of. */
  readonly time: Column;
  /** Cash and positions at their last prices, in the quote currency. */
  readonly equity: Float64Array;
  /**
   * What the run is held against, in any unit: the closes of the symbol, or the worth of a basket. Null
   * where there is nothing to hold it against.
   */
  readonly benchmark: Column | null;
}

/** How much of a run was spent in the market; adds up over runs that follow one another. */
export interface MarketTime {
  /** Bars that ended with a position. */
  readonly bars: number;
  /** Over all bars, worth of the positions as a fraction of the equity. */
  readonly exposure: number;
}

export const NO_MARKET_TIME: MarketTime = { bars: 0, exposure: 0 };

/** All that the figures of a run are made of. Money is in the quote currency. */
export interface RunRecord {
  readonly columns: RunColumns;
  readonly inMarket: MarketTime;
  /** Closed trades in the order they were closed in. */
  readonly trades: readonly Trade[];
  /** Equity before the first bar. */
  readonly initialCash: number;
  /** Length of a bar in milliseconds. */
  readonly barMs: number;
  /** `Σ quantity × price` over all fills, buys and sells alike. */
  readonly tradedNotional: number;
  /** All that was paid, for what is still open too. */
  readonly fees: number;
  /** Funding paid (positive) or received (negative). */
  readonly funding: number;
}

/** One whose columns are all arrays: it can be handed to another thread, and put together with others. */
export interface WholeRecord extends RunRecord {
  readonly columns: RunColumns & {
    readonly time: Float64Array;
    readonly benchmark: Float64Array | null;
  };
}

/** @throws RangeError naming what does not fit together */
export function checkRecord({ columns, initialCash, barMs }: RunRecord): void {
  const rows = columns.time.length;
  for (const name of ["equity", "benchmark"] as const) {
    const length = columns[name]?.length ?? rows;
    if (length !== rows) {
      throw new RangeError(`Cannot make figures: ${name} has ${length} rows, time has ${rows}`);
    }
  }
  for (const [name, value] of Object.entries({ initialCash, barMs })) {
    if (!(value > 0 && value < Infinity)) {
      throw new RangeError(`Cannot make figures: ${name} is ${value}, and has to be positive`);
    }
  }
}

/** When the first bar began. */
export function startTime({ columns, barMs }: RunRecord): number {
  return columns.time.at(0)! - barMs;
}
