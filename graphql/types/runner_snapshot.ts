import { builder } from "../builder.ts";
import { Id } from "../checks.ts";
import type { RunnerSnapshot, RunnerStats } from "../../engine/mod.ts";
import { CandleType } from "./candle.ts";
import { RunnerStatusType, StrategyStateType } from "./enums.ts";
import { OrderObject } from "./order.ts";
import { RiskRuleStatusType } from "./risk.ts";
import { AccountType, PositionType } from "./trading.ts";

const RunnerStatsType = builder.objectRef<RunnerStats>("RunnerStats").implement({
  fields: (t) => ({
    bars: t.exposeInt("bars"),
    ticks: t.exposeFloat("ticks"),
    opportunities: t.exposeInt("opportunities"),
    trades: t.exposeInt("trades"),
    wins: t.exposeInt("wins"),
    losses: t.exposeInt("losses"),
    winRate: t.exposeFloat("winRate", {
      nullable: true,
      description: "Wins per trade, 0 to 1; null before the first trade.",
    }),
    orders: t.exposeInt("orders"),
    rejected: t.exposeInt("rejected"),
    errors: t.exposeInt("errors"),
    droppedLogs: t.exposeInt("droppedLogs"),
  }),
});

export const RunnerSnapshotType = builder.objectRef<RunnerSnapshot>("RunnerSnapshot").implement({
  description: "All of a runner at one moment.",
  fields: (t) => ({
    asOf: t.expose("asOf", {
      type: "Timestamp",
      description: "Market time of the last data the runner has seen.",
    }),
    stale: t.exposeBoolean("stale", {
      description: "True when the runner did not answer in time and this is what it last said.",
    }),
    status: t.expose("status", { type: RunnerStatusType }),
    state: t.expose("state", { type: StrategyStateType }),
    candle: t.expose("candle", { type: CandleType, nullable: true }),
    position: t.expose("position", { type: PositionType, nullable: true }),
    account: t.expose("account", { type: AccountType }),
    context: t.expose("context", { type: "JSON", description: "The strategy's own table." }),
    indicators: t.expose("indicators", {
      type: "JSON",
      description: "Newest values by series, `ema(10)`; null until warm.",
    }),
    stats: t.expose("stats", { type: RunnerStatsType }),
    pendingOrder: t.expose("pendingOrder", {
      type: OrderObject,
      nullable: true,
      description: "The strategy's order that is on its way to the market.",
    }),
    orders: t.expose("orders", {
      type: [OrderObject],
      description: "All that are on their way or rest in the market, oldest first.",
    }),
    risk: t.expose("risk", {
      type: [RiskRuleStatusType],
      description: "How far each limit that is set has been used.",
    }),
  }),
});

builder.subscriptionField("runnerSnapshot", (t) =>
  t.field({
    type: RunnerSnapshotType,
    description: "The current one at once, then at most five a second: the newest wins.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    subscribe: (_root, { id }, { pubsub }) => pubsub.runnerSnapshots(id),
    resolve: (snapshot: RunnerSnapshot) => snapshot,
  }));
