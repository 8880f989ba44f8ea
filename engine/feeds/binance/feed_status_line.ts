import type { FeedStatus } from "../../domain/mod.ts";
import type { BinanceLog } from "./binance_feed.ts";

const WORDS: Readonly<Record<FeedStatus, string>> = {
  CONNECTING: "connecting",
  LIVE: "live",
  STALE: "stale",
  RECONNECTING: "connection lost, connecting again",
  DOWN: "down",
  ENDED: "ended",
};

/** The feed's own status; one line in the log for a change, however many runners it concerns. */
export class FeedStatusLine {
  status: FeedStatus = "CONNECTING";
  detail: string | null = null;
  /** Clock time of the last change. */
  since: number;
  readonly #name: string;
  readonly #log: BinanceLog;

  constructor(name: string, now: number, log: BinanceLog) {
    this.#name = name;
    this.since = now;
    this.#log = log;
  }

  say(status: FeedStatus, detail: string | null, now: number): void {
    this.detail = detail;
    if (status === this.status) return;
    this.status = status;
    this.since = now;
    const line = `${this.#name}: ${WORDS[status]}${detail === null ? "" : ` (${detail})`}`;
    if (status === "LIVE" || status === "CONNECTING") this.#log.info(line);
    else this.#log.warn(line);
  }
}
