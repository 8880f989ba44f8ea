import type {
  CandleColumns,
  FeedKind,
  FeedStatus,
  Instrument,
  MarketRows,
  Timeframe,
} from "../domain/mod.ts";

/** Which candles somebody wants, and from when on. */
export interface StreamRequest {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** How many closed bars to hand over before the first live one, so that a window starts warm. */
  readonly historyBars: number;
  /**
   * Open time of the last bar that was already traded on, after a restart. A feed with a beginning
   * (replay) goes on behind it and hands over all earlier rows as history; the others take no
   * notice but never go back in time.
   */
  readonly after?: number;
  /**
   * True where nobody trades on it and only the history is wanted: of a feed with a beginning all that it
   * has. No row comes of a shared one, and those who trade on it notice nothing.
   */
  readonly pastOnly?: boolean;
}

/** Where a stream delivers. All calls come in order and never after `close`. */
export interface StreamSink {
  /** Closed bars before the stream's first row; called once, before any `push`. */
  history(columns: CandleColumns): void;
  /**
   * Rows for the runners. Resolves once there is room for more: a feed that can wait (replay, maximum speed) waits; a live
   * one does not, and its rows are conflated by the receiver.
   */
  push(rows: MarketRows): Promise<void> | void;
  status(status: FeedStatus, detail?: string): void;
  /** The source itself has no bars from `from` up to `to` (exclusive); they never come. */
  gap(from: number, to: number): void;
}

export interface FeedStream {
  /** Stops the stream; nothing reaches the sink any more. Safe to call twice. */
  close(): void;
}

/**
 * A source of market data. A stream runs from `open` to `close`; the engine opens one for the first
 * runner that needs a symbol and timeframe and closes it with the last.
 */
export interface MarketFeed {
  readonly kind: FeedKind;
  /**
   * True when all runners on a symbol and timeframe share one stream (live, simulated); false when
   * each has its own, from its own beginning (replay).
   */
  readonly shared: boolean;
  /** @throws InputError when the feed cannot serve this, saying what it can. */
  check(instrument: Instrument, timeframe: Timeframe): void;
  /** Faults (an unreadable file, a broken row) go to `sink.status("DOWN", message)`. */
  open(request: StreamRequest, sink: StreamSink): FeedStream;
  /** Resolves once the source's own terms are known, or after a while without them. */
  prepare?(): Promise<void>;
  /** Most bars of a past that somebody who asks can wait for; left out where it need not be made first. */
  longestPast?(timeframe: Timeframe): number;
  /**
   * Of which finer candles a past can be had that tell the way within such bars, as they do live; left out, or
   * null, where there are only bars.
   */
  detail?(instrument: Instrument, timeframe: Timeframe): Promise<Timeframe | null>;
  /** The instrument with the steps and limits of this source; left out where it has none of its own. */
  terms?(instrument: Instrument): Instrument;
  /** How the source is doing; left out by a feed that has no connection to lose. */
  report?(): FeedReport;
  /** Ends all streams and releases what the feed holds. */
  close(): void;
}

/** How a live source is doing. Times are the clock's. */
export interface FeedReport {
  /** Of the connection; each stream has a status of its own besides. */
  readonly status: FeedStatus;
  readonly detail: string | null;
  /** Since when it has this status. */
  readonly since: number;
  /** When the last message came; null before the first. */
  readonly lastDataAt: number | null;
  readonly connectedSince: number | null;
  /** Symbols and streams subscribed to. */
  readonly symbols: number;
  readonly streams: number;
  readonly counters: FeedCounters;
}

/** Counted since the feed was made. */
export interface FeedCounters {
  readonly messages: number;
  /** Messages that made no sense; none of it reached a strategy. */
  readonly garbage: number;
  /** Messages that came twice, and ones whose time was over. */
  readonly duplicates: number;
  readonly late: number;
  /** Trades that were never announced, by their numbers. */
  readonly missedTrades: number;
  /** Bars fetched because they were not announced, and bars that the exchange does not have. */
  readonly backfilledBars: number;
  readonly lostBars: number;
  readonly reconnects: number;
  /** Requests for data, and how many of them failed. */
  readonly requests: number;
  readonly failedRequests: number;
}
