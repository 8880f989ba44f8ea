import { builder } from "../builder.ts";
import { Id, Limit } from "../checks.ts";
import type { IndicatorSeriesView, RunnerInfo } from "../../engine/mod.ts";
import { ASSUMED_LIST, ASSUMED_RUNNERS } from "../limits.ts";
import { CandleType } from "./candle.ts";
import { DecideOnType, EventTypeType, FeedType, PaneType, RunnerStatusType } from "./enums.ts";
import { EventRef } from "./event.ts";
import { ExecutionSettingsType } from "./execution.ts";
import { RunnerHealthType } from "./runner_health.ts";
import { RunnerSnapshotType } from "./runner_snapshot.ts";
import { StrategyType } from "./strategy.ts";
import { SymbolType } from "./symbol.ts";
import { OrderObject } from "./order.ts";
import { RiskSettingsType } from "./risk.ts";
import { StateTransitionType, TradeType } from "./trading.ts";

const IndicatorSeriesType = builder.objectRef<IndicatorSeriesView>("IndicatorSeries").implement({
  description: "One output of one indicator, aligned to the end of the runner's history.",
  fields: (t) => ({
    key: t.exposeString("key", { description: "`ema(10)`" }),
    output: t.exposeString("output", { description: "`value`, or `upper`, `signal`, …" }),
    pane: t.expose("pane", { type: PaneType }),
    values: t.expose("values", {
      type: ["Float"],
      nullable: { list: false, items: true },
      description: "Ascending; null until warm.",
    }),
  }),
});

/** What a list of rows costs: as many times its row as it may have rows. */
const rows = ({ limit }: { limit?: number | null | undefined }) => ({ multiplier: limit ?? 0 });

export const RunnerType = builder.objectRef<RunnerInfo>("Runner").implement({
  description: "A strategy at work on one symbol.",
  fields: (t) => ({
    id: t.exposeID("id"),
    symbol: t.expose("instrument", { type: SymbolType }),
    strategy: t.expose("strategy", { type: StrategyType }),
    timeframe: t.exposeString("timeframe"),
    feed: t.expose("feed", { type: FeedType }),
    status: t.expose("status", { type: RunnerStatusType }),
    parameters: t.expose("parameters", { type: "JSON" }),
    createdAt: t.expose("createdAt", { type: "Timestamp" }),
    windowSize: t.exposeInt("windowSize", { description: "Candles the runner looks back on." }),
    cash: t.exposeFloat("cash", {
      description: "What it started with; 0 on an account that it shares.",
    }),
    feeBps: t.exposeFloat("feeBps", {
      description: "The taker's, without tiers, in basis points of the notional.",
    }),
    spreadBps: t.exposeFloat("spreadBps"),
    execution: t.expose("execution", { type: ExecutionSettingsType }),
    risk: t.expose("risk", {
      type: RiskSettingsType,
      description: "Its own; limits of an account that it shares count besides.",
    }),
    decideOn: t.expose("decideOn", { type: DecideOnType }),
    snapshot: t.field({
      type: RunnerSnapshotType,
      description: "Answered within 100 ms, with `stale: true` when the runner does not.",
      resolve: (runner, _args, { pubsub }) => pubsub.snapshotOf(runner),
    }),
    history: t.field({
      type: [CandleType],
      description: "Ascending; the forming candle last if there is one.",
      complexity: rows,
      args: { limit: t.arg.int({ defaultValue: 200, validate: Limit }) },
      resolve: (runner, { limit }, { engine }) => engine.history(runner.id, limit ?? 200),
    }),
    indicatorSeries: t.field({
      type: [IndicatorSeriesType],
      complexity: ({ limit }) => ({ field: (limit ?? 0) * ASSUMED_LIST, multiplier: ASSUMED_LIST }),
      args: { limit: t.arg.int({ defaultValue: 200, validate: Limit }) },
      resolve: (runner, { limit }, { engine }) => engine.indicatorSeries(runner.id, limit ?? 200),
    }),
    transitions: t.field({
      type: [StateTransitionType],
      description: "Newest first.",
      complexity: rows,
      args: { limit: t.arg.int({ defaultValue: 100, validate: Limit }) },
      resolve: (runner, { limit }, { engine }) => engine.transitions(runner.id, limit ?? 100),
    }),
    orders: t.field({
      type: [OrderObject],
      description: "Newest first.",
      complexity: rows,
      args: { limit: t.arg.int({ defaultValue: 100, validate: Limit }) },
      resolve: (runner, { limit }, { engine }) => engine.orders(runner.id, limit ?? 100),
    }),
    trades: t.field({
      type: [TradeType],
      description: "Newest first.",
      complexity: rows,
      args: { limit: t.arg.int({ defaultValue: 100, validate: Limit }) },
      resolve: (runner, { limit }, { engine }) => engine.trades(runner.id, limit ?? 100),
    }),
    events: t.field({
      type: [EventRef],
      description: "The runner's own, newest first.",
      complexity: rows,
      args: {
        types: t.arg({ type: [EventTypeType] }),
        limit: t.arg.int({ defaultValue: 100, validate: Limit }),
      },
      resolve: (runner, { types, limit }, { engine }) =>
        engine.events({ runnerId: runner.id, limit: limit ?? 100, ...(types ? { types } : {}) }),
    }),
    health: t.field({
      type: RunnerHealthType,
      resolve: (runner, _args, { engine }) => engine.runnerHealth(runner.id),
    }),
  }),
});

builder.queryFields((t) => ({
  runners: t.field({
    type: [RunnerType],
    complexity: { multiplier: ASSUMED_RUNNERS },
    args: {
      status: t.arg({ type: RunnerStatusType }),
      symbol: t.arg.string(),
      strategy: t.arg.string(),
    },
    resolve: (_root, { status, symbol, strategy }, { engine }) =>
      engine.runners({
        ...(status ? { status } : {}),
        ...(symbol ? { symbol } : {}),
        ...(strategy ? { strategy } : {}),
      }),
  }),
  runner: t.field({
    type: RunnerType,
    nullable: true,
    description: "Null when there is none with this id.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, { engine }) => engine.runner(id),
  }),
}));

builder.subscriptionField("runners", (t) =>
  t.field({
    type: RunnerType,
    description:
      "Runners whose status, state or position changed, newest state, in at most four batches a second.",
    subscribe: (_root, _args, { pubsub }) => pubsub.runners(),
    resolve: (runner: RunnerInfo) => runner,
  }));
