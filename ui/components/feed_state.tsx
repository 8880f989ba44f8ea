import { FEED_STATE_WORDS } from "../format/feed_words.ts";
import { duration, moment } from "../format/times.ts";
import { type FeedState, moodOf } from "../state/feed_condition.ts";

/** A feed's state: a dot and a word. */
export function FeedStateBadge({ state }: { readonly state: FeedState }) {
  return (
    <span class={`mood is-${moodOf(state)}`} data-testid="feed-state" data-state={state}>
      <i class="dot" />
      {FEED_STATE_WORDS[state]}
    </span>
  );
}

/** `for 32 s, since 14:05:09 UTC`. The part that ticks is not read out again and again. */
export function ForSince({ since, now }: { readonly since: number; readonly now: number }) {
  return (
    <span class="number" aria-live="off">
      for {duration(now - since)}, since {moment(since, now)} UTC
    </span>
  );
}
