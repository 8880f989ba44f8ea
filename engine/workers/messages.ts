/**
 * What the main thread and a shard say to each other. Plain data throughout, so that the same
 * messages can travel to a process or another machine.
 */
import type { Holding } from "../broker/mod.ts";
import type {
  Candle,
  CandleColumns,
  EngineEvent,
  EngineExposure,
  EngineRiskSettings,
  FormerHolding,
  Instrument,
  MarketRows,
  RiskSettings,
  RunnerId,
  Timeframe,
  TradingState,
} from "../domain/mod.ts";
import type { IndicatorSeriesView, OrderChange, RunnerSnapshot } from "../runner/mod.ts";
import type { AccountRecord, RunnerRecord, RunnerState } from "../store/store.ts";
import type { ParameterValues, StrategyDescription, StrategySource } from "../strategy/mod.ts";

/** One stream inside one shard. */
export type StreamId = number;

export interface StreamRows {
  readonly stream: StreamId;
  readonly rows: MarketRows;
}

/** What a runner is subject to besides its own record. */
export interface RunnerStanding {
  /** What the whole engine may do. */
  readonly tradingState: TradingState;
  /** A kill switch wants open positions closed, also those of a runner that was not there when it came. */
  readonly flatten: boolean;
  /** The runner's limits and those of its account: of two the stricter. */
  readonly risk: RiskSettings;
  /** The account that it shares; null for one of its own. */
  readonly account: AccountRecord | null;
}

/** Limits over the whole engine, and what counts against them outside a shard, as last committed. */
export interface RiskBoard {
  readonly limits: EngineRiskSettings;
  readonly others: EngineExposure;
}

export type ToShard =
  | {
    readonly type: "open-stream";
    readonly stream: StreamId;
    readonly instrument: Instrument;
    readonly timeframe: Timeframe;
    readonly capacity: number;
  }
  | { readonly type: "history"; readonly stream: StreamId; readonly columns: CandleColumns }
  | {
    readonly type: "rows";
    readonly batch: readonly StreamRows[];
    /** When the rows reached the engine, in wall-clock milliseconds with fractions. */
    readonly arrivedAt: number;
  }
  | { readonly type: "close-stream"; readonly stream: StreamId }
  | {
    /** Comes with the runner's control port. */
    readonly type: "add-runner";
    readonly record: RunnerRecord;
    readonly instrument: Instrument;
    readonly stream: StreamId;
    readonly standing: RunnerStanding;
    readonly state: RunnerState | null;
    /** Why the runner comes from another shard; null for one that does not. */
    readonly moved: string | null;
    /** Why the runner must not go on; its strategy is not loaded then. Null for one that may. */
    readonly fail: string | null;
    readonly now: number;
  }
  | {
    readonly type: "trading-state";
    readonly request: number;
    readonly state: TradingState;
    /** Closes open positions at the last price first. */
    readonly flatten: boolean;
  }
  | ({ readonly type: "risk-board" } & RiskBoard)
  | { readonly type: "describe"; readonly request: number; readonly source: StrategySource }
  | { readonly type: "ping" };

/** What a runner holds, and how many orders it has at work. */
export interface RunnerFigures {
  readonly runnerId: RunnerId;
  readonly holding: Holding;
  readonly openOrders: number;
}

/** What a change of the trading state did to one runner. */
export interface RunnerObeyed {
  readonly id: RunnerId;
  readonly canceled: number;
  readonly closed: boolean;
  /** True where a position was to be closed and no price was known. */
  readonly leftOpen: boolean;
  /** The runner's last event, so that the caller can wait until it is committed. */
  readonly sequence: number;
}

export type FromShard =
  | { readonly type: "ready" }
  | {
    /** Everything one message caused, in order. */
    readonly type: "batch";
    readonly events: readonly EngineEvent[];
    readonly states: readonly RunnerState[];
    /** Of those runners that hold something, or did before. */
    readonly figures: readonly RunnerFigures[];
    /** Streams whose rows were worked off, one entry a `StreamRows`. */
    readonly done: readonly StreamId[];
  }
  | {
    readonly type: "described";
    readonly request: number;
    readonly description: StrategyDescription;
    /** True for a strategy that used up its budget in a rehearsal. */
    readonly costly: boolean;
  }
  | {
    readonly type: "trading-state-set";
    readonly request: number;
    readonly runners: readonly RunnerObeyed[];
  }
  | {
    readonly type: "runner-ready";
    readonly id: RunnerId;
    /** Why the strategy could not be put to work; null when it was. */
    readonly fault: string | null;
  }
  | { readonly type: "pong"; readonly runners: readonly RunnerVitals[] };

/** A runner's health as its shard knows it. */
export interface RunnerVitals {
  readonly id: RunnerId;
  readonly healthy: boolean;
  readonly errors: number;
  readonly lastError: string | null;
  readonly p50: number | null;
  readonly p99: number | null;
  readonly samples: number;
}

/** Asked over a runner's own port. */
export type RunnerRequest =
  | { readonly op: "snapshot" }
  | { readonly op: "history"; readonly limit: number }
  | { readonly op: "indicators"; readonly limit: number }
  | { readonly op: "pause"; readonly now: number }
  | { readonly op: "resume"; readonly now: number }
  | { readonly op: "stop"; readonly now: number; readonly flatten: boolean }
  | { readonly op: "cancel-order"; readonly order: string }
  | { readonly op: "amend-order"; readonly order: string; readonly change: OrderChange }
  | { readonly op: "risk"; readonly risk: RiskSettings }
  | { readonly op: "release-risk"; readonly now: number }
  | { readonly op: "parameters"; readonly parameters: ParameterValues }
  | {
    readonly op: "reload";
    readonly source: StrategySource;
    readonly parameters: ParameterValues;
    readonly now: number;
  }
  /** `moves`: it goes on in another shard. */
  | { readonly op: "remove"; readonly moves: boolean };

/** What each request is answered with. */
export interface RunnerReplies {
  snapshot: RunnerSnapshot;
  history: Candle[];
  indicators: IndicatorSeriesView[];
  pause: null;
  resume: null;
  stop: null;
  "cancel-order": null;
  "amend-order": null;
  risk: null;
  "release-risk": null;
  parameters: null;
  reload: null;
  /** What it leaves on its account. */
  remove: FormerHolding;
}

export interface RunnerCall {
  readonly call: number;
  readonly request: RunnerRequest;
}

/** `sequence`: the runner's last event, so that the caller can wait until it is committed. */
export type RunnerAnswer =
  | { readonly call: number; readonly ok: true; readonly value: unknown; readonly sequence: number }
  | { readonly call: number; readonly ok: false; readonly code: string; readonly message: string };
