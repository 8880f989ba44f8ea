import type { Column, MarketTime } from "../statistics/mod.ts";

/** One value a bar, at the bar's end. */
export interface EquityColumns {
  readonly time: Column;
  readonly equity: Float64Array;
  readonly benchmark: Column;
}

/** The bar of a symbol that closed last: when it ended, and at which price. */
export interface ClosedBar {
  readonly end: number;
  readonly price: number;
}

/** The bars of a backtest, one row each, for all accounts that go over them. */
export interface BarTape {
  /**
   * Takes the bar that has just closed.
   *
   * @param symbol number of its symbol
   * @param isLast false where another symbol will close one at the same moment
   * @returns its row
   */
  write(symbol: number, isLast: boolean): number;
  /** The first `rows` bars; the benchmark is a multiple of the first row. */
  columns(rows: number): Pick<EquityColumns, "time" | "benchmark">;
}

/** What one account came to. */
export interface AccountRows {
  readonly equity: Float64Array;
  readonly inMarket: MarketTime;
}

/** What one account was worth with every bar. */
export interface AccountTape {
  /** The last row written; -1 before the first. */
  readonly row: number;
  /** Takes the account as it is once the bar of that row has closed; again, where more happened since. */
  write(row: number): void;
  /** At the end of each bar; what is in a tape is all written then. */
  finish(): AccountRows;
}
