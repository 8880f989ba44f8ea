import type { Clock } from "../../engine/kernel/mod.ts";
import { type CoreOptions, ExchangeCore } from "./core.ts";
import { HandClock, RunningClock } from "./market_clock.ts";
import type { ExchangeModel } from "./model.ts";

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

const MACHINE: Clock = { now: () => Date.now() };

/** The exchange on a port of this machine, for anything that speaks the protocol. */
export class LoopbackExchange {
  readonly #core: ExchangeCore;
  readonly #hand: HandClock | null;
  readonly #ticks: ReturnType<typeof setInterval>;
  readonly #open = new Set<WebSocket>();
  #server: Deno.HttpServer<Deno.NetAddr>;

  private constructor(options: LoopbackOptions) {
    const { start = MACHINE.now(), speed = 1 } = options;
    this.#hand = speed === 0 && !options.clock ? new HandClock(start) : null;
    const clock = options.clock ?? this.#hand ?? new RunningClock(MACHINE, start, speed);
    this.#core = new ExchangeCore(options, clock, MACHINE);
    this.#server = this.#listen(options.port ?? 0);
    this.#ticks = setInterval(() => this.#core.tick(), options.tickMs ?? 10);
  }

  static start(options: LoopbackOptions = {}): LoopbackExchange {
    return new LoopbackExchange(options);
  }

  get model(): ExchangeModel {
    return this.#core.model;
  }

  get port(): number {
    return this.#server.addr.port;
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
    clearInterval(this.#ticks);
    const gone = [...this.#open].map((socket) =>
      new Promise((resolve) => socket.addEventListener("close", resolve, { once: true }))
    );
    this.#core.close();
    await Promise.all(gone);
    await this.#server.shutdown();
  }

  #listen(port: number): Deno.HttpServer<Deno.NetAddr> {
    const options = { hostname: "127.0.0.1", port, onListen: () => {} };
    return Deno.serve(options, (request) => this.#handle(request));
  }

  #handle(request: Request): Response {
    const url = new URL(request.url);
    const path = url.pathname + url.search;
    if (request.headers.get("upgrade")?.toLowerCase() === "websocket") {
      return this.#upgrade(request, path);
    }
    const { status, headers, body } = this.#core.get(path);
    return new Response(body, {
      status,
      headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    });
  }

  #upgrade(request: Request, path: string): Response {
    const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: 0 });
    socket.onopen = () => this.#attach(socket, path);
    return response;
  }

  #attach(socket: WebSocket, path: string): void {
    this.#open.add(socket);
    const peer = this.#core.accept(path, {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: (code, reason) => {
        // The platform lets programs say 1000 and 3000 to 4999 only.
        socket.close(code === 1000 ? code : 3000 + code, reason);
      },
    });
    socket.onmessage = (event) => this.#core.receive(peer, String(event.data));
    socket.onclose = () => {
      this.#open.delete(socket);
      this.#core.gone(peer);
    };
  }
}
