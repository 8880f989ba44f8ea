import type { AccountId, OrderId, RunnerId, TradeId } from "./ids.ts";

export type Side = "LONG" | "SHORT";
export type OrderSide = "BUY" | "SELL";
export type StrategyState = "IDLE" | "ANALYZING" | "IN_POSITION";
export type RunnerStatus = "RUNNING" | "PAUSED" | "STOPPED" | "FAILED";
export type DecideOn = "CANDLE" | "TICK";

/** Why an order exists. */
export type OrderPurpose =
  | "ENTRY"
  /** More of a position that is open already. */
  | "ADD"
  | "EXIT"
  | "STOP_LOSS"
  | "TAKE_PROFIT"
  | "REVERSE"
  | "FLATTEN"
  | "LIQUIDATION";

/** `FILLED`, `CANCELED`, `REJECTED` and `EXPIRED` are final. */
export type OrderStatus =
  | "SUBMITTED"
  | "ACCEPTED"
  | "PARTIALLY_FILLED"
  | "FILLED"
  | "CANCELED"
  | "REJECTED"
  | "EXPIRED";

/**
 * - `MARKET`: trades at the first price.
 * - `LIMIT`: trades at its limit price or better.
 * - `STOP`: becomes a market order once the price is as bad as its stop price or worse.
 * - `STOP_LIMIT`: becomes a limit order then.
 * - `TRAILING_STOP`: a stop whose price follows the market at a distance, never back.
 * - `TAKE_PROFIT`: becomes a market order once the price is as good as its stop price or better.
 */
export const ORDER_TYPES = [
  "MARKET",
  "LIMIT",
  "STOP",
  "STOP_LIMIT",
  "TRAILING_STOP",
  "TAKE_PROFIT",
] as const;
export type OrderType = typeof ORDER_TYPES[number];

/**
 * - `GTC`: until it is canceled.
 * - `IOC`: what can be traded at once is, the rest is canceled.
 * - `FOK`: all of it at once, or nothing.
 * - `GTD`: until a given time.
 */
export const TIMES_IN_FORCE = ["GTC", "IOC", "FOK", "GTD"] as const;
export type TimeInForce = typeof TIMES_IN_FORCE[number];

/** Whether a fill took liquidity that was there or had waited itself. */
export type Liquidity = "MAKER" | "TAKER";

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
  readonly filledQuantity: number;
  /** The price the decision was made at, for reference. */
  readonly referencePrice: number;
  readonly limitPrice: number | null;
  /** The price that triggers it; of a trailing stop the present one. */
  readonly stopPrice: number | null;
  /** How far a trailing stop follows behind, in the quote currency. */
  readonly trailBy: number | null;
  readonly timeInForce: TimeInForce;
  /** When a `GTD` order ends. */
  readonly expiresAt: number | null;
  /** Refused where it would trade at once: it only ever makes liquidity. */
  readonly postOnly: boolean;
  /** It may make a position smaller, never larger. */
  readonly reduceOnly: boolean;
  /** Orders of one group cancel each other: once one is filled the others go. */
  readonly group: string | null;
  /** Levels of the position that it opens. */
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
  readonly reason: string | null;
  readonly status: OrderStatus;
  readonly submittedAt: number;
  /** When it last changed. */
  readonly updatedAt: number;
  /** Of the last fill, as is `fillPrice` until it is filled whole: the average then. */
  readonly filledAt: number | null;
  readonly fillPrice: number | null;
  /** All its fills' fees. */
  readonly fee: number | null;
  readonly rejectCode: string | null;
  readonly rejectReason: string | null;
  /** Why it was canceled or expired. */
  readonly cancelCode: string | null;
  readonly cancelReason: string | null;
}

/** What the broker made of an order, or of a part of it: one price, one quantity, one fee. */
export interface Fill {
  readonly orderId: OrderId;
  readonly time: number;
  readonly side: OrderSide;
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
  readonly liquidity: Liquidity;
}

/** An open position as users see it. */
export interface Position {
  readonly side: Side;
  readonly quantity: number;
  /** The average of what is still held, by quantity. */
  readonly entryPrice: number;
  /** Of the first entry. */
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
  /** Funding paid (positive) or received (negative) so far for this position. */
  readonly funding: number;
  readonly barsHeld: number;
  /** What it is worth at the last price, in the quote currency. */
  readonly notional: number;
  /** The price at which the broker closes it for want of margin; null where there is none. */
  readonly liquidationPrice: number | null;
}

/**
 * A round trip, or the part of one that an exit closed. What was bought first is sold first (FIFO): an
 * exit out of a position with several entries makes a trade for each entry it reaches.
 */
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

/**
 * What a runner trades with, in the quote currency; its own, or one that it shares.
 *
 * - `equity = cash + Σ positions at the price they could be closed at`
 * - `equity = initialCash + realizedPnl + unrealizedPnl − entry fees of what is open − funding`
 */
export interface Account {
  /** Null for a runner's own. */
  readonly id: AccountId | null;
  readonly initialCash: number;
  readonly cash: number;
  /** Cash and the positions at their last prices. */
  readonly equity: number;
  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
  readonly fees: number;
  /** Funding paid (positive) or received (negative); not part of any trade's P&L. */
  readonly funding: number;
  readonly currency: string;
  readonly leverage: number;
  /** Held for positions and for orders that would open some: `notional ÷ leverage`. */
  readonly marginUsed: number;
  /** `equity − marginUsed`, not below 0. */
  readonly marginAvailable: number;
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
