import type { Clock, Timers } from "../../kernel/mod.ts";
import { Requests } from "./connection_requests.ts";
import { Subscriptions } from "./connection_subscriptions.ts";
import { Watch } from "./connection_watch.ts";
import type { Exchange } from "./exchanges.ts";
import type { Network, Socket } from "./network.ts";
import { Alarms } from "./session_alarms.ts";
import type { SessionTiming } from "./session_api.ts";

export interface ConnectionSetup {
  readonly exchange: Exchange;
  /** Where the exchange listens, without a path. */
  readonly endpoint: string;
  readonly network: Network;
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly timing: SessionTiming;
}

export interface ConnectionEvents {
  /** A message of any kind came. */
  heard(at: number): void;
  /** A message that is no answer to a request. */
  message(text: string): void;
  opened(): void;
  /** More streams are confirmed. */
  confirmed(): void;
  /** It will end before long; called once. */
  retiring(): void;
  /** Not called after `close`. */
  ended(reason: string): void;
}

/** One of the messages a second is left to the platform: the answer to the exchange's ping. */
const KEPT_FOR_PONG = 1;

/** Where every stream's message begins, answers do not. */
const STREAM_MESSAGE = '{"stream"';
const SHUTDOWN_NOTICE = '"serverShutdown"';

/** One socket, subscribed as wanted and watched, from `open` to its end. */
export class Connection {
  readonly #setup: ConnectionSetup;
  readonly #events: ConnectionEvents;
  readonly #alarms: Alarms;
  readonly #requests: Requests;
  readonly #subscriptions: Subscriptions;
  readonly #watch: Watch;
  #socket: Socket | null = null;
  #openedAt: number | null = null;
  #completeAt: number | null = null;
  #isEnded = false;
  #isRetiring = false;
  #isProbeDue = false;
  /** The last message is not long enough ago for another one. */
  #isPausing = false;

  constructor(setup: ConnectionSetup, streams: ReadonlySet<string>, events: ConnectionEvents) {
    this.#setup = setup;
    this.#events = events;
    this.#alarms = new Alarms(setup.timers);
    this.#subscriptions = new Subscriptions(streams);
    this.#requests = new Requests(this.#alarms, setup.timing.answerMs, {
      fulfilled: (id) => this.#fulfilled(id),
      failed: (reason) => this.#end(reason),
    });
    this.#watch = new Watch(setup.clock, this.#alarms, setup.timing, {
      silent: () => this.#probe(),
      dead: () => this.#end(silence(setup.timing)),
    });
  }

  /** Streams that the exchange has confirmed and nobody has cancelled. */
  get confirmed(): ReadonlySet<string> {
    return this.#subscriptions.confirmed;
  }

  /** All that is wanted is confirmed. */
  get isComplete(): boolean {
    return this.#subscriptions.isComplete;
  }

  get isRetiring(): boolean {
    return this.#isRetiring;
  }

  /** Clock times; null before. */
  get openedAt(): number | null {
    return this.#openedAt;
  }

  /** Since when it was of use: all that was wanted then had been confirmed. */
  get completeAt(): number | null {
    return this.#completeAt;
  }

  open(): void {
    const { network, endpoint, timing } = this.#setup;
    this.#alarms.after(timing.answerMs, () => {
      if (this.#openedAt === null) this.#end(`no answer within ${timing.answerMs / 1_000} s`);
    });
    // By message rather than in the address, which has no room for them all; `/stream` alone
    // makes the exchange say with each message which stream it is of.
    const socket = network.connect(`${endpoint}/stream`, {
      opened: () => this.#opened(),
      message: (text) => this.#received(text),
      closed: (reason) => this.#end(reason),
    });
    this.#socket = socket;
    if (this.#isEnded) socket.close();
    else this.#pump();
  }

  /** The streams to be subscribed from now on. */
  carry(streams: ReadonlySet<string>): void {
    this.#subscriptions.want(streams);
    this.#noteComplete();
    this.#pump();
  }

  close(): void {
    this.#isEnded = true;
    this.#alarms.end();
    this.#socket?.close();
  }

  #end(reason: string): void {
    if (this.#isEnded) return;
    this.close();
    this.#events.ended(reason);
  }

  #opened(): void {
    if (this.#isEnded) return;
    this.#openedAt = this.#setup.clock.now();
    this.#alarms.after(this.#usefulLifeMs(), () => this.#retire());
    this.#watch.begin();
    this.#events.opened();
    this.#pump();
  }

  /** Not all at the same time, for the exchange's sake, but none later than it should be. */
  #usefulLifeMs(): number {
    const { exchange, timing, random } = this.#setup;
    return Math.max(0, exchange.connectionLifeMs - timing.replaceEarlyMs * (1 + random() / 2));
  }

  #received(text: string): void {
    if (this.#isEnded) return;
    const at = this.#setup.clock.now();
    this.#watch.heard(at);
    this.#events.heard(at);
    if (!text.startsWith(STREAM_MESSAGE) && this.#requests.take(text)) return;
    if (text.includes(SHUTDOWN_NOTICE)) this.#retire();
    this.#events.message(text);
  }

  #retire(): void {
    if (this.#isRetiring) return;
    this.#isRetiring = true;
    this.#events.retiring();
  }

  #fulfilled(id: number): void {
    this.#subscriptions.confirm(id);
    this.#noteComplete();
    this.#events.confirmed();
    this.#pump();
  }

  #noteComplete(): void {
    if (this.isComplete) this.#completeAt ??= this.#setup.clock.now();
  }

  #probe(): void {
    this.#isProbeDue = true;
    this.#pump();
  }

  /** Sends the next message if there is one and the exchange may be sent one. */
  #pump(): void {
    if (this.#isEnded || this.#openedAt === null || this.#isPausing) return;
    const socket = this.#socket;
    const text = socket && this.#nextText();
    if (text === null) return;
    this.#isPausing = true;
    this.#alarms.after(this.#pauseMs(), () => {
      this.#isPausing = false;
      this.#pump();
    });
    socket?.send(text);
  }

  #pauseMs(): number {
    return Math.ceil(1_000 / (this.#setup.exchange.maxMessagesPerSecond - KEPT_FOR_PONG));
  }

  #nextText(): string | null {
    if (this.#isProbeDue) {
      this.#isProbeDue = false;
      return this.#requests.probe();
    }
    const change = this.#requests.isFull ? null : this.#subscriptions.next();
    if (change === null) return null;
    const { id, text } = this.#requests.make(change.method, change.streams);
    this.#subscriptions.asked(change, id);
    return text;
  }
}

function silence({ silentMs, answerMs }: SessionTiming): string {
  return `no data for ${(silentMs + answerMs) / 1_000} s and no answer`;
}
