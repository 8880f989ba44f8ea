import { builder } from "../builder.ts";
import {
  BREACH_ACTION_WORDING,
  EVENT_TYPES,
  FEED_KINDS,
  TRADING_STATE_WORDING,
} from "../../engine/mod.ts";

export const RunnerStatusType = builder.enumType("RunnerStatus", {
  description: "A stopped runner can be read but not resumed; a failed one cannot go on by itself.",
  values: ["RUNNING", "PAUSED", "STOPPED", "FAILED"] as const,
});
export const StrategyStateType = builder.enumType("StrategyState", {
  values: ["IDLE", "ANALYZING", "IN_POSITION"] as const,
});
export const SideType = builder.enumType("Side", { values: ["LONG", "SHORT"] as const });
export const OrderSideType = builder.enumType("OrderSide", { values: ["BUY", "SELL"] as const });
export const OrderStatusType = builder.enumType("OrderStatus", {
  description: "`FILLED`, `CANCELED`, `REJECTED` and `EXPIRED` are final.",
  values: {
    SUBMITTED: { description: "On its way to the market." },
    ACCEPTED: { description: "It rests in the market." },
    PARTIALLY_FILLED: { description: "A part of it was filled; the rest goes on." },
    FILLED: {},
    CANCELED: { description: "By the user, the strategy, a limit, or another order of its group." },
    REJECTED: { description: "By a rule or by the market: it never was at work." },
    EXPIRED: { description: "Its time in force was over." },
  } as const,
});
export const OrderTypeType = builder.enumType("OrderType", {
  values: {
    MARKET: { description: "Trades at the first price." },
    LIMIT: { description: "Trades at its limit price or better." },
    STOP: {
      description: "Becomes a market order once the price is as bad as its stop price or worse.",
    },
    STOP_LIMIT: { description: "Becomes a limit order then." },
    TRAILING_STOP: {
      description: "A stop whose price follows the market at a distance, never back.",
    },
    TAKE_PROFIT: {
      description: "Becomes a market order once the price is as good as its stop price or better.",
    },
  } as const,
});
export const TimeInForceType = builder.enumType("TimeInForce", {
  description: "How long an order lasts.",
  values: {
    GTC: { description: "Until it is canceled." },
    IOC: { description: "What can be traded at once is, the rest is canceled." },
    FOK: { description: "All of it at once, or nothing." },
    GTD: { description: "Until a given time." },
  } as const,
});
export const LiquidityType = builder.enumType("Liquidity", {
  description: "Whether a fill took liquidity that was there (`TAKER`) or had waited itself.",
  values: ["MAKER", "TAKER"] as const,
});
export const OrderPurposeType = builder.enumType("OrderPurpose", {
  description: "Why an order exists.",
  values: {
    ENTRY: {},
    ADD: { description: "More of a position that is open already." },
    EXIT: {},
    STOP_LOSS: {},
    TAKE_PROFIT: {},
    REVERSE: {},
    FLATTEN: { description: "Closes the position for a user or a limit." },
    LIQUIDATION: { description: "The broker closes the position for want of margin." },
  } as const,
});
export const TradingStateType = builder.enumType("TradingState", {
  description: "What the whole engine may do.",
  values: {
    ACTIVE: { description: TRADING_STATE_WORDING.ACTIVE },
    REDUCING: { description: TRADING_STATE_WORDING.REDUCING },
    HALTED: { description: TRADING_STATE_WORDING.HALTED },
  } as const,
});
export const BreachActionType = builder.enumType("BreachAction", {
  description: "What a limit on losses does once it is reached.",
  values: {
    REDUCE: { description: BREACH_ACTION_WORDING.REDUCE },
    FLATTEN: { description: BREACH_ACTION_WORDING.FLATTEN },
  } as const,
});
export const AssetClassType = builder.enumType("AssetClass", {
  values: ["CRYPTO", "STOCK", "FOREX"] as const,
});
export const FeedType = builder.enumType("Feed", {
  description: "Where market data comes from.",
  values: FEED_KINDS,
});
export const FeedStatusType = builder.enumType("FeedStatus", {
  description: "`ENDED`: a replay has reached the end of its file.",
  values: ["CONNECTING", "LIVE", "STALE", "RECONNECTING", "DOWN", "ENDED"] as const,
});
export const DecideOnType = builder.enumType("DecideOn", {
  description:
    "Whether a strategy is asked on closed candles or on every update of the forming one.",
  values: ["CANDLE", "TICK"] as const,
});
export const PaneType = builder.enumType("Pane", {
  description: "Whether a series is drawn over the prices or below them.",
  values: ["PRICE", "OWN"] as const,
});
export const ParameterTypeType = builder.enumType("ParameterType", {
  values: ["NUMBER", "INTEGER", "BOOLEAN", "TEXT"] as const,
});
export const EventTypeType = builder.enumType("EventType", { values: EVENT_TYPES });
