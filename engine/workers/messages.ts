/**
 * What the main thread and a shard say to each other. Plain data throughout, so that the same
 * messages can travel to a process or another machine.
 */
import type {
  Candle,
  CandleColumns,
  EngineEvent,
  Instrument,
  MarketRows,
  RunnerId,
  Timeframe,
} from "../domain/mod.ts";
import type { IndicatorSeriesView, RunnerSnapshot } from "../runner/mod.ts";
import type { RunnerRecord, RunnerState } from "../store/store.ts";
import type { ParameterValues, StrategyDescription, StrategySource } from "../strategy/mod.ts";

/** One stream inside one shard. */
export type StreamId = number;

export interface StreamRows {
  readonly stream: StreamId;
  readonly rows: MarketRows;
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
    readonly state: RunnerState | null;
    /** Why the runner comes from another shard; null for one that does not. */
    readonly moved: string | null;
    /** Why the runner must not go on; its strategy is not loaded then. Null for one that may. */
    readonly fail: string | null;
    readonly now: number;
  }
  | { readonly type: "describe"; readonly request: number; readonly source: StrategySource }
  | { readonly type: "ping" };

export type FromShard =
  | { readonly type: "ready" }
  | {
    /** Everything one message caused, in order. */
    readonly type: "batch";
    readonly events: readonly EngineEvent[];
    readonly states: readonly RunnerState[];
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
  | { readonly op: "parameters"; readonly parameters: ParameterValues }
  | {
    readonly op: "reload";
    readonly source: StrategySource;
    readonly parameters: ParameterValues;
    readonly now: number;
  }
  | { readonly op: "remove" };

/** What each request is answered with. */
export interface RunnerReplies {
  snapshot: RunnerSnapshot;
  history: Candle[];
  indicators: IndicatorSeriesView[];
  pause: null;
  resume: null;
  stop: null;
  parameters: null;
  reload: null;
  remove: null;
}

export interface RunnerCall {
  readonly call: number;
  readonly request: RunnerRequest;
}

/** `sequence`: the runner's last event, so that the caller can wait until it is committed. */
export type RunnerAnswer =
  | { readonly call: number; readonly ok: true; readonly value: unknown; readonly sequence: number }
  | { readonly call: number; readonly ok: false; readonly code: string; readonly message: string };
