export { FeedNews } from "./feed_news.ts";
export { feedView } from "./feed_view.ts";
export { OfferedFeeds } from "./offered_feeds.ts";
export { noFeed, pastOf } from "./stand_ins.ts";
export { MarketStream } from "./stream.ts";
export { StreamRegistry } from "./stream_registry.ts";
