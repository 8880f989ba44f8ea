import { builder } from "../builder.ts";
import { checkedSymbol, Id, Limit } from "../checks.ts";
import type { EngineEvent, EventType } from "../../engine/mod.ts";
import { EventTypeType } from "./enums.ts";

/** The object type of each event; a new event type has to name its own here. */
const OBJECT_TYPES: Readonly<Record<EventType, string>> = {
  TICK_RECEIVED: "TickReceivedEvent",
  CANDLE_CLOSED: "CandleClosedEvent",
  OPPORTUNITY_DETECTED: "OpportunityDetectedEvent",
  STATE_TRANSITION: "StateTransitionEvent",
  ORDER_SUBMITTED: "OrderSubmittedEvent",
  ORDER_ACCEPTED: "OrderAcceptedEvent",
  ORDER_AMENDED: "OrderAmendedEvent",
  ORDER_TRIGGERED: "OrderTriggeredEvent",
  ORDER_PARTIALLY_FILLED: "OrderPartiallyFilledEvent",
  ORDER_FILLED: "OrderFilledEvent",
  ORDER_CANCELED: "OrderCanceledEvent",
  ORDER_EXPIRED: "OrderExpiredEvent",
  ORDER_REJECTED: "OrderRejectedEvent",
  POSITION_OPENED: "PositionOpenedEvent",
  POSITION_UPDATED: "PositionUpdatedEvent",
  POSITION_CLOSED: "PositionClosedEvent",
  RUNNER_ADDED: "RunnerAddedEvent",
  RUNNER_REMOVED: "RunnerRemovedEvent",
  RUNNER_STATUS_CHANGED: "RunnerStatusChangedEvent",
  STRATEGY_ERROR: "StrategyErrorEvent",
  STRATEGY_LOG: "StrategyLogEvent",
  FEED_STATUS_CHANGED: "FeedStatusChangedEvent",
  FEED_GAP: "FeedGapEvent",
  RISK_TRIGGERED: "RiskTriggeredEvent",
  FUNDING_PAID: "FundingPaidEvent",
  TRADING_STATE_CHANGED: "TradingStateChangedEvent",
};

export const EventRef = builder.interfaceRef<EngineEvent>("Event").implement({
  description: "Something that happened; `sequence` counts without a hole within its source.",
  resolveType: (event) => OBJECT_TYPES[event.type],
  fields: (t) => ({
    sequence: t.exposeInt("sequence"),
    time: t.expose("time", {
      type: "Timestamp",
      description: "Market time for what the market caused, the clock's for what a user caused.",
    }),
    type: t.expose("type", { type: EventTypeType }),
    runnerId: t.exposeID("runnerId", { nullable: true }),
    symbol: t.exposeString("symbol", { nullable: true }),
  }),
});

/** The shape of one type of event. */
export type EventOf<T extends EventType> = Extract<EngineEvent, { type: T }>;

builder.queryField("events", (t) =>
  t.field({
    type: [EventRef],
    description: "From the journal, newest first.",
    complexity: ({ limit }) => ({ multiplier: limit ?? 0 }),
    args: {
      runnerId: t.arg.id({ validate: Id }),
      types: t.arg({ type: [EventTypeType] }),
      limit: t.arg.int({ defaultValue: 100, validate: Limit }),
    },
    resolve: (_root, { runnerId, types, limit }, { engine }) =>
      engine.events({
        limit: limit ?? 100,
        ...(runnerId ? { runnerId } : {}),
        ...(types ? { types } : {}),
      }),
  }));

builder.subscriptionField("events", (t) =>
  t.field({
    type: EventRef,
    description:
      "With a runner: its own events and those of the market it watches. Ticks and position " +
      "updates give way to newer ones when the client is slow; nothing else is left out.",
    args: {
      runnerId: t.arg.id({ validate: Id }),
      symbol: t.arg.string(),
      types: t.arg({ type: [EventTypeType] }),
    },
    subscribe: (_root, { runnerId, symbol, types }, { engine, pubsub }) =>
      pubsub.events({
        ...(runnerId ? { runnerId } : {}),
        ...(symbol ? { symbol: checkedSymbol(engine, symbol).code } : {}),
        ...(types ? { types } : {}),
      }),
    resolve: (event: EngineEvent) => event,
  }));
