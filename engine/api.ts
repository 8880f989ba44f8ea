/**
 * What the engine offers to whoever stands in front of it: the GraphQL layer, the command line,
 * tests. Views are plain data; nothing here knows of HTTP.
 */
import type {
  Account,
  AccountId,
  AccountLimits,
  Candle,
  EngineEvent,
  EngineExposure,
  EngineRiskSettings,
  EventType,
  ExecutionSettings,
  FeedKind,
  FeedStatus,
  Instrument,
  Order,
  RiskSettings,
  RunnerId,
  RunnerStatus,
  StateTransition,
  SymbolTerms,
  Timeframe,
  Trade,
  TradingState,
} from "./domain/mod.ts";
import type { FeedReport } from "./feeds/feed.ts";
import type { RiskRuleStatus } from "./risk/mod.ts";
import type { IndicatorSeriesView, OrderChange, RunnerSnapshot } from "./runner/mod.ts";
import type { ParameterValues, StrategyDescription } from "./strategy/mod.ts";

export type { FeedCounters } from "./feeds/feed.ts";
export type { RiskRuleStatus } from "./risk/mod.ts";
export type { IndicatorSeriesView, OrderChange, RunnerSnapshot } from "./runner/mod.ts";

/** Settings as a user gives them: some of the names, unchecked. What is left out stays or takes its default. */
export type SettingsInput = Readonly<Record<string, unknown>>;

export interface CreateRunnerInput {
  readonly symbol: string;
  readonly strategy: string;
  readonly timeframe?: string;
  readonly feed?: FeedKind;
  readonly windowSize?: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** To start with; not with an `account`, whose cash it is then. */
  readonly cash?: number;
  /** For makers and takers alike, in place of `execution.fees`. */
  readonly feeBps?: number;
  /** In place of `execution.spreadBps`. */
  readonly spreadBps?: number;
  /** An {@link ExecutionSettings} in part. */
  readonly execution?: SettingsInput;
  /** A {@link RiskSettings} in part. */
  readonly risk?: SettingsInput;
  /** The id of an account to share. */
  readonly account?: string;
  readonly decideOn?: "CANDLE" | "TICK";
  readonly autostart?: boolean;
}

export interface CreateAccountInput {
  readonly name: string;
  readonly currency?: string;
  readonly cash?: number;
  /** An {@link AccountLimits} in part. */
  readonly risk?: SettingsInput;
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
  /** What it started with; 0 on an account that it shares. */
  readonly cash: number;
  /** The taker's, without tiers. */
  readonly feeBps: number;
  readonly spreadBps: number;
  readonly execution: ExecutionSettings;
  /** Its own; limits of its account count besides. */
  readonly risk: RiskSettings;
  /** Null for an account of its own. */
  readonly account: AccountId | null;
  readonly decideOn: "CANDLE" | "TICK";
  readonly createdAt: number;
}

/** An account that several runners may share. */
export interface AccountInfo {
  readonly id: AccountId;
  readonly name: string;
  readonly currency: string;
  readonly initialCash: number;
  readonly createdAt: number;
  readonly limits: AccountLimits;
  readonly runners: readonly RunnerId[];
}

/** What the whole engine may do, and since when. */
export interface TradingControl {
  readonly state: TradingState;
  /** When it became that; null where it has always been ACTIVE. */
  readonly since: number | null;
  readonly reason: string | null;
}

/** What a change of the trading state did. */
export interface TradingStateResult extends TradingControl {
  readonly canceledOrders: number;
  readonly closedPositions: number;
  /** Runners that hold a position that could not be closed, because no price is known for it. */
  readonly leftOpen: readonly RunnerId[];
  /** Runners that did not answer in time; they are told before they see another price. */
  readonly unanswered: readonly RunnerId[];
}

/** Limits over everything, and what counts against them, as last committed. */
export interface EngineRiskView {
  readonly limits: EngineRiskSettings;
  readonly exposure: EngineExposure;
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
  readonly trading: TradingControl;
  /** Orders that are on their way or rest in the market, as last committed. */
  readonly openOrders: number;
  readonly openPositions: number;
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
  /** Changes limits of one runner; those that are not named stay. @throws InputError naming the field */
  setRisk(id: string, change: SettingsInput): Promise<RunnerInfo>;
  /** Locks of limits on losses go, and what they measure starts anew. */
  releaseRisk(id: string): Promise<RunnerInfo>;
  /** @throws InputError CONFLICT where the order is not at work */
  cancelOrder(id: string, order: string): Promise<RunnerInfo>;
  /** @throws InputError CONFLICT where the order is not at work, BAD_USER_INPUT where it cannot be so */
  amendOrder(id: string, order: string, change: OrderChange): Promise<RunnerInfo>;
  /** What the whole engine may do; kept over a restart. Resolves once all runners that can be reached obey. */
  setTradingState(state: TradingState, reason?: string): Promise<TradingStateResult>;
  /** HALTED, and positions are closed at the last price before that if `flatten` says so. */
  killSwitch(flatten?: boolean, reason?: string): Promise<TradingStateResult>;
  /** @throws InputError CONFLICT where trading is not halted */
  releaseKillSwitch(): Promise<TradingStateResult>;
  engineRisk(): EngineRiskView;
  /** Changes limits over everything; those that are not named stay. @throws InputError naming the field */
  setEngineRisk(change: SettingsInput): Promise<EngineRiskView>;
  accounts(): AccountInfo[];
  account(id: string): AccountInfo | undefined;
  /** Cash, equity and the rest over all its runners, as last committed. */
  accountBooks(id: string): Account;
  /** How far its limits have been used, by the runner that is nearest to each. */
  accountRisk(id: string): Promise<RiskRuleStatus[]>;
  /** @throws InputError naming the field */
  createAccount(input: CreateAccountInput): Promise<AccountInfo>;
  /** Changes limits of the account; those that are not named stay. @throws InputError naming the field */
  setAccountRisk(id: string, change: SettingsInput): Promise<AccountInfo>;
  /** @throws InputError CONFLICT while runners are on it */
  removeAccount(id: string): Promise<AccountId>;
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
