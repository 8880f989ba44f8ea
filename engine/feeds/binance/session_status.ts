import type { FeedStatus } from "../../domain/mod.ts";
import type { LineEnd } from "./session_line.ts";

/** Longest reason that is shown; it may have come from the other side. */
const MAX_REASON_LENGTH = 200;

const BEGINNINGS = {
  OPENING: "Cannot reach",
  SUBSCRIBING: "Cannot subscribe at",
  LIVE: "Lost the connection to",
} as const;

/** The end of a connection as a sentence for the user. */
export function endSentence(exchangeName: string, { stage, reason }: LineEnd): string {
  return `${BEGINNINGS[stage]} ${exchangeName}: ${reason.slice(0, MAX_REASON_LENGTH)}`;
}

/**
 * What the session says of itself. Told is a new status, and that a reason came up or went; further
 * attempts in the same status are no news and leave the reason of the first.
 */
export class StatusBoard {
  readonly #tell: (status: FeedStatus, detail: string | null) => void;
  #status: FeedStatus = "CONNECTING";
  #detail: string | null = null;
  #told: { readonly status: FeedStatus; readonly detail: string | null } | null = null;

  constructor(tell: (status: FeedStatus, detail: string | null) => void) {
    this.#tell = tell;
  }

  get status(): FeedStatus {
    return this.#status;
  }

  get detail(): string | null {
    return this.#detail;
  }

  say(status: FeedStatus, detail: string | null): void {
    const told = this.#told;
    if (told?.status === status && (told.detail === null) === (detail === null)) return;
    this.#status = status;
    this.#detail = detail;
    this.#told = { status, detail };
    this.#tell(status, detail);
  }

  /** Back to the beginning without a word: nobody is there who would want to know. */
  rest(): void {
    this.#status = "CONNECTING";
    this.#detail = null;
  }
}
