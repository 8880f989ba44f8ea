import { Connection, type ConnectionSetup } from "./connection.ts";
import { Alarms } from "./session_alarms.ts";
import { Backoff, ConnectionBudget } from "./session_backoff.ts";

/** How far a connection had come, and why it ended. */
export interface LineEnd {
  readonly stage: "OPENING" | "SUBSCRIBING" | "LIVE";
  readonly reason: string;
}

export interface LineEvents {
  /** A message of any kind came, on any connection. */
  heard(at: number): void;
  /** A message that is no answer to a request. */
  message(text: string): void;
  /** What is confirmed may have changed. */
  changed(): void;
  /** There is no connection now that could deliver what comes next; the line opens another. */
  ended(end: LineEnd): void;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * A connection, and the next one whenever it ends. Before it gets too old, or when the exchange
 * gives notice, its replacement is made ready beside it, and both stay for a while, so that nothing
 * falls in between. At most two are open: the active one and either the next or the old one.
 */
export class Line {
  readonly #setup: ConnectionSetup;
  readonly #events: LineEvents;
  readonly #alarms: Alarms;
  readonly #backoff: Backoff;
  readonly #budget = new ConnectionBudget();
  #streams = NONE;
  #active: Connection | null = null;
  #next: Connection | null = null;
  #old: Connection | null = null;
  #connectedSince: number | null = null;
  #stopOpening: (() => void) | null = null;
  #stopOverlap: (() => void) | null = null;

  constructor(setup: ConnectionSetup, events: LineEvents) {
    this.#setup = setup;
    this.#events = events;
    this.#alarms = new Alarms(setup.timers);
    const { backoffMs, maxBackoffMs } = setup.timing;
    this.#backoff = new Backoff(backoffMs, maxBackoffMs, setup.random);
  }

  /** Streams that arrive from now on. */
  get confirmed(): ReadonlySet<string> {
    return this.#active?.confirmed ?? NONE;
  }

  /** Since when there was a connection without a break; null without one. */
  get connectedSince(): number | null {
    return this.#connectedSince;
  }

  /** The streams to be subscribed from now on; with none the line is closed until there are. */
  carry(streams: ReadonlySet<string>): void {
    this.#streams = streams;
    if (streams.size === 0) return this.#hangUp();
    this.#active?.carry(streams);
    this.#next?.carry(streams);
    this.#old?.carry(streams);
    if (this.#active === null && this.#stopOpening === null) this.#openIn(0);
    this.#review();
  }

  close(): void {
    this.#hangUp();
    this.#alarms.end();
  }

  #hangUp(): void {
    this.#cancelOpening();
    this.#dropOld();
    this.#next?.close();
    this.#active?.close();
    this.#next = this.#active = this.#connectedSince = null;
    this.#backoff.reset();
  }

  #openIn(waitMs: number): void {
    this.#cancelOpening();
    const wait = Math.max(waitMs, this.#budget.waitMs(this.#now()));
    this.#stopOpening = this.#alarms.after(wait, () => {
      this.#stopOpening = null;
      this.#open();
    });
  }

  #cancelOpening(): void {
    this.#stopOpening?.();
    this.#stopOpening = null;
  }

  #open(): void {
    this.#budget.spend(this.#now());
    const connection: Connection = new Connection(this.#setup, this.#streams, {
      heard: (at) => this.#events.heard(at),
      message: (text) => this.#events.message(text),
      opened: () => {
        if (connection === this.#active) this.#connectedSince = connection.openedAt;
      },
      confirmed: () => this.#review(),
      retiring: () => {
        // Any other is no more than a notice for when it takes over.
        if (connection !== this.#active) return;
        this.#forgive(connection);
        this.#openIn(this.#backoff.next());
      },
      ended: (reason) => this.#ended(connection, reason),
    });
    this.#dropOld();
    if (this.#active === null) this.#active = connection;
    else this.#next = connection;
    connection.open();
  }

  #review(): void {
    if (this.#next?.isComplete) this.#promote(this.#next);
    this.#events.changed();
  }

  #promote(connection: Connection): void {
    this.#old = this.#active;
    this.#next = null;
    this.#stopOverlap = this.#alarms.after(this.#setup.timing.overlapMs, () => this.#dropOld());
    this.#adopt(connection);
  }

  #adopt(connection: Connection): void {
    this.#active = connection;
    if (connection.isRetiring) this.#openIn(this.#backoff.next());
  }

  #dropOld(): void {
    this.#stopOverlap?.();
    this.#old?.close();
    this.#stopOverlap = this.#old = null;
  }

  /** A connection that was good for long enough makes up, once, for failures before it. */
  #forgive({ completeAt }: Connection): void {
    const isGood = completeAt !== null && this.#now() - completeAt >= this.#setup.timing.goodMs;
    if (isGood) this.#backoff.reset();
  }

  #ended(connection: Connection, reason: string): void {
    if (connection === this.#old) this.#dropOld();
    else if (connection === this.#next) {
      this.#next = null;
      this.#openIn(this.#backoff.next());
    } else this.#activeEnded(connection, reason);
  }

  #activeEnded(connection: Connection, reason: string): void {
    this.#forgive(connection);
    const old = this.#old;
    if (old === null) return this.#lost(connection, reason);
    this.#stopOverlap?.();
    this.#stopOverlap = this.#old = null;
    this.#adopt(old);
    this.#review();
  }

  #lost(connection: Connection, reason: string): void {
    this.#active = this.#connectedSince = null;
    this.#events.ended({ stage: stageOf(connection), reason });
    const next = this.#next;
    if (next === null) return this.#openIn(this.#backoff.next());
    this.#next = null;
    this.#connectedSince = next.openedAt;
    this.#adopt(next);
    this.#review();
  }

  #now(): number {
    return this.#setup.clock.now();
  }
}

function stageOf({ openedAt, completeAt }: Connection): LineEnd["stage"] {
  if (openedAt === null) return "OPENING";
  return completeAt === null ? "SUBSCRIBING" : "LIVE";
}
