import { agoWords, FEED_NATURES, FEED_STATE_WORDS } from "../format/feed_words.ts";
import { count } from "../format/numbers.ts";
import { moment } from "../format/times.ts";
import { FEED_WORDS } from "../format/words.ts";
import type { FeedDetails, FeedLine } from "../operations/operations.ts";
import { conditionOf, dataAge } from "../state/feed_condition.ts";
import { Fact, Panel } from "./figures.tsx";
import { FeedCounters } from "./feed_counters.tsx";
import { FeedStateBadge } from "./feed_state.tsx";
import { FeedTrouble } from "./feed_trouble.tsx";

export interface FeedPanelProps {
  readonly feed: FeedLine & FeedDetails;
  readonly readAt: number;
  readonly now: number;
}

/** All that is known of one feed. */
export function FeedPanel({ feed, readAt, now }: FeedPanelProps) {
  const { state } = conditionOf(feed, now);
  const { meaning, hasConnection } = FEED_NATURES[feed.feed];
  const isUsed = state !== "UNUSED";
  const hasCounted = feed.counters.messages + feed.counters.requests > 0;
  const hasCounters = hasConnection && (isUsed || hasCounted);
  return (
    <Panel
      title={FEED_WORDS[feed.feed]}
      aside={<FeedStateBadge state={state} />}
      testId={`feed-${feed.feed}`}
    >
      <p class="quiet">
        {meaning}.{" "}
        {!isUsed && `It ${hasConnection ? "connects" : "starts"} when a runner needs it.`}
      </p>
      <FeedTrouble feed={feed} now={now} />
      {(isUsed || hasCounters) && (
        <div class="feed-figures">
          {isUsed && <FeedFacts feed={feed} readAt={readAt} now={now} />}
          {hasCounters && <FeedCounters counters={feed.counters} />}
        </div>
      )}
    </Panel>
  );
}

function FeedFacts({ feed, readAt, now }: FeedPanelProps) {
  const { connectedSince, symbols, streams, runners } = feed;
  const { state, since } = conditionOf(feed, now);
  return (
    <dl>
      <Fact name={`${FEED_STATE_WORDS[state]} since`} hint="UTC">{moment(since, now)}</Fact>
      <Fact name="Last data" testId="data-age">
        {agoWords(dataAge(feed, readAt, now))}
      </Fact>
      {FEED_NATURES[feed.feed].hasConnection && (
        <Fact name="Connected since" hint="UTC">
          {connectedSince === null ? "–" : moment(connectedSince, now)}
        </Fact>
      )}
      <Fact name="Runners" testId="runners">{count(runners)}</Fact>
      <Fact name="Symbols">{count(symbols)}</Fact>
      <Fact name="Streams">{count(streams)}</Fact>
    </dl>
  );
}
