import type { CandleColumns, SymbolTerms, Timeframe } from "../../domain/mod.ts";

export interface KlineQuery {
  readonly symbol: string;
  readonly interval: Timeframe;
  /** Open time of the first candle wanted; left out, the newest `limit` come. */
  readonly from?: number;
  /** Open times before this one only. */
  readonly to?: number;
  /** At most, up to {@link MAX_KLINES}; default the most. */
  readonly limit?: number;
}

/** Most candles in one answer. */
export const MAX_KLINES = 1_000;

export interface KlineAnswer {
  /** Ascending, on the grid, without doubles; the last one may still be forming. */
  readonly candles: CandleColumns;
  /** Rows that made no sense and were left out. */
  readonly garbage: number;
}

/** What the feed and `download` ask the exchange for. Every method rejects with RestError only. */
export interface RestApi {
  /** The exchange's clock, UTC epoch milliseconds. */
  time(signal?: AbortSignal): Promise<number>;
  klines(query: KlineQuery, signal?: AbortSignal): Promise<KlineAnswer>;
  /** By symbol, upper case; symbols that the exchange does not have are not in it. */
  terms(symbols: readonly string[], signal?: AbortSignal): Promise<Map<string, SymbolTerms>>;
  /** Requests sent, and how many of them came to nothing. */
  readonly requests: number;
  readonly failedRequests: number;
  /** Ends what is under way (ABORTED) and takes nothing more. */
  close(): void;
}

/**
 * - `UNREACHABLE`: no answer, or none in time, after all tries.
 * - `LIMITED`: 429 or 418 and the wait it asks for is longer than the caller wants to wait.
 * - `SERVER`: 5xx after all tries.
 * - `REFUSED`: any other 4xx, such as an unknown symbol; trying again does not help.
 * - `GARBAGE`: an answer that is not what the protocol says.
 * - `ABORTED`: by the caller.
 */
export type RestFault =
  | "UNREACHABLE"
  | "LIMITED"
  | "SERVER"
  | "REFUSED"
  | "GARBAGE"
  | "ABORTED";

export class RestError extends Error {
  override readonly name = "RestError";
  readonly fault: RestFault;
  /** How long to leave the exchange alone, in milliseconds; 0 where it did not say. */
  readonly waitMs: number;

  constructor(fault: RestFault, message: string, waitMs = 0) {
    super(message);
    this.fault = fault;
    this.waitMs = waitMs;
  }
}
