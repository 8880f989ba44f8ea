import { builder } from "../builder.ts";
import { EVENT_TYPES, FEED_KINDS } from "../../engine/mod.ts";

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
  values: ["SUBMITTED", "FILLED", "REJECTED"] as const,
});
export const OrderTypeType = builder.enumType("OrderType", {
  values: ["MARKET", "LIMIT", "STOP"] as const,
});
export const OrderPurposeType = builder.enumType("OrderPurpose", {
  description: "Why an order exists.",
  values: ["ENTRY", "EXIT", "STOP_LOSS", "TAKE_PROFIT", "REVERSE", "FLATTEN"] as const,
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
