import type {
  AccountId,
  EngineEvent,
  EventType,
  ExecutionSettings,
  FeedKind,
  JsonObject,
  Order,
  RiskSettings,
  RunnerId,
  RunnerStatus,
  StateTransition,
  SymbolTerms,
  Timeframe,
  Trade,
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
  state(runnerId: RunnerId): RunnerState | undefined;
  events(query: EventQuery): EngineEvent[];
  orders(runnerId: RunnerId, limit: number): Order[];
  trades(runnerId: RunnerId, limit: number): Trade[];
  transitions(runnerId: RunnerId, limit: number): StateTransition[];
  /** A number never given out before by this store, also after a runner was removed. */
  nextRunnerNumber(): number;
  /** Throws when the store does not answer; for health. */
  check(): void;
  close(): void;
}
