import type { FeedView } from "../../api.ts";
import type { FeedCounters, FeedReport, MarketFeed } from "../../feeds/feed.ts";
import { feedMarkets } from "./feed_markets.ts";
import type { MarketStream } from "./stream.ts";

const NOTHING_COUNTED: FeedCounters = {
  messages: 0,
  garbage: 0,
  duplicates: 0,
  late: 0,
  missedTrades: 0,
  backfilledBars: 0,
  lostBars: 0,
  reconnects: 0,
  requests: 0,
  failedRequests: 0,
};

/** How a feed is doing. @param streams the ones it has open, each market once */
export function feedView(
  feed: MarketFeed,
  streams: readonly MarketStream[],
  runners: number,
  now: number,
  startedAt: number,
): FeedView {
  // A stopped runner looks at its past through a stream of its own.
  const own = streams.filter(({ settings }) => settings.feed === feed);
  const report = feed.report?.() ?? observed(own, startedAt);
  const { lastDataAt } = report;
  const ageMs = lastDataAt === null ? null : now - lastDataAt;
  return { ...report, kind: feed.kind, ageMs, runners, markets: feedMarkets(own) };
}

/** What can be seen of a feed that has no connection to lose. */
function observed(streams: readonly MarketStream[], since: number): FeedReport {
  const times = streams.flatMap((stream) => stream.lastRowsAt ?? []);
  return {
    status: "LIVE",
    detail: null,
    since,
    lastDataAt: times.length === 0 ? null : Math.max(...times),
    connectedSince: null,
    symbols: new Set(streams.map((stream) => stream.settings.instrument.code)).size,
    streams: streams.length,
    counters: NOTHING_COUNTED,
  };
}
