import type { FeedLine, FeedStatus, RunnerRow, RunnerStatus } from "../operations/operations.ts";

export type FeedMarkets = FeedLine["markets"][number];
/**
 * How a feed is, as people would say it. `UNUSED`: no runner needs it, so it is not connected.
 * `PARTLY`: it is live, but not in all of its markets.
 */
export type FeedState = FeedStatus | "UNUSED" | "PARTLY";

export interface FeedCondition {
  readonly state: FeedState;
  readonly since: number;
  /** What the feed says about it. */
  readonly detail: string | null;
  /** What is not live of a feed that is so partly. */
  readonly missing: readonly FeedMarkets[];
}

/** How good or bad it is; what colours go by. */
export type Mood = "good" | "quiet" | "waiting" | "warn" | "bad";
const MOODS: Readonly<Record<FeedState, Mood>> = {
  LIVE: "good",
  ENDED: "quiet",
  UNUSED: "quiet",
  CONNECTING: "waiting",
  PARTLY: "warn",
  STALE: "warn",
  RECONNECTING: "warn",
  DOWN: "bad",
};

/** What passes by itself within this time is not worth a word. */
const PATIENCE_MS: Readonly<Partial<Record<FeedState, number>>> = {
  CONNECTING: 5_000,
  RECONNECTING: 2_000,
};

export function moodOf(state: FeedState): Mood {
  return MOODS[state];
}

/** True when somebody has to be told: data that ought to come does not. */
export function isTrouble(state: FeedState, since: number, now: number): boolean {
  if (MOODS[state] === "good" || MOODS[state] === "quiet") return false;
  return now - since >= (PATIENCE_MS[state] ?? 0);
}

/** True while no runner needs it: it is not connected then. */
export function isUnused({ runners, markets }: FeedLine): boolean {
  return runners === 0 && markets.length === 0;
}

/** A market whose past is still on its way is none, unless the feed says that it cannot be had. */
function isMissing({ status, since, detail }: FeedMarkets, now: number): boolean {
  if (status === "CONNECTING" && detail === null) return false;
  return isTrouble(status, since, now);
}

/** A feed's connection and its markets in one: a live connection may have a market without data. */
export function conditionOf(feed: FeedLine, now: number): FeedCondition {
  const { status, since, detail, markets } = feed;
  const [worst, ...better] = markets;
  if (isUnused(feed)) return { state: "UNUSED", since, detail: null, missing: [] };
  if (status !== "LIVE" || worst === undefined) {
    return { state: status, since, detail, missing: [] };
  }
  if (better.length === 0) {
    return { state: worst.status, since: worst.since, detail: worst.detail, missing: [] };
  }
  const missing = markets.filter((group) => isMissing(group, now));
  if (missing[0] === undefined) return { state: "LIVE", since, detail: null, missing };
  return { state: "PARTLY", since: missing[0].since, detail: missing[0].detail, missing };
}

/** Feeds in use before the rest, otherwise in the order of the service. */
export function inUseFirst<T extends FeedLine>(feeds: readonly T[]): T[] {
  return feeds.toSorted((a, b) => Number(isUnused(a)) - Number(isUnused(b)));
}

/** How old the newest data is by now; null before the first. @param readAt when `feed` was read */
export function dataAge(feed: FeedLine, readAt: number, now: number): number | null {
  return feed.ageMs === null ? null : feed.ageMs + Math.max(0, now - readAt);
}

type RunnersFeed = Pick<RunnerRow["health"], "feedStatus" | "feedSince" | "feedDetail">;

export interface RunnerFeedStatus {
  readonly state: FeedStatus;
  readonly since: number;
  readonly detail: string | null;
}

/** What a runner that should be trading gets no live data for; null when it does, or is at its end. */
export function notLive(status: RunnerStatus, health: RunnersFeed): RunnerFeedStatus | null {
  const { feedStatus, feedSince, feedDetail } = health;
  const isActive = status === "RUNNING" || status === "PAUSED";
  if (!isActive || feedStatus === null || feedStatus === "LIVE") return null;
  return { state: feedStatus, since: feedSince ?? NaN, detail: feedDetail };
}
