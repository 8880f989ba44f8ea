import { builder } from "../builder.ts";
import { TradingStateType } from "./enums.ts";
import { type EventOf, EventRef } from "./event.ts";
import { PositionType, StateTransitionType, TradeType } from "./trading.ts";

builder.objectRef<EventOf<"OPPORTUNITY_DETECTED">>("OpportunityDetectedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({ context: t.expose("context", { type: "JSON" }) }),
});

builder.objectRef<EventOf<"STATE_TRANSITION">>("StateTransitionEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({ transition: t.expose("transition", { type: StateTransitionType }) }),
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
  description: "One for each trade that an exit makes.",
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

builder.objectRef<EventOf<"FUNDING_PAID">>("FundingPaidEvent").implement({
  description: "For a position that was open at a funding time.",
  interfaces: [EventRef],
  fields: (t) => ({
    amount: t.exposeFloat("amount", { description: "Paid, or negative received." }),
    rate: t.exposeFloat("rate", { description: "As a fraction of the notional." }),
    notional: t.exposeFloat("notional"),
  }),
});

builder.objectRef<EventOf<"TRADING_STATE_CHANGED">>("TradingStateChangedEvent").implement({
  description: "What the whole engine may do was changed by a user.",
  interfaces: [EventRef],
  fields: (t) => ({
    from: t.expose("from", { type: TradingStateType }),
    to: t.expose("to", { type: TradingStateType }),
    reason: t.exposeString("reason", { nullable: true }),
  }),
});
