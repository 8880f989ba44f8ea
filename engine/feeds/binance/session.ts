import { type FeedStatus, invariant } from "../../domain/mod.ts";
import type { Clock, Timers } from "../../kernel/mod.ts";
import type { Exchange } from "./exchanges.ts";
import type { Network } from "./network.ts";
import { Alarms } from "./session_alarms.ts";
import {
  type Session,
  SESSION_TIMING,
  type SessionEvents,
  type SessionTiming,
} from "./session_api.ts";
import { Line, type LineEnd } from "./session_line.ts";
import { endSentence, StatusBoard } from "./session_status.ts";

export interface SessionOptions {
  readonly exchange: Exchange;
  /** Instead of the exchange's own, without a path. */
  readonly endpoint?: string;
  readonly network: Network;
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly timing?: Partial<SessionTiming>;
  readonly events: SessionEvents;
}

export function createSession(options: SessionOptions): Session {
  return new KeptSession(options);
}

/** How long wishes are gathered: runners come and go in groups. */
export const GATHER_MS = 10;

class KeptSession implements Session {
  readonly #exchange: Exchange;
  readonly #timing: SessionTiming;
  readonly #events: SessionEvents;
  readonly #alarms: Alarms;
  readonly #line: Line;
  readonly #board: StatusBoard;
  #wanted: ReadonlySet<string> = new Set();
  /** Wanted streams that the feed was told of, and that arrived without a break ever since. */
  readonly #reported = new Set<string>();
  /** Something was reported since the last loss. */
  #isHeld = false;
  /** Since a loss, not all was confirmed again. */
  #isLost = false;
  #isGathering = false;
  /** Nothing is wanted, as far as the line knows. */
  #isResting = true;
  #isClosed = false;
  /** Attempts in a row that did not get as far as all streams. */
  #failures = 0;
  #reconnects = 0;
  #lastMessageAt: number | null = null;

  constructor(options: SessionOptions) {
    const { exchange, endpoint = exchange.ws, events } = options;
    this.#exchange = exchange;
    this.#timing = { ...SESSION_TIMING, ...options.timing };
    this.#events = events;
    this.#alarms = new Alarms(options.timers);
    this.#board = new StatusBoard((status, detail) => events.status(status, detail));
    this.#line = new Line({ ...options, endpoint, timing: this.#timing }, {
      heard: (at) => {
        this.#lastMessageAt = at;
      },
      message: (text) => events.message(text),
      changed: () => this.#review(),
      ended: (end) => this.#ended(end),
    });
  }

  get status(): FeedStatus {
    return this.#board.status;
  }

  get detail(): string | null {
    return this.#board.detail;
  }

  get connectedSince(): number | null {
    return this.#line.connectedSince;
  }

  get lastMessageAt(): number | null {
    return this.#lastMessageAt;
  }

  get reconnects(): number {
    return this.#reconnects;
  }

  want(streams: ReadonlySet<string>): void {
    if (this.#isClosed) return;
    invariant(
      streams.size <= this.#exchange.maxStreams,
      `${streams.size} streams fit on one connection (at most ${this.#exchange.maxStreams})`,
    );
    this.#wanted = new Set(streams);
    // Whoever wants one again that he gave up has heard nothing of it since, even if it never
    // stopped here: it is reported anew.
    for (const stream of this.#reported) if (!streams.has(stream)) this.#reported.delete(stream);
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.#alarms.after(GATHER_MS, () => this.#apply());
  }

  close(): void {
    this.#isClosed = true;
    this.#alarms.end();
    this.#line.close();
  }

  #apply(): void {
    this.#isGathering = false;
    if (this.#wanted.size === 0) this.#rest();
    else if (this.#isResting) this.#begin();
    this.#line.carry(this.#wanted);
  }

  #begin(): void {
    this.#isResting = false;
    this.#board.say("CONNECTING", null);
  }

  #rest(): void {
    this.#isResting = true;
    this.#isHeld = this.#isLost = false;
    this.#failures = 0;
    this.#board.rest();
  }

  #review(): void {
    if (this.#wanted.size === 0) return;
    const { confirmed } = this.#line;
    for (const stream of this.#reported) {
      if (!confirmed.has(stream)) this.#reported.delete(stream);
    }
    this.#report([...this.#wanted.intersection(confirmed).difference(this.#reported)]);
    if (!this.#isClosed && this.#wanted.isSubsetOf(confirmed)) this.#goLive();
  }

  #report(streams: readonly string[]): void {
    if (streams.length === 0) return;
    for (const stream of streams) this.#reported.add(stream);
    this.#isHeld = true;
    this.#events.subscribed(streams);
  }

  #goLive(): void {
    if (this.#isLost) this.#reconnects++;
    this.#isLost = false;
    this.#failures = 0;
    this.#board.say("LIVE", null);
  }

  #ended(end: LineEnd): void {
    this.#reported.clear();
    const wasHeld = this.#isHeld;
    this.#isHeld = false;
    if (this.#wanted.size === 0) return;
    if (end.stage !== "LIVE") this.#failures++;
    if (wasHeld) {
      this.#isLost = true;
      this.#events.lost(end.reason);
    }
    if (!this.#isClosed) this.#sayEnded(end);
  }

  #sayEnded(end: LineEnd): void {
    const { downAfter, maxBackoffMs } = this.#timing;
    const sentence = endSentence(this.#exchange.name, end);
    if (this.#failures >= downAfter) {
      const promise = `trying again at least every ${maxBackoffMs / 1_000} s`;
      this.#board.say("DOWN", `${sentence}; ${promise}`);
    } else if (this.#isLost) this.#board.say("RECONNECTING", sentence);
    else this.#board.say("CONNECTING", sentence);
  }
}
