/**
 * What the engine offers to whoever stands in front of it: the GraphQL layer, the command line,
 * tests. Views are plain data; nothing here knows of HTTP.
 */
import type {
  Candle,
  EngineEvent,
  EventType,
  FeedKind,
  FeedStatus,
  Instrument,
  Order,
  RunnerId,
  RunnerStatus,
  StateTransition,
  SymbolTerms,
  Timeframe,
  Trade,
} from "./domain/mod.ts";
import type { FeedReport } from "./feeds/feed.ts";
import type { IndicatorSeriesView, RunnerSnapshot } from "./runner/mod.ts";
import type { ParameterValues, StrategyDescription } from "./strategy/mod.ts";

export type { FeedCounters } from "./feeds/feed.ts";
export type { IndicatorSeriesView, RunnerSnapshot } from "./runner/mod.ts";

export interface CreateRunnerInput {
  readonly symbol: string;
  readonly strategy: string;
  readonly timeframe?: string;
  readonly feed?: FeedKind;
  readonly windowSize?: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly cash?: number;
  readonly feeBps?: number;
  readonly spreadBps?: number;
  readonly decideOn?: "CANDLE" | "TICK";
  readonly autostart?: boolean;
}

export interface RunnerInfo {
  readonly id: RunnerId;
  readonly instrument: Instrument;
  readonly strategy: StrategyDescription;
  readonly timeframe: Timeframe;
  readonly feed: FeedKind;
  readonly status: RunnerStatus;
  readonly parameters: ParameterValues;
  readonly windowSize: number;
  readonly cash: number;
  readonly feeBps: number;
  readonly spreadBps: number;
  readonly decideOn: "CANDLE" | "TICK";
  readonly createdAt: number;
}

export interface LatencyView {
  /** Milliseconds from the arrival of a tick in the engine to the decision; null before the first. */
  readonly p50: number | null;
  readonly p99: number | null;
  readonly samples: number;
}

export interface RunnerHealthView {
  readonly healthy: boolean;
  readonly uptimeMs: number;
  /** Wall-clock time of the last data; null before the first. */
  readonly lastTickAt: number | null;
  /** How old that data is. */
  readonly dataAgeMs: number | null;
  readonly errors: number;
  readonly lastError: string | null;
  /** How often the runner was moved to a new shard. */
  readonly restarts: number;
  readonly shard: number | null;
  readonly feedStatus: FeedStatus | null;
  /** What the feed said about that status. */
  readonly feedDetail: string | null;
  /** Since when the feed has it, by the clock. */
  readonly feedSince: number | null;
  readonly latency: LatencyView;
}

/** Markets (a symbol in a timeframe) of one feed that have the same status. */
export interface FeedMarkets {
  readonly status: FeedStatus;
  readonly count: number;
  /** Some of their symbols. */
  readonly symbols: readonly string[];
  /** What the feed said of the one that has had this status for the longest time, and since when. */
  readonly detail: string | null;
  readonly since: number;
}

/** How one of the feeds that are offered is doing. */
export interface FeedView extends FeedReport {
  readonly kind: FeedKind;
  /** The markets that runners watch on it, by status, the worst first. */
  readonly markets: readonly FeedMarkets[];
  /** How old its newest data is; null before the first. */
  readonly ageMs: number | null;
  /** Running and paused runners on it. */
  readonly runners: number;
}

export interface EngineSummaryView {
  readonly runners: number;
  readonly running: number;
  readonly paused: number;
  readonly stopped: number;
  readonly failed: number;
  readonly healthy: number;
  /** Symbols with at least one running or paused runner. */
  readonly symbols: number;
  readonly ticks: number;
  readonly events: number;
  readonly uptimeMs: number;
  readonly shards: number;
}

export interface HealthView {
  /** `ok`, or `unavailable` with the reasons. */
  readonly status: "ok" | "unavailable";
  readonly reasons: readonly string[];
  readonly version: string;
  readonly uptimeMs: number;
}

/** What can be listened to. A listener is called synchronously, must be quick, and must not throw. */
export interface EngineListener {
  /** Committed (or fleeting) events, in order. */
  event?(event: EngineEvent): void;
  /** A runner's snapshot may have changed; read it when you have time for it. */
  changed?(id: RunnerId): void;
}

/** @see TradingEngine, which implements it. Ids that name nothing throw InputError NOT_FOUND. */
export interface EngineApi {
  readonly version: string;
  readonly defaultFeed: FeedKind;
  health(): HealthView;
  summary(): EngineSummaryView;
  symbols(): readonly Instrument[];
  /**
   * Steps and limits of a symbol on a feed; the catalogue's where the feed has none of its own.
   * @throws InputError naming the field
   */
  terms(symbol: string, feed: FeedKind): SymbolTerms;
  /** One for each feed that is offered. */
  feeds(): FeedView[];
  strategies(): Promise<readonly StrategyDescription[]>;
  runners(filter?: { status?: RunnerStatus; symbol?: string; strategy?: string }): RunnerInfo[];
  runner(id: string): RunnerInfo | undefined;
  /** @throws InputError naming the field */
  createRunner(input: CreateRunnerInput): Promise<RunnerInfo>;
  pauseRunner(id: string): Promise<RunnerInfo>;
  resumeRunner(id: string): Promise<RunnerInfo>;
  /** @param flatten closes an open position at the last price first */
  stopRunner(id: string, flatten?: boolean): Promise<RunnerInfo>;
  removeRunner(id: string): Promise<RunnerId>;
  /** Position and context stay. */
  updateRunner(id: string, parameters: Readonly<Record<string, unknown>>): Promise<RunnerInfo>;
  /** Reads the strategy's file anew; position and context stay. */
  reloadStrategy(id: string): Promise<RunnerInfo>;
  /** Answers within 100 ms, with `stale: true` where the runner does not. */
  snapshot(id: string): Promise<RunnerSnapshot>;
  /** Closed candles, and the forming one last if there is one; ascending. */
  history(id: string, limit: number): Promise<Candle[]>;
  indicatorSeries(id: string, limit: number): Promise<IndicatorSeriesView[]>;
  /** Newest first, as all lists below. */
  transitions(id: string, limit: number): StateTransition[];
  orders(id: string, limit: number): Order[];
  trades(id: string, limit: number): Trade[];
  events(query: { runnerId?: string; types?: readonly EventType[]; limit: number }): EngineEvent[];
  runnerHealth(id: string): RunnerHealthView;
  /** The stream that feeds a runner, as `channel` in market events names it; null while there is none. */
  channelOf(id: string): number | null;
  /** The stream for a symbol, timeframe and feed if some runner has it open. */
  channelFor(symbol: string, timeframe: string, feed: FeedKind): number | null;
  listen(listener: EngineListener): () => void;
}
