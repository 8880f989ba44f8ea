import { builder } from "../builder.ts";
import { type EventOf, EventRef } from "./event.ts";
import { FillType, OrderObject, PositionType, StateTransitionType, TradeType } from "./trading.ts";

builder.objectRef<EventOf<"OPPORTUNITY_DETECTED">>("OpportunityDetectedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({ context: t.expose("context", { type: "JSON" }) }),
});

builder.objectRef<EventOf<"STATE_TRANSITION">>("StateTransitionEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({ transition: t.expose("transition", { type: StateTransitionType }) }),
});

builder.objectRef<EventOf<"ORDER_SUBMITTED">>("OrderSubmittedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({ order: t.expose("order", { type: OrderObject }) }),
});

builder.objectRef<EventOf<"ORDER_FILLED">>("OrderFilledEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    order: t.expose("order", { type: OrderObject }),
    fill: t.expose("fill", { type: FillType }),
  }),
});

builder.objectRef<EventOf<"ORDER_REJECTED">>("OrderRejectedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    order: t.expose("order", { type: OrderObject }),
    code: t.exposeString("code"),
    reason: t.exposeString("reason"),
  }),
});

builder.objectRef<EventOf<"POSITION_OPENED">>("PositionOpenedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({ position: t.expose("position", { type: PositionType }) }),
});

builder.objectRef<EventOf<"POSITION_UPDATED">>("PositionUpdatedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({ position: t.expose("position", { type: PositionType }) }),
});

builder.objectRef<EventOf<"POSITION_CLOSED">>("PositionClosedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    trade: t.expose("trade", { type: TradeType }),
    reason: t.exposeString("reason"),
    position: t.expose("position", {
      type: PositionType,
      nullable: true,
      description: "What is left after a partial exit.",
    }),
  }),
});

builder.objectRef<EventOf<"RISK_TRIGGERED">>("RiskTriggeredEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    rule: t.exposeString("rule"),
    code: t.exposeString("code"),
    reason: t.exposeString("reason"),
  }),
});
