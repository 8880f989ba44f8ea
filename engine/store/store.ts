import type {
  AccountId,
  AccountLimits,
  EngineEvent,
  EngineRiskSettings,
  EventType,
  ExecutionSettings,
  FeedKind,
  FormerHolding,
  JsonObject,
  Order,
  RiskSettings,
  RunnerId,
  RunnerStatus,
  StateTransition,
  SymbolTerms,
  Timeframe,
  Trade,
  TradingState,
} from "../domain/mod.ts";
import type { ParameterValues, StrategySource } from "../strategy/mod.ts";

/** What a runner was created with, and what the user changed since. Plain data. */
export interface RunnerRecord {
  readonly id: RunnerId;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly feed: FeedKind;
  /** The steps that the books are counted in; older records lack them: the catalogue's then. */
  readonly terms?: SymbolTerms;
  readonly windowSize: number;
  readonly parameters: ParameterValues;
  /** The strategy as it was loaded, so that a restart runs the same text. */
  readonly source: StrategySource;
  readonly cash: number;
  readonly feeBps: number;
  readonly spreadBps: number;
  /** Older records lack it: the fee and the spread above, everything else as by default. */
  readonly execution?: ExecutionSettings;
  /** Older records lack it: as by default. */
  readonly risk?: RiskSettings;
  /** The account it shares; left out for one of its own. */
  readonly account?: AccountId;
  readonly decideOn: "CANDLE" | "TICK";
  readonly status: RunnerStatus;
  readonly createdAt: number;
}

/** An account that runners share. Plain data; what its runners did is in their states. */
export interface AccountRecord {
  readonly id: AccountId;
  readonly name: string;
  readonly currency: string;
  readonly cash: number;
  readonly limits: AccountLimits;
  /** What runners left behind that are on it no more. */
  readonly former: readonly FormerHolding[];
  readonly createdAt: number;
}

/** What is set for the whole engine, each by its name. */
export interface EngineSettings {
  /** What it may do; without it everything, as ever. */
  readonly trading: {
    readonly state: TradingState;
    readonly since: number;
    readonly reason: string | null;
    /** Positions are to be closed, also of runners that did not hear of it yet. */
    readonly flatten: boolean;
  };
  readonly risk: EngineRiskSettings;
}

/** A runner's state after its last committed bar: position, account, context, counters. */
export interface RunnerState {
  readonly runnerId: RunnerId;
  /** Number of the runner's last event. */
  readonly sequence: number;
  /** Open time of the last bar it has seen; null before the first. */
  readonly lastBarTime: number | null;
  /** Everything else, owned by `engine/runner`. */
  readonly data: JsonObject;
}

/** What belongs together: all of it is committed, or none. */
export interface StoreBatch {
  readonly runners?: readonly RunnerRecord[];
  readonly removed?: readonly RunnerId[];
  readonly accounts?: readonly AccountRecord[];
  readonly removedAccounts?: readonly AccountId[];
  readonly settings?: Partial<EngineSettings>;
  readonly states?: readonly RunnerState[];
  /** Journaled events only. An event already there (same runner and sequence) is left as it is. */
  readonly events?: readonly EngineEvent[];
}

export interface EventQuery {
  readonly runnerId?: RunnerId;
  readonly types?: readonly EventType[];
  /** Newest first. */
  readonly limit: number;
}

/**
 * What outlives the process. Synchronous: a commit is done when it returns. Lists come newest
 * first. Every method throws when the store cannot be written or read.
 */
export interface Store {
  commit(batch: StoreBatch): void;
  runners(): RunnerRecord[];
  accounts(): AccountRecord[];
  /** Those that were ever set. */
  settings(): Partial<EngineSettings>;
  state(runnerId: RunnerId): RunnerState | undefined;
  events(query: EventQuery): EngineEvent[];
  orders(runnerId: RunnerId, limit: number): Order[];
  trades(runnerId: RunnerId, limit: number): Trade[];
  transitions(runnerId: RunnerId, limit: number): StateTransition[];
  /** A number never given out before by this store, also after a runner was removed. */
  nextRunnerNumber(): number;
  /** The same for accounts. */
  nextAccountNumber(): number;
  /** Throws when the store does not answer; for health. */
  check(): void;
  close(): void;
}
