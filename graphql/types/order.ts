import { builder } from "../builder.ts";
import type { Order } from "../../engine/mod.ts";
import {
  OrderPurposeType,
  OrderSideType,
  OrderStatusType,
  OrderTypeType,
  TimeInForceType,
} from "./enums.ts";

export const OrderObject = builder.objectRef<Order>("Order").implement({
  description: "Quantities in base units, prices and the fee in the quote currency.",
  fields: (t) => ({
    id: t.exposeID("id"),
    runnerId: t.exposeID("runnerId"),
    symbol: t.exposeString("symbol"),
    side: t.expose("side", { type: OrderSideType }),
    type: t.expose("type", { type: OrderTypeType }),
    purpose: t.expose("purpose", { type: OrderPurposeType }),
    status: t.expose("status", { type: OrderStatusType }),
    quantity: t.exposeFloat("quantity", {
      description: "0 in a rejected order that could not be sized.",
    }),
    filledQuantity: t.exposeFloat("filledQuantity"),
    referencePrice: t.exposeFloat("referencePrice", {
      description: "The price the decision was made at.",
    }),
    limitPrice: t.exposeFloat("limitPrice", { nullable: true }),
    stopPrice: t.exposeFloat("stopPrice", {
      nullable: true,
      description: "What triggers it; of a trailing stop the present one.",
    }),
    trailBy: t.exposeFloat("trailBy", {
      nullable: true,
      description: "How far a trailing stop follows behind.",
    }),
    timeInForce: t.expose("timeInForce", { type: TimeInForceType }),
    expiresAt: t.expose("expiresAt", {
      type: "Timestamp",
      nullable: true,
      description: "When a `GTD` order ends.",
    }),
    postOnly: t.exposeBoolean("postOnly", {
      description: "Refused where it would trade at once.",
    }),
    reduceOnly: t.exposeBoolean("reduceOnly", {
      description: "It may make a position smaller, never larger.",
    }),
    group: t.exposeString("group", {
      nullable: true,
      description: "Orders of one group cancel each other: once one is filled the others go.",
    }),
    stopLoss: t.exposeFloat("stopLoss", {
      nullable: true,
      description: "Level of the position that it opens.",
    }),
    takeProfit: t.exposeFloat("takeProfit", {
      nullable: true,
      description: "Level of the position that it opens.",
    }),
    reason: t.exposeString("reason", { nullable: true }),
    submittedAt: t.expose("submittedAt", { type: "Timestamp" }),
    updatedAt: t.expose("updatedAt", { type: "Timestamp", description: "When it last changed." }),
    filledAt: t.expose("filledAt", {
      type: "Timestamp",
      nullable: true,
      description: "Of the last fill.",
    }),
    fillPrice: t.exposeFloat("fillPrice", {
      nullable: true,
      description: "Of the last fill; the average of all once it is filled whole.",
    }),
    fee: t.exposeFloat("fee", { nullable: true, description: "Of all its fills." }),
    rejectCode: t.exposeString("rejectCode", { nullable: true }),
    rejectReason: t.exposeString("rejectReason", { nullable: true }),
    cancelCode: t.exposeString("cancelCode", {
      nullable: true,
      description: "Why it was canceled or expired.",
    }),
    cancelReason: t.exposeString("cancelReason", { nullable: true }),
  }),
});
