import type { FeedStatus } from "../../domain/mod.ts";
import type { FeedMarkets } from "../../api.ts";
import { RANKS } from "./feed_log.ts";
import type { MarketStream } from "./stream.ts";

/** How many symbols are named; a feed that is cut off has hundreds. */
const MAX_NAMED = 5;

/** The markets of a feed by status, the worst first. */
export function feedMarkets(streams: readonly MarketStream[]): FeedMarkets[] {
  return RANKS.flatMap((status) => {
    const members = streams.filter(({ feedStatus }) => feedStatus === status);
    const [first, ...rest] = members;
    return first === undefined ? [] : [marketsOf(status, [first, ...rest])];
  });
}

function marketsOf(
  status: FeedStatus,
  members: readonly [MarketStream, ...MarketStream[]],
): FeedMarkets {
  const longest = members.reduce((one, other) => other.feedSince < one.feedSince ? other : one);
  const symbols = new Set(members.map(({ settings }) => settings.instrument.code));
  return {
    status,
    count: members.length,
    symbols: [...symbols].slice(0, MAX_NAMED),
    detail: longest.feedDetail,
    since: longest.feedSince,
  };
}
