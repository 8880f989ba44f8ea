import type { FeedStatus } from "../../domain/mod.ts";

/** What a session tells the feed. */
export interface SessionEvents {
  /** A message of a stream as it came, from any connection; a second one may repeat the first's. */
  message(text: string): void;
  /**
   * The exchange has confirmed these streams and nothing was heard of them before, or something may
   * have been missed since: what is in between has to be fetched. Not called for a connection that
   * was replaced without a break.
   */
  subscribed(streams: readonly string[]): void;
  /** No connection any more: what comes next may follow a hole. */
  lost(reason: string): void;
  /** One call a change; the detail is a sentence for the user or null. */
  status(status: FeedStatus, detail: string | null): void;
}

/** A connection that is kept up: subscribed as wanted, watched, replaced, opened again. */
export interface Session {
  /**
   * The streams that should be subscribed from now on (`btcusdt@kline_1m`). The first ones open the
   * connection; with none left it is closed.
   */
  want(streams: ReadonlySet<string>): void;
  readonly status: FeedStatus;
  readonly detail: string | null;
  readonly connectedSince: number | null;
  /** Clock time of the last message of any kind; null before the first. */
  readonly lastMessageAt: number | null;
  readonly reconnects: number;
  close(): void;
}

/** Everything that takes a while, in milliseconds of the machine's clock. */
export interface SessionTiming {
  /** How long opening a connection, and confirming a subscription, may take. */
  readonly answerMs: number;
  /** So long without any message, and the exchange is asked whether it is still there. */
  readonly silentMs: number;
  /** First wait after a failed attempt; doubled each time up to the longest, with jitter. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** A connection that lasted so long was a good one: the next wait is the first again. */
  readonly goodMs: number;
  /** How long before the end of its life a connection is replaced, and for how long both stay. */
  readonly replaceEarlyMs: number;
  readonly overlapMs: number;
  /** Failed attempts in a row after which the exchange counts as down. */
  readonly downAfter: number;
}

export const SESSION_TIMING: SessionTiming = {
  answerMs: 10_000,
  silentMs: 10_000,
  backoffMs: 500,
  maxBackoffMs: 30_000,
  goodMs: 60_000,
  replaceEarlyMs: 30 * 60_000,
  overlapMs: 5_000,
  downAfter: 3,
};
