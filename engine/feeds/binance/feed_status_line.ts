import type { FeedStatus } from "../../domain/mod.ts";

/** The connection's own status, and since when it has it. */
export class FeedStatusLine {
  status: FeedStatus = "CONNECTING";
  detail: string | null = null;
  /** Clock time of the last change. */
  since: number;

  constructor(now: number) {
    this.since = now;
  }

  say(status: FeedStatus, detail: string | null, now: number): void {
    this.detail = detail;
    if (status === this.status) return;
    this.status = status;
    this.since = now;
  }
}
