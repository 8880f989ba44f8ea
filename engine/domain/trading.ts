import type { OrderId, RunnerId, TradeId } from "./ids.ts";

export type Side = "LONG" | "SHORT";
export type OrderSide = "BUY" | "SELL";
export type StrategyState = "IDLE" | "ANALYZING" | "IN_POSITION";
export type RunnerStatus = "RUNNING" | "PAUSED" | "STOPPED" | "FAILED";
export type DecideOn = "CANDLE" | "TICK";

/** Why an order exists. */
export type OrderPurpose = "ENTRY" | "EXIT" | "STOP_LOSS" | "TAKE_PROFIT" | "REVERSE" | "FLATTEN";
export type OrderStatus = "SUBMITTED" | "FILLED" | "REJECTED";
export type OrderType = "MARKET" | "LIMIT" | "STOP";

/** An order as users see it; prices and quantities are decimals. Plain data. */
export interface Order {
  readonly id: OrderId;
  readonly runnerId: RunnerId;
  readonly symbol: string;
  readonly side: OrderSide;
  readonly type: OrderType;
  readonly purpose: OrderPurpose;
  /** Base units; 0 in a rejected order that could not be sized. */
  readonly quantity: number;
  /** The price the decision was made at, for reference. */
  readonly referencePrice: number;
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
  readonly reason: string | null;
  readonly status: OrderStatus;
  readonly submittedAt: number;
  readonly filledAt: number | null;
  readonly fillPrice: number | null;
  readonly fee: number | null;
  readonly rejectCode: string | null;
  readonly rejectReason: string | null;
}

/** What the broker made of an order: one price, one quantity, one fee. */
export interface Fill {
  readonly orderId: OrderId;
  readonly time: number;
  readonly side: OrderSide;
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
}

/** An open position as users see it. */
export interface Position {
  readonly side: Side;
  readonly quantity: number;
  readonly entryPrice: number;
  readonly entryTime: number;
  readonly lastPrice: number;
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
  /** At the price it could be closed at now (bid for a long, ask for a short), before the exit's fee. */
  readonly unrealizedPnl: number;
  /** From the parts already closed, after their fees; the entry's fee counts with the part it opened. */
  readonly realizedPnl: number;
  /** Paid so far for this position. */
  readonly fees: number;
  readonly barsHeld: number;
}

/** A round trip, or the part of one that an exit closed. */
export interface Trade {
  readonly id: TradeId;
  readonly runnerId: RunnerId;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: number;
  readonly entryTime: number;
  readonly entryPrice: number;
  readonly exitTime: number;
  readonly exitPrice: number;
  /** Entry's share and exit. */
  readonly fees: number;
  /** After fees. */
  readonly pnl: number;
  readonly reason: string;
  readonly barsHeld: number;
  /** Furthest the price went against and for the position, in the quote currency; never negative. */
  readonly maxAdverse: number;
  readonly maxFavorable: number;
}

export interface Account {
  readonly initialCash: number;
  readonly cash: number;
  /** Cash and the position at its last price. */
  readonly equity: number;
  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
  readonly fees: number;
  readonly currency: string;
}

export interface StateTransition {
  readonly time: number;
  readonly from: StrategyState;
  readonly to: StrategyState;
  readonly trigger: string;
  readonly reason: string | null;
}

export interface RunnerStats {
  readonly bars: number;
  readonly ticks: number;
  readonly opportunities: number;
  readonly trades: number;
  readonly wins: number;
  readonly losses: number;
  /** Wins / trades; null before the first trade. */
  readonly winRate: number | null;
  readonly orders: number;
  readonly rejected: number;
  readonly errors: number;
  /** Events that were made but dropped for the runner's log limit. */
  readonly droppedLogs: number;
}
