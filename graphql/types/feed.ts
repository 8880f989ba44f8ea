import { builder } from "../builder.ts";
import type { FeedCounters, FeedMarkets, FeedView } from "../../engine/mod.ts";
import { FeedStatusType, FeedType } from "./enums.ts";

/** As `Float`: some of them outgrow an `Int` in a year. */
const FeedCountersType = builder.objectRef<FeedCounters>("FeedCounters").implement({
  description: "Counted since the start of the service.",
  fields: (t) => ({
    messages: t.exposeFloat("messages"),
    garbage: t.exposeFloat("garbage", {
      description: "Messages that made no sense; none of it reached a strategy.",
    }),
    duplicates: t.exposeFloat("duplicates", { description: "Messages that came twice." }),
    late: t.exposeFloat("late", { description: "Messages whose time was over." }),
    missedTrades: t.exposeFloat("missedTrades", {
      description: "Trades that were never announced, by their numbers.",
    }),
    backfilledBars: t.exposeFloat("backfilledBars", {
      description: "Bars fetched because they were not announced.",
    }),
    lostBars: t.exposeFloat("lostBars", {
      description: "Bars that the source itself does not have.",
    }),
    reconnects: t.exposeFloat("reconnects"),
    requests: t.exposeFloat("requests", { description: "Requests for data." }),
    failedRequests: t.exposeFloat("failedRequests"),
  }),
});

const FeedMarketsType = builder.objectRef<FeedMarkets>("FeedMarkets").implement({
  description: "Markets (a symbol in a timeframe) of one feed that have the same status.",
  fields: (t) => ({
    status: t.expose("status", { type: FeedStatusType }),
    count: t.exposeInt("count"),
    symbols: t.exposeStringList("symbols", { description: "Some of their symbols." }),
    detail: t.exposeString("detail", {
      nullable: true,
      description: "Of the one that has had this status for the longest time, as is `since`.",
    }),
    since: t.expose("since", { type: "Timestamp" }),
  }),
});

export const FeedHealthType = builder.objectRef<FeedView>("FeedHealth").implement({
  description: "How a feed that this service offers is doing.",
  fields: (t) => ({
    feed: t.expose("kind", { type: FeedType }),
    status: t.expose("status", { type: FeedStatusType, description: "Of its connection." }),
    detail: t.exposeString("detail", { nullable: true }),
    since: t.expose("since", {
      type: "Timestamp",
      description: "Since when it has this status.",
    }),
    lastDataAt: t.expose("lastDataAt", {
      type: "Timestamp",
      nullable: true,
      description: "When the last data came, by this machine's clock.",
    }),
    ageMs: t.exposeFloat("ageMs", {
      nullable: true,
      description: "How old its newest data is; null before the first.",
    }),
    connectedSince: t.expose("connectedSince", {
      type: "Timestamp",
      nullable: true,
      description: "Null without a connection, and for a feed that needs none.",
    }),
    symbols: t.exposeInt("symbols", { description: "Symbols that it watches." }),
    streams: t.exposeInt("streams"),
    runners: t.exposeInt("runners", { description: "Running and paused runners on it." }),
    markets: t.expose("markets", {
      type: [FeedMarketsType],
      description: "The markets that runners watch on it, by status, the worst first.",
    }),
    counters: t.expose("counters", { type: FeedCountersType }),
  }),
});

builder.queryField("feeds", (t) =>
  t.field({
    type: [FeedHealthType],
    description: "One for each feed that this service offers.",
    resolve: (_root, _args, { engine }) => engine.feeds(),
  }));

builder.subscriptionField("feeds", (t) =>
  t.field({
    type: [FeedHealthType],
    description: "All of them at once, then every second, and soon after a status changed.",
    subscribe: (_root, _args, { pubsub }) => pubsub.feeds(),
    resolve: (feeds: FeedView[]) => feeds,
  }));
