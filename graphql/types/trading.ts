import { builder } from "../builder.ts";
import type { Account, Fill, Order, Position, StateTransition, Trade } from "../../engine/mod.ts";
import {
  OrderPurposeType,
  OrderSideType,
  OrderStatusType,
  OrderTypeType,
  SideType,
  StrategyStateType,
} from "./enums.ts";

export const AccountType = builder.objectRef<Account>("Account").implement({
  description: "A runner's books, in its symbol's quote currency.",
  fields: (t) => ({
    initialCash: t.exposeFloat("initialCash"),
    cash: t.exposeFloat("cash"),
    equity: t.exposeFloat("equity", { description: "Cash and the position at its last price." }),
    realizedPnl: t.exposeFloat("realizedPnl"),
    unrealizedPnl: t.exposeFloat("unrealizedPnl"),
    fees: t.exposeFloat("fees"),
    currency: t.exposeString("currency"),
  }),
});

export const PositionType = builder.objectRef<Position>("Position").implement({
  description: "An open position; quantity in base units, money in the quote currency.",
  fields: (t) => ({
    side: t.expose("side", { type: SideType }),
    quantity: t.exposeFloat("quantity"),
    entryPrice: t.exposeFloat("entryPrice"),
    entryTime: t.expose("entryTime", { type: "Timestamp" }),
    lastPrice: t.exposeFloat("lastPrice"),
    stopLoss: t.exposeFloat("stopLoss", { nullable: true }),
    takeProfit: t.exposeFloat("takeProfit", { nullable: true }),
    unrealizedPnl: t.exposeFloat("unrealizedPnl", { description: "Before the exit's fee." }),
    realizedPnl: t.exposeFloat("realizedPnl", {
      description: "From the parts already closed, after their fees.",
    }),
    fees: t.exposeFloat("fees"),
    barsHeld: t.exposeInt("barsHeld"),
  }),
});

export const StateTransitionType = builder.objectRef<StateTransition>("StateTransition").implement({
  fields: (t) => ({
    time: t.expose("time", { type: "Timestamp" }),
    from: t.expose("from", { type: StrategyStateType }),
    to: t.expose("to", { type: StrategyStateType }),
    trigger: t.exposeString("trigger"),
    reason: t.exposeString("reason", { nullable: true }),
  }),
});

export const OrderObject = builder.objectRef<Order>("Order").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    runnerId: t.exposeID("runnerId"),
    symbol: t.exposeString("symbol"),
    side: t.expose("side", { type: OrderSideType }),
    type: t.expose("type", { type: OrderTypeType }),
    purpose: t.expose("purpose", { type: OrderPurposeType }),
    quantity: t.exposeFloat("quantity"),
    referencePrice: t.exposeFloat("referencePrice", {
      description: "The price the decision was made at.",
    }),
    stopLoss: t.exposeFloat("stopLoss", { nullable: true }),
    takeProfit: t.exposeFloat("takeProfit", { nullable: true }),
    reason: t.exposeString("reason", { nullable: true }),
    status: t.expose("status", { type: OrderStatusType }),
    submittedAt: t.expose("submittedAt", { type: "Timestamp" }),
    filledAt: t.expose("filledAt", { type: "Timestamp", nullable: true }),
    fillPrice: t.exposeFloat("fillPrice", { nullable: true }),
    fee: t.exposeFloat("fee", { nullable: true }),
    rejectCode: t.exposeString("rejectCode", { nullable: true }),
    rejectReason: t.exposeString("rejectReason", { nullable: true }),
  }),
});

export const FillType = builder.objectRef<Fill>("Fill").implement({
  fields: (t) => ({
    orderId: t.exposeID("orderId"),
    time: t.expose("time", { type: "Timestamp" }),
    side: t.expose("side", { type: OrderSideType }),
    quantity: t.exposeFloat("quantity"),
    price: t.exposeFloat("price"),
    fee: t.exposeFloat("fee"),
  }),
});

export const TradeType = builder.objectRef<Trade>("Trade").implement({
  description: "A round trip, or the part of one that an exit closed.",
  fields: (t) => ({
    id: t.exposeID("id"),
    runnerId: t.exposeID("runnerId"),
    symbol: t.exposeString("symbol"),
    side: t.expose("side", { type: SideType }),
    quantity: t.exposeFloat("quantity"),
    entryTime: t.expose("entryTime", { type: "Timestamp" }),
    entryPrice: t.exposeFloat("entryPrice"),
    exitTime: t.expose("exitTime", { type: "Timestamp" }),
    exitPrice: t.exposeFloat("exitPrice"),
    fees: t.exposeFloat("fees", { description: "The entry's share and the exit's." }),
    pnl: t.exposeFloat("pnl", { description: "After fees." }),
    reason: t.exposeString("reason"),
    barsHeld: t.exposeInt("barsHeld"),
    maxAdverse: t.exposeFloat("maxAdverse", {
      description: "Furthest the price went against the position; never negative.",
    }),
    maxFavorable: t.exposeFloat("maxFavorable", {
      description: "Furthest the price went for the position; never negative.",
    }),
  }),
});
