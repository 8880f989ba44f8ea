import { feedIs, reasonWords, runnerConsequence } from "../format/feed_words.ts";
import type { HealthFields, SnapshotFields } from "../operations/operations.ts";
import { isTrouble, moodOf, notLive } from "../state/feed_condition.ts";
import { useNow } from "../state/now.ts";
import type { RunnerDetail } from "../state/runner_live.ts";
import { Callout } from "./callout.tsx";
import { ForSince } from "./feed_state.tsx";

export interface FeedNoticeProps {
  readonly detail: RunnerDetail;
  readonly health: HealthFields;
  readonly snapshot: SnapshotFields;
}

/** Says that a runner gets no live data, since when, why, and what that means for it. */
export function FeedNotice({ detail: { feed }, health, snapshot }: FeedNoticeProps) {
  const now = useNow();
  const { status, position } = snapshot;
  const found = notLive(status, health);
  if (found === null) return null;
  if (found.state === "ENDED") {
    return (
      <Callout mood="quiet" testId="feed-notice">
        The recording has been replayed to its end: no more prices come.
      </Callout>
    );
  }
  if (!isTrouble(found.state, found.since, now)) return null;
  return (
    <Callout mood={moodOf(found.state)} testId="feed-notice">
      <b>{feedIs(feed, found.state)}</b> <ForSince since={found.since} now={now} />.{" "}
      {reasonWords(found.state, found.detail)}{" "}
      {runnerConsequence(found.state, status, position !== null)} <a href="/feeds">All feeds</a>
    </Callout>
  );
}
