import type { BacktestNote, DataReport, Figures, RunStatistics } from "../../backtest/mod.ts";
import type { FeedKind, Json, StrategyErrorEvent, Trade } from "../../domain/mod.ts";
import type { BacktestCandles, BacktestPoint, ChartRange, TradeMarks } from "./chart/mod.ts";
import type { BacktestChecks, CheckInput } from "./checks/mod.ts";
import type { BacktestTermsInput } from "./terms.ts";

export const BACKTEST_STATUSES = ["QUEUED", "RUNNING", "DONE", "FAILED", "CANCELED"] as const;
export type BacktestStatus = typeof BACKTEST_STATUSES[number];

/** A backtest as a user asks for it, unchecked; what is left out is as by default. */
export interface BacktestInput extends BacktestTermsInput {
  readonly strategy: string;
  /** Several trade as one portfolio. */
  readonly symbols: readonly string[];
  readonly timeframe?: string | undefined;
  /** UTC epoch milliseconds; the candles that open from `from` up to `to` (exclusive). */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Whose candles. */
  readonly source?: FeedKind | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Of a simulated market: how many, up to now. */
  readonly bars?: number | undefined;
  /** The very candles of another backtest, by its id: in place of source, range and bars. */
  readonly candlesOf?: string | undefined;
}

/** What a strategy did wrong without being taken out for it. */
export type BacktestFault = Pick<StrategyErrorEvent, "time" | "code" | "message"> & {
  readonly symbol: string | null;
};

/** Candles of one symbol: which they are, and what is wrong with them. */
export type BacktestData =
  & Pick<
    DataReport,
    | "symbol"
    | "candles"
    | "candleMs"
    | "from"
    | "to"
    | "gaps"
    | "missing"
    | "outliers"
    | "zeroVolume"
    | "flat"
  >
  & { readonly origin: string };

/** A backtest and how it stands. Plain data, kept as it is. */
export interface BacktestInfo {
  readonly id: string;
  readonly status: BacktestStatus;
  /** From 0 to 1. */
  readonly progress: number;
  readonly barsPerSecond: number;
  /** Milliseconds that the rest will take; null while nobody knows. */
  readonly leftMs: number | null;
  /** The account so far, and trades so far. */
  readonly equity: number | null;
  readonly tradeCount: number;
  readonly error: string | null;
  readonly strategy: string;
  readonly symbols: readonly string[];
  readonly timeframe: string;
  /** Everything that gives it again. */
  readonly settings: Json;
  /** What there is to know of its candles first, a symbol each. */
  readonly data: readonly BacktestData[];
  readonly figures: Figures | null;
  readonly long: RunStatistics["long"] | null;
  readonly short: RunStatistics["short"] | null;
  readonly months: RunStatistics["months"];
  readonly notes: readonly BacktestNote[];
  /** Notes that were made besides these. */
  readonly notesLeftOut: number;
  /** The first of them, and how many there were. */
  readonly faults: readonly BacktestFault[];
  readonly faultCount: number;
  /** Positions that were still open at the end. */
  readonly openPositions: number;
  readonly rejections: Readonly<Record<string, number>>;
  /** Whether it can be believed; null as long as nobody has asked. */
  readonly checks: BacktestChecks | null;
  readonly tradesHash: string | null;
  readonly dataHash: string | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

/** Backtests as the API offers them. Ids that name nothing throw InputError NOT_FOUND. */
export interface BacktestApi {
  /** Newest first. */
  list(): BacktestInfo[];
  find(id: string): BacktestInfo | undefined;
  /** Returns as soon as everything is checked; it runs in its turn. @throws InputError naming the field */
  run(input: BacktestInput): Promise<BacktestInfo>;
  /** What there is by then is kept. @throws InputError CONFLICT for one that is over */
  cancel(id: string): BacktestInfo;
  /** One under way is ended first. */
  remove(id: string): Promise<string>;
  /**
   * Checks one that is over, in its turn; returns once it is clear that it can be.
   *
   * @throws InputError CONFLICT where its strategy or its candles are not what they were
   */
  check(id: string, input: CheckInput): Promise<BacktestInfo>;
  /** What was found by then is kept. @throws InputError CONFLICT where nothing is under way */
  cancelChecks(id: string): BacktestInfo;
  trades(id: string, limit: number, offset: number): Promise<Trade[]>;
  /** The curves, at most so many points of them. */
  equity(id: string, points: number, range?: ChartRange): Promise<BacktestPoint[]>;
  /** A symbol's candles, at most so many; null where none were kept. */
  candles(
    id: string,
    symbol: string,
    points: number,
    range?: ChartRange,
  ): Promise<BacktestCandles | null>;
  /** A symbol's trades to be marked in its chart, at most so many. */
  marks(id: string, symbol: string, limit: number, range?: ChartRange): Promise<TradeMarks>;
  /**
   * @param changed called whenever one has changed; must be quick and not throw
   * @param removed called with the id of one that is gone
   * @returns what ends it
   */
  listen(changed: (info: BacktestInfo) => void, removed?: (id: string) => void): () => void;
}
