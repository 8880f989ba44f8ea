import { setImmediate } from "node:timers/promises";
import type {
  HttpAnswer,
  Network,
  Socket,
  SocketEvents,
} from "../../engine/feeds/binance/network.ts";
import type { FakeTime } from "../support/fake_time.ts";
import { type CoreOptions, ExchangeCore } from "./core.ts";
import type { Faults } from "./faults/faults.ts";
import { RunningClock } from "./market_clock.ts";
import type { ExchangeModel } from "./model.ts";
import type { Peer } from "./peer.ts";
import type { RestAnswer } from "./rest/answer.ts";

export interface MemoryOptions extends CoreOptions {
  readonly time: FakeTime;
  /** The exchange's clock is ahead of the machine's by so much; default 0. */
  readonly skewMs?: number;
  /** Market time for a unit of the machine's; default 1. */
  readonly speed?: number;
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
  #isAway = false;

  constructor(options: MemoryOptions) {
    const { time, skewMs = 0, speed = 1 } = options;
    this.#time = time;
    this.#latencyMs = options.latencyMs ?? 5;
    const marketTime = new RunningClock(time, time.now() + skewMs, speed);
    const transport = { away: (ms: number) => this.#away(ms) };
    this.#core = new ExchangeCore(options, marketTime, time, transport);
    this.#stop = time.every(options.tickMs ?? 100, () => this.#core.tick());
  }

  get model(): ExchangeModel {
    return this.#core.model;
  }

  get faults(): Faults {
    return this.#core.faults;
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
    return new MemorySocket(this.#core, this.#time, this.#latencyMs, events, () => {
      return this.#isAway || this.faults.refusesConnection() ? null : pathOf(url);
    });
  }

  get(url: string, signal: AbortSignal): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        cancel();
        reject(signal.reason);
      };
      const later = (ms: number, run: () => void) => cancel = this.#time.after(ms, run);
      let cancel = () => {};
      const finish = (run: () => void) => {
        signal.removeEventListener("abort", abort);
        run();
      };
      if (signal.aborted) return abort();
      signal.addEventListener("abort", abort, { once: true });
      later(this.#latencyMs, () => {
        if (this.#isAway) return finish(() => reject(new TypeError("connection refused")));
        const answer = this.#core.get(pathOf(url));
        if (!answer) return;
        const arrive = () => finish(() => arrived(answer, resolve, reject));
        if (answer.delayMs) later(answer.delayMs, arrive);
        else arrive();
      });
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

  #away(ms: number): Promise<void> {
    this.#isAway = true;
    return new Promise((resolve) =>
      this.#time.after(ms, () => {
        this.#isAway = false;
        resolve();
      })
    );
  }
}

function arrived(
  answer: RestAnswer,
  resolve: (answer: HttpAnswer) => void,
  reject: (error: Error) => void,
): void {
  if (answer.isBroken) reject(new TypeError("connection closed before the body was complete"));
  else resolve(httpAnswer(answer));
}

/** The client's end of a connection. */
class MemorySocket implements Socket {
  readonly #core: ExchangeCore;
  readonly #time: FakeTime;
  readonly #latencyMs: number;
  readonly #events: SocketEvents;
  readonly #path: () => string | null;
  #peer: Peer | null = null;
  #isOver = false;

  /** @param path asked for when the request arrives; null when nobody takes the connection */
  constructor(
    core: ExchangeCore,
    time: FakeTime,
    latencyMs: number,
    events: SocketEvents,
    path: () => string | null,
  ) {
    this.#core = core;
    this.#time = time;
    this.#latencyMs = latencyMs;
    this.#events = events;
    this.#path = path;
    time.after(latencyMs, () => this.#open());
  }

  send(text: string): void {
    const peer = this.#peer;
    if (!peer || this.#isOver) return;
    this.#time.after(this.#latencyMs, () => this.#core.receive(peer, text));
  }

  close(): void {
    this.#end("closed by the client");
  }

  #open(): void {
    if (this.#isOver) return;
    const path = this.#path();
    if (path === null) return this.#end("connection refused");
    this.#peer = this.#core.accept(path, {
      send: (text) => {
        if (!this.#isOver) this.#events.message(text);
      },
      close: (code, reason) => this.#end(reason || `the exchange closed it (${code})`),
      cut: () => this.#end("connection reset"),
      freeze: () => {},
    });
    if (!this.#isOver) this.#events.opened();
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
