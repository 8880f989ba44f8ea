import type {
  CandleColumns,
  ExecutionSettings,
  Instrument,
  RiskSettings,
  Timeframe,
} from "../domain/mod.ts";
import type { ParameterValues, StrategySource } from "../strategy/mod.ts";

/** One symbol of a backtest with its candles. Plain data: it travels to the worker. */
export interface BacktestMarket {
  readonly instrument: Instrument;
  /** Ascending, all of one interval; as fine as the backtest's bars, or finer. */
  readonly columns: CandleColumns;
  /** Milliseconds from one candle to the next. */
  readonly candleMs: number;
  /**
   * So many candles at the beginning only fill the window, and with it the indicators: nobody trades on
   * them. They have to end with a bar.
   */
  readonly warmUp?: number;
}

/** All that decides what comes out of a backtest. Plain data. */
export interface BacktestSettings {
  readonly strategy: StrategySource;
  /** Complete and checked. */
  readonly parameters: ParameterValues;
  readonly timeframe: Timeframe;
  /** To start with; with several symbols of one account for all. */
  readonly cash: number;
  readonly execution: ExecutionSettings;
  readonly risk: RiskSettings;
  /** Bars the strategy may look back on. */
  readonly windowSize: number;
  /** Closes what is open at the last price, so that it counts as a trade. */
  readonly closeAtEnd: boolean;
}

export interface BacktestJob {
  readonly settings: BacktestSettings;
  /** One market at least; several trade as one portfolio, each with a runner of its own. */
  readonly markets: readonly BacktestMarket[];
  /** `dataHash()` of the markets as they are here, where it is known already. */
  readonly dataHash?: string;
}
