export { FeedLog, worstOf } from "./feed_log.ts";
export { feedView } from "./feed_view.ts";
export { MarketStream } from "./stream.ts";
export { StreamRegistry } from "./stream_registry.ts";
