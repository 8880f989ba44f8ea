import { builder } from "../builder.ts";
import { checkedFeed, checkedSymbol, checkedTimeframe, Id } from "../checks.ts";
import type { Candle } from "../../engine/mod.ts";
import { FeedType } from "./enums.ts";

export const CandleType = builder.objectRef<Candle>("Candle").implement({
  description: "One bar of trading; prices in the symbol's quote currency, volume in base units.",
  fields: (t) => ({
    time: t.expose("time", { type: "Timestamp", description: "Open time." }),
    open: t.exposeFloat("open"),
    high: t.exposeFloat("high"),
    low: t.exposeFloat("low"),
    close: t.exposeFloat("close"),
    volume: t.exposeFloat("volume"),
    bid: t.float({ nullable: true, resolve: (candle) => candle.bid ?? null }),
    ask: t.float({ nullable: true, resolve: (candle) => candle.ask ?? null }),
    closed: t.exposeBoolean("closed", { description: "False while the bar is still forming." }),
  }),
});

builder.subscriptionFields((t) => ({
  candles: t.field({
    type: CandleType,
    description: "Candles of a market that some runner watches; closed ones are never left out.",
    args: {
      symbol: t.arg.string({ required: true }),
      timeframe: t.arg.string({ required: true }),
      feed: t.arg({ type: FeedType, description: "Default: the feed for new runners." }),
    },
    subscribe(_root, { symbol, timeframe, feed }, { engine, pubsub }) {
      return pubsub.candles(
        checkedSymbol(engine, symbol).code,
        checkedTimeframe(timeframe),
        checkedFeed(engine, feed ?? engine.defaultFeed),
      );
    },
    resolve: (candle: Candle) => candle,
  }),
  runnerCandles: t.field({
    type: CandleType,
    description: "The candles that one runner sees, forming ones included.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    subscribe: (_root, { id }, { pubsub }) => pubsub.runnerCandles(id),
    resolve: (candle: Candle) => candle,
  }),
}));
