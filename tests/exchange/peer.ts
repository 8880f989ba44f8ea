import type { Timers } from "../../engine/kernel/mod.ts";
import { Outbox } from "./faults/outbox.ts";
import type { FaultPlan } from "./faults/plan.ts";
import type { StreamHub } from "./hub.ts";
import { shutdownText } from "./messages.ts";
import { readRequest, type Request } from "./requests.ts";

/** The exchange's end of a connection. */
export interface Wire {
  send(text: string): void;
  /** Ends the connection from the exchange's side. */
  close(code: number, reason: string): void;
  /** Breaks it without a goodbye. */
  cut(): void;
  /** Nothing more passes in either direction; it stays open. */
  freeze(): void;
}

/** What a connection is made with. */
export interface PeerContext {
  readonly hub: StreamHub;
  readonly plan: FaultPlan;
  readonly timers: Timers;
  readonly maxStreams: number;
  readonly maxMessagesPerSecond: number;
}

const POLICY_VIOLATION = 1008;

/** One client's connection: what it subscribed to, and the answers to its requests. */
export class Peer {
  readonly openedAt: number;
  readonly #context: PeerContext;
  readonly #wire: Wire;
  readonly #outbox: Outbox;
  readonly #streams = new Set<string>();
  /** Clock times of the last requests. */
  readonly #requests: number[] = [];
  #isCombined: boolean;
  #isOpen = true;

  /** @param path with the query: `/stream?streams=a/b` or `/ws/a` */
  constructor(context: PeerContext, wire: Wire, path: string, now: number) {
    this.#context = context;
    this.#wire = wire;
    this.#outbox = new Outbox((text) => wire.send(text), context.plan, context.timers);
    this.openedAt = now;
    this.#isCombined = path.startsWith("/stream");
    this.#subscribe(streamsOf(path));
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get streams(): ReadonlySet<string> {
    return this.#streams;
  }

  deliver(stream: string, data: string): void {
    if (!this.#isOpen) return;
    this.#outbox.put(stream, this.#isCombined ? `{"stream":"${stream}","data":${data}}` : data);
  }

  /** @param now the machine's clock */
  receive(text: string, now: number): void {
    if (!this.#isOpen || this.#outbox.isHung) return;
    if (!this.#mayAsk(now)) {
      this.close(POLICY_VIOLATION, "Too many requests");
      return;
    }
    const request = readRequest(text);
    if ("code" in request) this.#answer(request);
    else this.#serve(request);
  }

  /** The exchange ends the connection. */
  close(code: number, reason: string): void {
    if (!this.#isOpen) return;
    this.gone();
    this.#wire.close(code, reason);
  }

  /** The connection breaks. */
  drop(): void {
    if (!this.#isOpen) return;
    this.gone();
    this.#wire.cut();
  }

  hang(): void {
    this.#outbox.hang();
    this.#wire.freeze();
  }

  get isHung(): boolean {
    return this.#outbox.isHung;
  }

  /** @param time market time */
  announceShutdown(time: number): void {
    this.deliver("!serverShutdown", shutdownText(time));
  }

  /** The connection is no more. */
  gone(): void {
    this.#isOpen = false;
    this.#outbox.close();
    for (const stream of this.#streams) this.#context.hub.ignore(stream, this);
    this.#streams.clear();
  }

  #serve(request: Request): void {
    const { id } = request;
    switch (request.method) {
      case "SUBSCRIBE":
        if (!this.#subscribe(request.streams)) return;
        return this.#answer({ result: null, id });
      case "UNSUBSCRIBE":
        for (const stream of request.streams) {
          if (this.#streams.delete(stream)) this.#context.hub.ignore(stream, this);
        }
        return this.#answer({ result: null, id });
      case "LIST_SUBSCRIPTIONS":
        return this.#answer({ result: [...this.#streams], id });
      case "SET_PROPERTY":
        this.#isCombined = request.combined;
        return this.#answer({ result: null, id });
      case "GET_PROPERTY":
        return this.#answer({ result: this.#isCombined, id });
    }
  }

  /** False when that is more than a connection may have; it is ended then. */
  #subscribe(streams: readonly string[]): boolean {
    const wanted = new Set([...this.#streams, ...streams]);
    if (wanted.size > this.#context.maxStreams) {
      this.close(POLICY_VIOLATION, "Too many streams");
      return false;
    }
    for (const stream of streams) {
      if (this.#streams.has(stream)) continue;
      this.#streams.add(stream);
      this.#context.hub.listen(stream, this);
    }
    return true;
  }

  #answer(answer: unknown): void {
    this.#outbox.answer(JSON.stringify(answer));
  }

  #mayAsk(now: number): boolean {
    while (this.#requests.length > 0 && this.#requests[0]! <= now - 1_000) this.#requests.shift();
    this.#requests.push(now);
    return this.#requests.length <= this.#context.maxMessagesPerSecond;
  }
}

/** Names in the path or in the query `streams`, without empty ones. */
function streamsOf(path: string): string[] {
  const url = new URL(path, "ws://exchange");
  const names = url.pathname.startsWith("/ws/")
    ? decodeURIComponent(url.pathname.slice("/ws/".length))
    : url.searchParams.get("streams") ?? "";
  return names.split("/").filter((name) => name !== "");
}
