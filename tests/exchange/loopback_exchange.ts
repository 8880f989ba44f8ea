import type { Clock, Timers } from "../../engine/kernel/mod.ts";
import { type CoreOptions, ExchangeCore } from "./core.ts";
import type { Faults } from "./faults/faults.ts";
import { HandClock, RunningClock } from "./market_clock.ts";
import type { ExchangeModel } from "./model.ts";
import type { RestAnswer } from "./rest/answer.ts";
import { TcpRelay } from "./tcp_relay.ts";

export interface LoopbackOptions extends CoreOptions {
  /** Default 0: any that is free. */
  readonly port?: number;
  /** Market time at the beginning; default: the machine's time. */
  readonly start?: number;
  /** Market time for a unit of the machine's; 0: it stands and is moved on by `advance`. Default 1. */
  readonly speed?: number;
  /** Market time; then `start` and `speed` do not count. */
  readonly clock?: Clock;
  /** How often messages are delivered, in milliseconds of the machine; default 10. */
  readonly tickMs?: number;
}

/** How long clients have for a goodbye when the exchange closes. */
const GOODBYE_MS = 500;

/** The exchange on a port of this machine, for anything that speaks the protocol. */
export class LoopbackExchange {
  readonly #core: ExchangeCore;
  readonly #hand: HandClock | null;
  readonly #timers = new MachineTimers();
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #relay: TcpRelay;
  readonly #open = new Map<WebSocket, Promise<void>>();
  /** Ends the wait of requests that nobody answers. */
  readonly #hanging = new Set<() => void>();

  private constructor(options: LoopbackOptions) {
    const { start = this.#timers.now(), speed = 1 } = options;
    this.#hand = speed === 0 && !options.clock ? new HandClock(start) : null;
    const clock = options.clock ?? this.#hand ?? new RunningClock(this.#timers, start, speed);
    const away = (ms: number) => this.#relay.away(ms);
    this.#core = new ExchangeCore(options, clock, this.#timers, { away });
    this.#server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      (request, { remoteAddr }) => this.#handle(request, (remoteAddr as Deno.NetAddr).port),
    );
    this.#relay = new TcpRelay(options.port ?? 0, this.#server.addr.port);
    this.#timers.every(options.tickMs ?? 10, () => this.#core.tick());
  }

  static start(options: LoopbackOptions = {}): LoopbackExchange {
    return new LoopbackExchange(options);
  }

  get model(): ExchangeModel {
    return this.#core.model;
  }

  get faults(): Faults {
    return this.#core.faults;
  }

  get port(): number {
    return this.#relay.port;
  }

  /** Endpoints without a path, as the service's options want them. */
  get ws(): string {
    return `ws://127.0.0.1:${this.port}`;
  }
  get rest(): string {
    return `http://127.0.0.1:${this.port}`;
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

  /** Moves market time on; what happened meanwhile is sent before this returns. */
  advance(ms: number): void {
    if (!this.#hand) throw new Error("Market time runs by itself: only with speed 0 it is moved");
    this.#hand.advance(ms);
    this.#core.tick();
  }

  /** Ends all connections and waits until everything is closed. */
  async close(): Promise<void> {
    this.#timers.stop();
    this.#core.close();
    for (const release of this.#hanging) release();
    const allGone = Promise.all(this.#open.values());
    let giveUp: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise((resolve) => giveUp = setTimeout(resolve, GOODBYE_MS));
    await Promise.race([allGone, patience]);
    clearTimeout(giveUp);
    this.#relay.close();
    await allGone;
    await this.#server.shutdown();
  }

  async #handle(request: Request, port: number): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname + url.search;
    if (request.headers.get("upgrade")?.toLowerCase() === "websocket") {
      return this.#upgrade(request, path, port);
    }
    const answer = this.#core.get(path);
    if (!answer) await this.#wait(Infinity, request.signal);
    else if (answer.delayMs) await this.#wait(answer.delayMs, request.signal);
    return answer ? this.#response(answer, port) : new Response(null, { status: 503 });
  }

  /** Until the time is over, the client gives up or the exchange closes. */
  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const release = () => {
        cancel();
        this.#hanging.delete(release);
        resolve();
      };
      const cancel = ms === Infinity ? () => {} : this.#timers.after(ms, release);
      this.#hanging.add(release);
      signal.addEventListener("abort", release, { once: true });
    });
  }

  #response({ status, headers, body, isBroken }: RestAnswer, port: number): Response {
    return new Response(isBroken ? this.#brokenBody(body, port) : body, {
      status,
      headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    });
  }

  /** Half of the body, and then the connection is gone. */
  #brokenBody(body: string, port: number): ReadableStream<Uint8Array> {
    const half = new TextEncoder().encode(body.slice(0, body.length >> 1));
    return new ReadableStream({
      start: (controller) => controller.enqueue(half),
      pull: (controller) => {
        this.#relay.cut(port);
        controller.close();
      },
    });
  }

  #upgrade(request: Request, path: string, port: number): Response {
    if (this.faults.refusesConnection()) return new Response(null, { status: 503 });
    const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: 0 });
    const gone = Promise.withResolvers<void>();
    this.#open.set(socket, gone.promise);
    socket.onclose = socket.onerror = () => {
      this.#open.delete(socket);
      gone.resolve();
    };
    socket.onopen = () => this.#attach(socket, path, port);
    return response;
  }

  #attach(socket: WebSocket, path: string, port: number): void {
    const peer = this.#core.accept(path, {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      // The platform lets programs say 1000 and 3000 to 4999 only.
      close: (code, reason) => socket.close(code === 1000 ? code : 3000 + code, reason),
      cut: () => this.#relay.cut(port),
      freeze: () => this.#relay.freeze(port),
    });
    socket.onmessage = (event) => this.#core.receive(peer, String(event.data));
    socket.addEventListener("close", () => this.#core.gone(peer));
  }
}

/** The machine's clock and timers, all of which can be stopped at once. */
class MachineTimers implements Clock, Timers {
  readonly #running = new Set<() => void>();

  now(): number {
    return Date.now();
  }

  every(ms: number, run: () => void): () => void {
    const timer = setInterval(run, ms);
    return this.#keep(() => clearInterval(timer));
  }

  after(ms: number, run: () => void): () => void {
    const stop = this.#keep(() => clearTimeout(timer));
    const timer = setTimeout(() => {
      stop();
      run();
    }, ms);
    return stop;
  }

  stop(): void {
    for (const stop of this.#running) stop();
  }

  #keep(clear: () => void): () => void {
    const stop = () => {
      clear();
      this.#running.delete(stop);
    };
    this.#running.add(stop);
    return stop;
  }
}
