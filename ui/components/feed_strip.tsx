import { agoWords, FEED_NATURES } from "../format/feed_words.ts";
import { FEED_WORDS } from "../format/words.ts";
import type { FeedLine } from "../operations/operations.ts";
import { conditionOf, dataAge, inUseFirst } from "../state/feed_condition.ts";
import { useNow } from "../state/now.ts";
import { FeedStateBadge } from "./feed_state.tsx";
import { FeedTrouble } from "./feed_trouble.tsx";

export interface FeedStripProps {
  readonly feeds: readonly FeedLine[];
  readonly readAt: number;
}

/** All feeds on one line, which is quiet while they are well; more about those that are not. */
export function FeedStrip({ feeds, readAt }: FeedStripProps) {
  const now = useNow();
  return (
    <section class="feed-strip" aria-label="Feeds" data-testid="feeds">
      <ul>
        {inUseFirst(feeds).map((feed) => (
          <li key={feed.feed} data-testid={`feed-${feed.feed}`}>
            <FeedChip feed={feed} readAt={readAt} now={now} />
          </li>
        ))}
      </ul>
      {feeds.map((feed) => <FeedTrouble key={feed.feed} feed={feed} now={now} />)}
    </section>
  );
}

interface FeedChipProps {
  readonly feed: FeedLine;
  readonly readAt: number;
  readonly now: number;
}

function FeedChip({ feed, readAt, now }: FeedChipProps) {
  const { state } = conditionOf(feed, now);
  const ageMs = dataAge(feed, readAt, now);
  const hasAge = ageMs !== null && state !== "UNUSED" && state !== "ENDED";
  return (
    <a
      href="/feeds"
      class={state === "UNUSED" ? "feed-chip is-unused" : "feed-chip"}
      title={FEED_NATURES[feed.feed].meaning}
    >
      <b>{FEED_WORDS[feed.feed]}</b>
      <FeedStateBadge state={state} />
      {hasAge && <small class="number">data {agoWords(ageMs)}</small>}
    </a>
  );
}
