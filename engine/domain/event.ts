import type { Candle } from "./candle.ts";
import type { FeedKind } from "./instrument.ts";
import type { RunnerId } from "./ids.ts";
import type { Json } from "./json.ts";
import type { Timeframe } from "./timeframe.ts";
import type { TradingState } from "./risk_settings.ts";
import type { Fill, Order, Position, RunnerStatus, StateTransition, Trade } from "./trading.ts";

export const EVENT_TYPES = [
  "TICK_RECEIVED",
  "CANDLE_CLOSED",
  "OPPORTUNITY_DETECTED",
  "STATE_TRANSITION",
  "ORDER_SUBMITTED",
  "ORDER_ACCEPTED",
  "ORDER_AMENDED",
  "ORDER_TRIGGERED",
  "ORDER_PARTIALLY_FILLED",
  "ORDER_FILLED",
  "ORDER_CANCELED",
  "ORDER_EXPIRED",
  "ORDER_REJECTED",
  "POSITION_OPENED",
  "POSITION_UPDATED",
  "POSITION_CLOSED",
  "RUNNER_ADDED",
  "RUNNER_REMOVED",
  "RUNNER_STATUS_CHANGED",
  "STRATEGY_ERROR",
  "STRATEGY_LOG",
  "FEED_STATUS_CHANGED",
  "FEED_GAP",
  "RISK_TRIGGERED",
  "FUNDING_PAID",
  "TRADING_STATE_CHANGED",
] as const;
export type EventType = typeof EVENT_TYPES[number];

/** `ENDED`: a replay has reached the end of its file. */
export type FeedStatus = "CONNECTING" | "LIVE" | "STALE" | "RECONNECTING" | "DOWN" | "ENDED";

/**
 * What every event has. `sequence` counts without a hole within its source: a runner's own events,
 * or the rows of one market stream for TICK_RECEIVED and CANDLE_CLOSED, or the engine for the rest.
 * POSITION_UPDATED, which is shown and forgotten, repeats the number of the runner's last event.
 * `time` is market time for what the market caused, the clock's for what a user caused.
 */
interface Base<T extends EventType> {
  readonly type: T;
  readonly sequence: number;
  readonly time: number;
  readonly runnerId: RunnerId | null;
  readonly symbol: string | null;
}

interface MarketBase {
  readonly feed: FeedKind;
  readonly timeframe: Timeframe;
  /** The stream: runners that share it see the same bars. */
  readonly channel: number;
}

