import { setImmediate } from "node:timers/promises";
import type {
  HttpAnswer,
  Network,
  Socket,
  SocketEvents,
} from "../../engine/feeds/binance/network.ts";
import type { FakeTime } from "../support/fake_time.ts";
import { type CoreOptions, ExchangeCore } from "./core.ts";
import type { ExchangeModel } from "./model.ts";
import type { Peer } from "./peer.ts";
import type { RestAnswer } from "./rest/answer.ts";

export interface MemoryOptions extends CoreOptions {
  readonly time: FakeTime;
  /** The exchange's clock is ahead of the machine's by so much; default 0. */
  readonly skewMs?: number;
  /** How long a connection, a request and what a client sends are on their way; default 5. */
  readonly latencyMs?: number;
  /** How often messages are delivered; default 100. */
  readonly tickMs?: number;
}

/**
 * The exchange behind the interface that the feed has to the network: no socket, no clock but the
 * test's. Everything is delivered while that clock is moved on.
 */
export class MemoryExchange implements Network {
  readonly #core: ExchangeCore;
  readonly #time: FakeTime;
  readonly #latencyMs: number;
  readonly #stop: () => void;

  constructor(options: MemoryOptions) {
    const { time, skewMs = 0 } = options;
    this.#time = time;
    this.#latencyMs = options.latencyMs ?? 5;
    this.#core = new ExchangeCore(options, { now: () => time.now() + skewMs }, time);
    this.#stop = time.every(options.tickMs ?? 100, () => this.#core.tick());
  }

  get model(): ExchangeModel {
    return this.#core.model;
  }

  /** Connections open now, and opened in all. */
  get open(): number {
    return this.#core.open;
  }
  get connections(): number {
    return this.#core.connections;
  }

  get streams(): ReadonlySet<string> {
    return this.#core.streams;
  }

  connect(url: string, events: SocketEvents): Socket {
    return new MemorySocket(this.#core, this.#time, this.#latencyMs, url, events);
  }

  get(url: string, signal: AbortSignal): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        cancel();
        reject(signal.reason);
      };
      const cancel = this.#time.after(this.#latencyMs, () => {
        signal.removeEventListener("abort", abort);
        resolve(httpAnswer(this.#core.get(pathOf(url))));
      });
      if (signal.aborted) abort();
      else signal.addEventListener("abort", abort, { once: true });
    });
  }

  /** Moves the clock on in small steps, and lets promises settle in between. */
  async run(ms: number, stepMs = 100): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.#time.advance(Math.min(left, stepMs));
      await setImmediate();
    }
  }

  /** Ends all connections and stops. */
  close(): void {
    this.#stop();
    this.#core.close();
  }
}

/** The client's end of a connection. */
class MemorySocket implements Socket {
  readonly #core: ExchangeCore;
  readonly #time: FakeTime;
  readonly #latencyMs: number;
  readonly #events: SocketEvents;
  #peer: Peer | null = null;
  #isOver = false;

  constructor(
    core: ExchangeCore,
    time: FakeTime,
    latencyMs: number,
    url: string,
    events: SocketEvents,
  ) {
    this.#core = core;
    this.#time = time;
    this.#latencyMs = latencyMs;
    this.#events = events;
    time.after(latencyMs, () => this.#open(pathOf(url)));
  }

  send(text: string): void {
    const peer = this.#peer;
    if (!peer || this.#isOver) return;
    this.#time.after(this.#latencyMs, () => this.#core.receive(peer, text));
  }

  close(): void {
    this.#end("closed by the client");
  }

  #open(path: string): void {
    if (this.#isOver) return;
    this.#events.opened();
    if (this.#isOver) return;
    this.#peer = this.#core.accept(path, {
      send: (text) => {
        if (!this.#isOver) this.#events.message(text);
      },
      close: (code, reason) => this.#end(reason || `the exchange closed it (${code})`),
    });
  }

  #end(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#peer) this.#core.gone(this.#peer);
    this.#events.closed(reason);
  }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function httpAnswer({ status, headers, body }: RestAnswer): HttpAnswer {
  const found = new Headers(headers);
  return { status, body, header: (name) => found.get(name) };
}
