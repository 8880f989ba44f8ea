import type { Trade } from "../domain/mod.ts";
import type { EventLog } from "./event_log.ts";
import type { MarketTime } from "./statistics/mod.ts";
import type { EquityColumns } from "./tape/mod.ts";

/** How far a backtest has come. */
export interface BacktestProgress {
  readonly candles: number;
  readonly of: number;
  /** The account's equity so far, in the quote currency. */
  readonly equity: number;
  readonly trades: number;
}

/** What a backtest leaves, before figures are made of it. */
export interface BacktestRecord {
  /** `FAILED`: the strategy was taken out; everything up to there is kept. */
  readonly status: "DONE" | "FAILED" | "CANCELED";
  readonly error: string | null;
  readonly trades: readonly Trade[];
  readonly equity: EquityColumns;
  readonly inMarket: MarketTime;
  readonly log: EventLog;
  readonly fees: number;
  readonly funding: number;
  /** Worth of all fills together. */
  readonly traded: number;
  readonly finalEquity: number;
  /** Positions that were still open at the end. */
  readonly openPositions: number;
  readonly bars: number;
  readonly counts: BacktestCounts;
}

/** What the runners counted, over all of them. */
export interface BacktestCounts {
  readonly opportunities: number;
  readonly orders: number;
  readonly rejected: number;
  readonly errors: number;
  /** Log lines beyond what a strategy may write in a bar. */
  readonly droppedLogs: number;
}
