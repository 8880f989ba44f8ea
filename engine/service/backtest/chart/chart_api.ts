import type { DrawnCandles } from "./drawn_candles.ts";

/** Part of a chart: from `from` up to `to` (exclusive), UTC epoch milliseconds; open where it is not given. */
export interface ChartRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A point of the curves: peaks and troughs of the equity are kept, and what there was then. */
export interface BacktestPoint {
  readonly time: number;
  readonly equity: number;
  readonly benchmark: number;
  readonly drawdown: number;
}

/** Candles of a symbol, as fine as they were asked for. */
export interface BacktestCandles extends DrawnCandles {
  readonly symbol: string;
  /** Length of those that the backtest ran on: as short as `candleMs` gets. */
  readonly ownMs: number;
}
