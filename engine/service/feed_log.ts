import type { FeedKind, FeedStatus } from "../domain/mod.ts";
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

type Say = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** The status of a feed that does not report one: that of its worst stream. */
export function worstOf(streams: readonly MarketStream[]): FeedStatus {
  return RANKS.find((status) => streams.some(({ feedStatus }) => feedStatus === status)) ?? "LIVE";
}

/** Says in the log that a feed is in trouble and that it is well again: once, however many streams it has. */
export class FeedLog {
  readonly #info: Say;
  readonly #warn: Say;
  readonly #troubled = new Set<FeedKind>();

  constructor(info: Say, warn: Say) {
    this.#info = info;
    this.#warn = warn;
  }

  /** @param status of the feed as a whole */
  heard(feed: FeedKind, status: FeedStatus, detail: string | null): void {
    if (status === "LIVE" && this.#troubled.delete(feed)) this.#info({ feed }, "feed live again");
    if (!TROUBLE.has(status) || this.#troubled.has(feed)) return;
    this.#troubled.add(feed);
    this.#warn({ feed, status, detail }, "feed not live");
  }
}