export interface TickReceived extends Base<"TICK_RECEIVED">, MarketBase {
  /** The forming (or just closed) candle. */
  readonly candle: Candle;
}
export interface CandleClosed extends Base<"CANDLE_CLOSED">, MarketBase {
  readonly candle: Candle;
}
export interface OpportunityDetected extends Base<"OPPORTUNITY_DETECTED"> {
  readonly context: Json;
}
export interface StateTransitioned extends Base<"STATE_TRANSITION"> {
  readonly transition: StateTransition;
}
export interface OrderSubmitted extends Base<"ORDER_SUBMITTED"> {
  readonly order: Order;
}
/** It has reached the market and rests there. */
export interface OrderAccepted extends Base<"ORDER_ACCEPTED"> {
  readonly order: Order;
}
/** Its price, quantity or end was changed. */
export interface OrderAmended extends Base<"ORDER_AMENDED"> {
  readonly order: Order;
  readonly reason: string | null;
}
/** A stop's price was reached: it is a market or limit order from now on. */
export interface OrderTriggered extends Base<"ORDER_TRIGGERED"> {
  readonly order: Order;
}
/** A part of it was filled; the rest goes on. */
export interface OrderPartiallyFilled extends Base<"ORDER_PARTIALLY_FILLED"> {
  readonly order: Order;
  readonly fill: Fill;
}
export interface OrderFilled extends Base<"ORDER_FILLED"> {
  readonly order: Order;
  /** The last of its fills. */
  readonly fill: Fill;
}
export interface OrderCanceled extends Base<"ORDER_CANCELED"> {
  readonly order: Order;
  readonly code: string;
  readonly reason: string;
}
export interface OrderExpired extends Base<"ORDER_EXPIRED"> {
  readonly order: Order;
  readonly code: string;
  readonly reason: string;
}
export interface OrderRejected extends Base<"ORDER_REJECTED"> {
  readonly order: Order;
  readonly code: string;
  readonly reason: string;
}
export interface PositionOpened extends Base<"POSITION_OPENED"> {
  readonly position: Position;
}
export interface PositionUpdated extends Base<"POSITION_UPDATED"> {
  readonly position: Position;
}
/** `position` is what is left after a partial exit, else null. */
export interface PositionClosed extends Base<"POSITION_CLOSED"> {
  readonly trade: Trade;
  readonly reason: string;
  readonly position: Position | null;
}
export type RunnerAdded = Base<"RUNNER_ADDED">;
export type RunnerRemoved = Base<"RUNNER_REMOVED">;
export interface RunnerStatusChanged extends Base<"RUNNER_STATUS_CHANGED"> {
  readonly from: RunnerStatus;
  readonly to: RunnerStatus;
  readonly reason: string | null;
}
export interface StrategyErrorEvent extends Base<"STRATEGY_ERROR"> {
  readonly code: StrategyFaultCode;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly traceback: string | null;
}
export interface StrategyLog extends Base<"STRATEGY_LOG"> {
  readonly level: "INFO" | "WARN";
  readonly message: string;
}
export interface FeedStatusChanged extends Base<"FEED_STATUS_CHANGED"> {
  readonly feed: FeedKind;
  readonly timeframe: Timeframe | null;
  /** The stream whose status it is; null when it is the whole feed's. */
  readonly channel: number | null;
  readonly status: FeedStatus;
  readonly detail: string | null;
}
/**
 * Candles that the exchange itself does not have: an outage, or a symbol that did not trade. The bars
 * from `from` up to `to` (exclusive) stay missing.
 */
export interface FeedGap extends Base<"FEED_GAP"> {
  readonly feed: FeedKind;
  readonly timeframe: Timeframe;
  readonly from: number;
  readonly to: number;
  readonly bars: number;
}
export interface RiskTriggered extends Base<"RISK_TRIGGERED"> {
  readonly rule: string;
  readonly code: string;
  readonly reason: string;
}

/** Funding for a position that was open at a funding time; positive was paid, negative received. */
export interface FundingPaid extends Base<"FUNDING_PAID"> {
  readonly amount: number;
  /** As a fraction of the notional. */
  readonly rate: number;
  readonly notional: number;
}
/** What the whole engine may do was changed by a user or a limit. */
export interface TradingStateChanged extends Base<"TRADING_STATE_CHANGED"> {
  readonly from: TradingState;
  readonly to: TradingState;
  readonly reason: string | null;
}

/** What a strategy did wrong. */
export type StrategyFaultCode =
  | "SYNTAX"
  | "RUNTIME"
  | "BAD_RETURN"
  | "INSTRUCTION_LIMIT"
  | "TIME_LIMIT"
  | "MEMORY_LIMIT"
  | "PATTERN_LIMIT";

export type EngineEvent =
  | TickReceived
  | CandleClosed
  | OpportunityDetected
  | StateTransitioned
  | OrderSubmitted
  | OrderAccepted
  | OrderAmended
  | OrderTriggered
  | OrderPartiallyFilled
  | OrderFilled
  | OrderCanceled
  | OrderExpired
  | OrderRejected
  | PositionOpened
  | PositionUpdated
  | PositionClosed
  | RunnerAdded
  | RunnerRemoved
  | RunnerStatusChanged
  | StrategyErrorEvent
  | StrategyLog
  | FeedStatusChanged
  | FeedGap
  | RiskTriggered
  | FundingPaid
  | TradingStateChanged;

/** Events that are shown and forgotten; all others are committed before anyone sees them. */
const FLEETING: ReadonlySet<EventType> = new Set([
  "TICK_RECEIVED",
  "CANDLE_CLOSED",
  "POSITION_UPDATED",
]);

/** True when the event belongs in the journal. */
export function isJournaled(event: EngineEvent): boolean {
  return !FLEETING.has(event.type);
}
