import { feedIs, reasonWords, runnerConsequence } from "../format/feed_words.ts";
import { age, moment } from "../format/times.ts";
import { FEED_STATUS_WORDS } from "../format/words.ts";
import type { RunnerRow } from "../operations/operations.ts";
import { moodOf, notLive, type RunnerFeedStatus } from "../state/feed_condition.ts";

export interface RunnerHealthCellProps {
  readonly row: RunnerRow;
  readonly now: number;
}

/** Whether a runner is well; what is wrong with its feed goes before that it is. */
export function RunnerHealthCell({ row, now }: RunnerHealthCellProps) {
  const { health, status, feed } = row;
  if (status === "STOPPED") return <span class="health">–</span>;
  const found = notLive(status, health);
  if (found === null) return <OwnHealth row={row} />;
  if (found.state === "ENDED" && health.healthy) {
    return <span class="health" title="The file was replayed to its end">Ended</span>;
  }
  return (
    <span
      class={`mood is-${moodOf(found.state)}`}
      title={explanation(row, found, now)}
      data-testid="runner-feed"
      data-state={found.state}
      aria-label={feedIs(feed, found.state)}
    >
      <i class="dot" />
      <span>
        {FEED_STATUS_WORDS[found.state]} <small class="number">{age(found.since, now)}</small>
      </span>
    </span>
  );
}

function OwnHealth({ row: { health } }: { readonly row: RunnerRow }) {
  const title = health.lastError ?? (health.feedStatus === null ? "No feed yet" : "Feed: Live");
  return (
    <span class={`health ${health.healthy ? "is-good" : "is-bad"}`} title={title}>
      <i class="dot" />
      {health.healthy ? "OK" : "Trouble"}
    </span>
  );
}

function explanation(row: RunnerRow, found: RunnerFeedStatus, now: number): string {
  return [
    `${feedIs(row.feed, found.state)} since ${moment(found.since, now)} UTC.`,
    reasonWords(found.state, found.detail),
    runnerConsequence(found.state, row.status, row.snapshot.position !== null),
  ].filter((part) => part !== "").join(" ");
}
