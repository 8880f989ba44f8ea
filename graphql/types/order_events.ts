import { builder } from "../builder.ts";
import { type EventOf, EventRef } from "./event.ts";
import { OrderObject } from "./order.ts";
import { FillType } from "./trading.ts";

builder.objectRef<EventOf<"ORDER_SUBMITTED">>("OrderSubmittedEvent").implement({
  description: "It was decided on and is on its way to the market.",
  interfaces: [EventRef],
  fields: (t) => ({ order: t.expose("order", { type: OrderObject }) }),
});

builder.objectRef<EventOf<"ORDER_ACCEPTED">>("OrderAcceptedEvent").implement({
  description: "It has reached the market and rests there.",
  interfaces: [EventRef],
  fields: (t) => ({ order: t.expose("order", { type: OrderObject }) }),
});

builder.objectRef<EventOf<"ORDER_AMENDED">>("OrderAmendedEvent").implement({
  description: "Its price, quantity or end was changed.",
  interfaces: [EventRef],
  fields: (t) => ({
    order: t.expose("order", { type: OrderObject }),
    reason: t.exposeString("reason", { nullable: true }),
  }),
});

builder.objectRef<EventOf<"ORDER_TRIGGERED">>("OrderTriggeredEvent").implement({
  description: "Its stop price was reached: it is a market or limit order from now on.",
  interfaces: [EventRef],
  fields: (t) => ({ order: t.expose("order", { type: OrderObject }) }),
});

builder.objectRef<EventOf<"ORDER_PARTIALLY_FILLED">>("OrderPartiallyFilledEvent").implement({
  description: "A part of it was filled; the rest goes on.",
  interfaces: [EventRef],
  fields: (t) => ({
    order: t.expose("order", { type: OrderObject }),
    fill: t.expose("fill", { type: FillType }),
  }),
});

builder.objectRef<EventOf<"ORDER_FILLED">>("OrderFilledEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    order: t.expose("order", { type: OrderObject }),
    fill: t.expose("fill", { type: FillType, description: "The last of its fills." }),
  }),
});

builder.objectRef<EventOf<"ORDER_CANCELED">>("OrderCanceledEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    order: t.expose("order", { type: OrderObject }),
    code: t.exposeString("code"),
    reason: t.exposeString("reason"),
  }),
});

builder.objectRef<EventOf<"ORDER_EXPIRED">>("OrderExpiredEvent").implement({
  description: "Its time in force was over before it was filled whole.",
  interfaces: [EventRef],
  fields: (t) => ({
    order: t.expose("order", { type: OrderObject }),
    code: t.exposeString("code"),
    reason: t.exposeString("reason"),
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
