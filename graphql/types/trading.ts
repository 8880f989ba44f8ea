import { builder } from "../builder.ts";
import type { Account, Fill, Position, StateTransition, Trade } from "../../engine/mod.ts";
import { LiquidityType, OrderSideType, SideType, StrategyStateType } from "./enums.ts";

export const AccountType = builder.objectRef<Account>("Account").implement({
  description:
    "What a runner trades with, in its symbol's quote currency: its own, or one that it " +
    "shares with others, and then all of it. `equity = cash + positions`, and `equity = " +
    "initialCash + realizedPnl + unrealizedPnl − entry fees of what is open − funding`.",
  fields: (t) => ({
    id: t.exposeID("id", { nullable: true, description: "Null for a runner's own." }),
    initialCash: t.exposeFloat("initialCash"),
    cash: t.exposeFloat("cash"),
    equity: t.exposeFloat("equity", {
      description: "Cash and the positions at the prices they could be closed at.",
    }),
    realizedPnl: t.exposeFloat("realizedPnl", { description: "Of all trades, after fees." }),
    unrealizedPnl: t.exposeFloat("unrealizedPnl", { description: "Before the exits' fees." }),
    fees: t.exposeFloat("fees", { description: "All ever paid." }),
    funding: t.exposeFloat("funding", {
      description: "Paid, or negative received; no trade's P&L has it.",
    }),
    currency: t.exposeString("currency"),
    leverage: t.exposeFloat("leverage", {
      description: "Notional ÷ equity that may be held at the most; 1 is none.",
    }),
    marginUsed: t.exposeFloat("marginUsed", {
      description: "Held for positions and for orders that would open some: `notional ÷ leverage`.",
    }),
    marginAvailable: t.exposeFloat("marginAvailable", {
      description: "`equity − marginUsed`, not below 0.",
    }),
  }),
});

export const PositionType = builder.objectRef<Position>("Position").implement({
  description: "An open position; quantity in base units, money in the quote currency.",
  fields: (t) => ({
    side: t.expose("side", { type: SideType }),
    quantity: t.exposeFloat("quantity"),
    entryPrice: t.exposeFloat("entryPrice", {
      description: "The average of what is still held, by quantity.",
    }),
    entryTime: t.expose("entryTime", { type: "Timestamp", description: "Of the first entry." }),
    lastPrice: t.exposeFloat("lastPrice"),
    stopLoss: t.exposeFloat("stopLoss", { nullable: true }),
    takeProfit: t.exposeFloat("takeProfit", { nullable: true }),
    unrealizedPnl: t.exposeFloat("unrealizedPnl", { description: "Before the exit's fee." }),
    realizedPnl: t.exposeFloat("realizedPnl", {
      description: "From the parts already closed, after their fees.",
    }),
    fees: t.exposeFloat("fees"),
    funding: t.exposeFloat("funding", {
      description: "Paid for this position so far, or negative received.",
    }),
    barsHeld: t.exposeInt("barsHeld"),
    notional: t.exposeFloat("notional", { description: "What it is worth at the last price." }),
    liquidationPrice: t.exposeFloat("liquidationPrice", {
      nullable: true,
      description: "Where the broker closes it for want of margin; null where there is none.",
    }),
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

export const FillType = builder.objectRef<Fill>("Fill").implement({
  description: "What an order, or a part of it, traded at: one price, one quantity, one fee.",
  fields: (t) => ({
    orderId: t.exposeID("orderId"),
    time: t.expose("time", { type: "Timestamp" }),
    side: t.expose("side", { type: OrderSideType }),
    quantity: t.exposeFloat("quantity"),
    price: t.exposeFloat("price"),
    fee: t.exposeFloat("fee"),
    liquidity: t.expose("liquidity", { type: LiquidityType }),
  }),
});

export const TradeType = builder.objectRef<Trade>("Trade").implement({
  description: "A round trip, or the part of one that an exit closed. What was bought first is " +
    "sold first: an exit out of several entries makes a trade for each entry it reaches.",
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
