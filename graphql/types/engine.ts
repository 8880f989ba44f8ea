import { builder } from "../builder.ts";
import type { EngineSummaryView, HealthView } from "../../engine/mod.ts";
import { FeedType, TradingStateType } from "./enums.ts";
import { FeedHealthType } from "./feed.ts";

const HealthType = builder.objectRef<HealthView>("Health").implement({
  description: "Whether the process can serve.",
  fields: (t) => ({
    status: t.exposeString("status", { description: "`ok`, or `unavailable` with the reasons." }),
    reasons: t.exposeStringList("reasons"),
    version: t.exposeString("version"),
    uptimeMs: t.exposeFloat("uptimeMs"),
  }),
});

const EngineSummaryType = builder.objectRef<EngineSummaryView>("EngineSummary").implement({
  description: "Counts over everything that runs in this process.",
  fields: (t) => ({
    runners: t.exposeInt("runners"),
    running: t.exposeInt("running"),
    paused: t.exposeInt("paused"),
    stopped: t.exposeInt("stopped"),
    failed: t.exposeInt("failed"),
    healthy: t.exposeInt("healthy"),
    symbols: t.exposeInt("symbols", {
      description: "Symbols that a running or paused runner watches.",
    }),
    ticks: t.exposeFloat("ticks"),
    events: t.exposeFloat("events"),
    uptimeMs: t.exposeFloat("uptimeMs"),
    shards: t.exposeInt("shards"),
    tradingState: t.field({
      type: TradingStateType,
      description: "What the whole engine may do.",
      resolve: ({ trading }) => trading.state,
    }),
    tradingStateSince: t.field({
      type: "Timestamp",
      nullable: true,
      description: "When it became that; null where it has always been ACTIVE.",
      resolve: ({ trading }) => trading.since,
    }),
    tradingStateReason: t.string({
      nullable: true,
      resolve: ({ trading }) => trading.reason,
    }),
    openOrders: t.exposeInt("openOrders", {
      description: "On their way or resting in the market, as last committed.",
    }),
    openPositions: t.exposeInt("openPositions"),
    defaultFeed: t.field({
      type: FeedType,
      description: "What a new runner gets that names no feed.",
      resolve: (_summary, _args, { engine }) => engine.defaultFeed,
    }),
    feeds: t.field({
      type: [FeedHealthType],
      description: "As `Query.feeds`, for a client that follows both on one connection.",
      resolve: (_summary, _args, { engine }) => engine.feeds(),
    }),
    version: t.string({ resolve: (_summary, _args, { engine }) => engine.version }),
    subscribers: t.int({
      description: "Open subscriptions.",
      resolve: (_summary, _args, { pubsub }) => pubsub.subscribers,
    }),
    conflated: t.float({
      description: "Updates replaced by a newer one because a subscriber was slow.",
      resolve: (_summary, _args, { pubsub }) => pubsub.counts.conflated,
    }),
  }),
});

builder.queryFields((t) => ({
  health: t.field({ type: HealthType, resolve: (_root, _args, { engine }) => engine.health() }),
  engine: t.field({
    type: EngineSummaryType,
    resolve: (_root, _args, { engine }) => engine.summary(),
  }),
}));

builder.subscriptionField("engine", (t) =>
  t.field({
    type: EngineSummaryType,
    description: "Once a second, and when a runner comes or goes, a runner or feed changes its " +
      "status, or the trading state is changed.",
    subscribe: (_root, _args, { pubsub }) => pubsub.summaries(),
    resolve: (summary: EngineSummaryView) => summary,
  }));
