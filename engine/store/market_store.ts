import type { CandleColumns, FeedKind, SymbolTerms, Timeframe } from "../domain/mod.ts";

/** Names one history of candles. */
export interface CandleSeries {
  readonly source: FeedKind;
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

/** From `from` up to `to` (exclusive), both open times of bars, UTC epoch milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** A series and how much of it there is. */
export interface StoredSeries extends CandleSeries, TimeRange {
  readonly bars: number;
}

/**
 * Candles and symbol terms of exchanges, kept in a file of their own that several processes may use
 * at once: a download does not disturb the service. Synchronous, as `Store` is; throws StoreError.
 */
export interface MarketStore {
  /**
   * Adds closed candles, in any order and as often as one likes: a candle of the same open time is
   * replaced. `covered` says for which range the source was asked, so that holes inside it are known
   * to be the source's own; without it only the candles' own bars are covered.
   *
   * @throws InputError for a time that is off the series' grid or a number that is no price
   */
  put(series: CandleSeries, candles: CandleColumns, covered?: TimeRange): void;
  /** Ascending; holes are simply not there. */
  read(series: CandleSeries, range: TimeRange): CandleColumns;
  /** The last `limit` candles before `before`. */
  tail(series: CandleSeries, before: number, limit: number): CandleColumns;
  /** What the source was asked for, joined where ranges touch, ascending. */
  covered(series: CandleSeries): TimeRange[];
  /** The parts of `range` that nobody has asked the source for yet. */
  uncovered(series: CandleSeries, range: TimeRange): TimeRange[];
  /** Stretches of bars inside `range` that were asked for and that the source does not have. */
  holes(series: CandleSeries, range: TimeRange): TimeRange[];
  /** All series there are. */
  series(): StoredSeries[];
  /** Forgets a series. */
  remove(series: CandleSeries): void;

  /** Keeps what an exchange says about its symbols, in place of what it said before. */
  putTerms(source: FeedKind, terms: ReadonlyMap<string, SymbolTerms>, at: number): void;
  /** The newest, with the time of `putTerms`; null before the first. */
  terms(source: FeedKind): { readonly at: number; readonly terms: Map<string, SymbolTerms> } | null;
  close(): void;
}
