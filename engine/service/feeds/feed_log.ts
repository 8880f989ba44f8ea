import type { FeedKind, FeedStatus } from "../../domain/mod.ts";
import type { EngineLog } from "../engine_log.ts";
import type { MarketStream } from "./stream.ts";

/** From the worst to the best. */
export const RANKS: readonly FeedStatus[] = [
  "DOWN",
  "RECONNECTING",
  "STALE",
  "CONNECTING",
  "LIVE",
  "ENDED",
];
/** Data that ought to come does not. */
const TROUBLE: ReadonlySet<FeedStatus> = new Set(["DOWN", "RECONNECTING", "STALE"]);

const isWorse = (one: FeedStatus, other: FeedStatus) => RANKS.indexOf(one) < RANKS.indexOf(other);

/** The status of a feed that does not report one: that of its worst stream. */
export function worstOf(streams: readonly MarketStream[]): FeedStatus {
  return RANKS.find((status) => streams.some(({ feedStatus }) => feedStatus === status)) ?? "LIVE";
}

/**
 * Says in the log that a feed is in trouble, that it got worse, and that it is well: once, however
 * many streams it has and attempts it makes.
 */
export class FeedLog {
  readonly #log: EngineLog;
  /** The worst that was said of each feed that is in trouble. */
  readonly #troubled = new Map<FeedKind, FeedStatus>();

  constructor(log: EngineLog) {
    this.#log = log;
  }

  /** @param status of the feed as a whole */
  heard(feed: FeedKind, status: FeedStatus, detail: string | null): void {
    if (status === "LIVE" && this.#troubled.delete(feed)) this.#log.info({ feed }, "feed live");
    const said = this.#troubled.get(feed);
    if (!TROUBLE.has(status) || (said && !isWorse(status, said))) return;
    this.#troubled.set(feed, status);
    this.#log.warn({ feed, status, detail }, "feed not live");
  }
}
