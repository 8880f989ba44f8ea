import { builder } from "../builder.ts";
import { CandleType } from "./candle.ts";
import { FeedStatusType, FeedType } from "./enums.ts";
import { type EventOf, EventRef } from "./event.ts";

builder.objectRef<EventOf<"TICK_RECEIVED">>("TickReceivedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    candle: t.expose("candle", { type: CandleType, description: "The forming candle." }),
    timeframe: t.exposeString("timeframe"),
    feed: t.expose("feed", { type: FeedType }),
  }),
});

builder.objectRef<EventOf<"CANDLE_CLOSED">>("CandleClosedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    candle: t.expose("candle", { type: CandleType }),
    timeframe: t.exposeString("timeframe"),
    feed: t.expose("feed", { type: FeedType }),
  }),
});

builder.objectRef<EventOf<"FEED_STATUS_CHANGED">>("FeedStatusChangedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    feed: t.expose("feed", { type: FeedType }),
    timeframe: t.exposeString("timeframe", { nullable: true }),
    status: t.expose("status", { type: FeedStatusType }),
    detail: t.exposeString("detail", { nullable: true }),
  }),
});

builder.objectRef<EventOf<"FEED_GAP">>("FeedGapEvent").implement({
  description: "Bars that the source itself does not have; they never come.",
  interfaces: [EventRef],
  fields: (t) => ({
    feed: t.expose("feed", { type: FeedType }),
    timeframe: t.exposeString("timeframe"),
    from: t.expose("from", { type: "Timestamp", description: "Open time of the first one." }),
    to: t.expose("to", { type: "Timestamp", description: "Open time of the next bar there is." }),
    bars: t.exposeInt("bars"),
  }),
});
