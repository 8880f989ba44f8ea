import type { Feed, RunnerDetailData, RunnerEvent } from "../operations/operations.ts";

/** What happened to a market or to the whole engine, from the journal: no runner owns it. */
export type MarketEvent = RunnerDetailData["marketEvents"][number];

/** The runner whose market is meant. */
export interface MarketOfRunner {
  readonly symbol: { readonly code: string };
  readonly timeframe: string;
  readonly feed: Feed;
  readonly createdAt: number;
}

/**
 * A runner's own events with those of its market since it was made, newest first. Each list keeps
 * its order: its times may be market time in one and the clock's in the other.
 */
export function withMarketEvents(
  own: readonly RunnerEvent[],
  all: readonly MarketEvent[],
  runner: MarketOfRunner,
): RunnerEvent[] {
  const others = all.filter((event) => isOf(event, runner));
  const merged: RunnerEvent[] = [];
  let next = 0;
  for (const event of own) {
    for (let other = others[next]; other && other.time >= event.time; other = others[++next]) {
      merged.push(other);
    }
    merged.push(event);
  }
  return [...merged, ...others.slice(next)];
}

function isOf(event: MarketEvent, { symbol, timeframe, feed, createdAt }: MarketOfRunner): boolean {
  if (event.time < createdAt) return false;
  if (event.__typename === "TradingStateChangedEvent") return true;
  if (event.symbol !== symbol.code) return false;
  // Each runner has a replay of its own, and the journal does not say whose it was.
  if (feed === "REPLAY") return false;
  if (event.__typename === "FeedGapEvent") return event.feed === feed && event.barsOf === timeframe;
  return event.__typename === "FeedStatusChangedEvent" && event.feed === feed &&
    event.timeframe === timeframe;
}
