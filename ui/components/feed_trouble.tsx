import { consequence, feedIs, reasonOf } from "../format/feed_words.ts";
import type { FeedLine } from "../operations/operations.ts";
import { conditionOf, isTrouble, moodOf } from "../state/feed_condition.ts";
import { Callout } from "./callout.tsx";
import { ForSince } from "./feed_state.tsx";

export interface FeedTroubleProps {
  readonly feed: FeedLine;
  readonly now: number;
}

/** What is wrong with a feed, since when, why, and what it means; nothing while all is well. */
export function FeedTrouble({ feed, now }: FeedTroubleProps) {
  const condition = conditionOf(feed, now);
  const { state, since } = condition;
  if (!isTrouble(state, since, now)) return null;
  const markets = feed.markets.reduce((sum, { count }) => sum + count, 0);
  return (
    <Callout mood={moodOf(state)} testId="feed-trouble">
      <b>{feedIs(feed.feed, state)}</b> <ForSince since={since} now={now} />.{" "}
      {reasonOf(condition, markets)} {consequence(condition, feed.runners)}
    </Callout>
  );
}
