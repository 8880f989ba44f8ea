/** An exchange's WebSocket side in memory: it does what a test says, and notes what it was sent. */
import type {
  HttpAnswer,
  Network,
  Socket,
  SocketEvents,
} from "../../engine/feeds/binance/network.ts";
import type { FakeTime } from "./fake_time.ts";

/** How long the exchange takes to open and to answer. */
export const LATENCY_MS = 20;

export interface SentMessage {
  readonly at: number;
  readonly method: string;
  readonly params?: readonly string[];
  readonly id: number;
}

export class FakeSocket implements Socket {
  readonly url: string;
  readonly madeAt: number;
  readonly sent: SentMessage[] = [];
  readonly subscribed = new Set<string>();
  state: "OPENING" | "OPEN" | "CLOSED" = "OPENING";
  readonly #network: FakeSockets;
  readonly #events: SocketEvents;
  readonly #stops = new Set<() => void>();

  constructor(network: FakeSockets, url: string, events: SocketEvents) {
    this.url = url;
    this.madeAt = network.time.now();
    this.#network = network;
    this.#events = events;
    this.#later(() => {
      if (network.opening === "ACCEPT") this.open();
      if (network.opening === "REFUSE") this.drop("connection refused");
    });
  }

  open(): void {
    if (this.state !== "OPENING") return;
    this.state = "OPEN";
    this.#events.opened();
  }

  /** The exchange says something. */
  say(text: string): void {
    if (this.state === "OPEN") this.#events.message(text);
  }

  /** The connection ends from the other side. */
  drop(reason: string): void {
    if (this.state === "CLOSED") return;
    this.state = "CLOSED";
    for (const stop of this.#stops) stop();
    this.#events.closed(reason);
  }

  send(text: string): void {
    if (this.state !== "OPEN") return;
    const message = { at: this.#network.time.now(), ...JSON.parse(text) } as SentMessage;
    this.sent.push(message);
    this.#later(() => this.#answer(message));
  }

  close(): void {
    this.drop("closed by us");
  }

  #answer({ method, params = [], id }: SentMessage): void {
    if (this.#network.answering === "IGNORE") return;
    if (this.#network.answering === "REFUSE") {
      return this.say(`{"error":{"code":2,"msg":"Invalid request: no"},"id":${id}}`);
    }
    if (method === "SUBSCRIBE") { for (const stream of params) this.subscribed.add(stream); }
    if (method === "UNSUBSCRIBE") { for (const stream of params) this.subscribed.delete(stream); }
    const list = method === "LIST_SUBSCRIPTIONS" ? JSON.stringify([...this.subscribed]) : "null";
    this.say(`{"result":${list},"id":${id}}`);
  }

  #later(run: () => void): void {
    const stop = this.#network.time.after(LATENCY_MS, () => {
      this.#stops.delete(stop);
      run();
    });
    this.#stops.add(stop);
  }
}

export class FakeSockets implements Network {
  readonly time: FakeTime;
  /** All that were ever made, in order. */
  readonly sockets: FakeSocket[] = [];
  opening: "ACCEPT" | "REFUSE" | "IGNORE" = "ACCEPT";
  answering: "CONFIRM" | "REFUSE" | "IGNORE" = "CONFIRM";

  constructor(time: FakeTime) {
    this.time = time;
  }

  connect(url: string, events: SocketEvents): Socket {
    const socket = new FakeSocket(this, url, events);
    this.sockets.push(socket);
    return socket;
  }

  get(): Promise<HttpAnswer> {
    return Promise.reject(new Error("no requests here"));
  }

  /** Those that are open or about to be, in the order they were made. */
  get alive(): FakeSocket[] {
    return this.sockets.filter((socket) => socket.state !== "CLOSED");
  }

  /** The newest. */
  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("no socket was opened yet");
    return socket;
  }
}
