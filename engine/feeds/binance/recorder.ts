import type { CandleColumns, FeedKind, SymbolTerms, Timeframe } from "../../domain/mod.ts";
import type { FinalBar } from "./live_bars.ts";

/** Names a symbol's market. */
export interface MarketName {
  readonly symbol: string;
  readonly base: Timeframe;
}

/** Keeps everything a market goes by, in the order it came; `at` is the clock's time. */
export interface Recorder {
  /** The feed begins, or goes on in the same file. */
  begin(exchange: FeedKind, at: number): void;
  message(text: string, at: number): void;
  /** Markets come and go. */
  open(market: MarketName, at: number): void;
  drop(market: MarketName, at: number): void;
  /** A stream begins: what it was given before its first row. */
  join(join: RecordedJoin, at: number): void;
  candles(market: MarketName, candles: CandleColumns, serverTime: number, at: number): void;
  clock(serverTime: number, at: number): void;
  /** The exchange is asked for a market's bars although nothing said that any are missing. */
  recheck(market: MarketName, at: number): void;
  lost(at: number): void;
  close(): Promise<void>;
}

export interface RecordedJoin extends MarketName {
  readonly timeframe: Timeframe;
  /** The steps and limits that its runners' orders keep. */
  readonly terms: SymbolTerms;
  readonly history: CandleColumns;
  /** The part of the bar at hand that was over. */
  readonly partial: FinalBar | null;
  /** The part of the finer candle at hand that was over. */
  readonly inner: FinalBar | null;
}
