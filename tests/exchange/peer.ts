import type { StreamHub } from "./hub.ts";
import { readRequest, type Request } from "./requests.ts";

/** The exchange's end of a connection. */
export interface Wire {
  send(text: string): void;
  /** Ends the connection from the exchange's side. */
  close(code: number, reason: string): void;
}

export interface PeerLimits {
  readonly maxStreams: number;
  readonly maxMessagesPerSecond: number;
}

const POLICY_VIOLATION = 1008;

/** One client's connection: what it subscribed to, and the answers to its requests. */
export class Peer {
  readonly openedAt: number;
  readonly #hub: StreamHub;
  readonly #wire: Wire;
  readonly #limits: PeerLimits;
  readonly #streams = new Set<string>();
  /** Clock times of the last requests. */
  readonly #requests: number[] = [];
  #isCombined: boolean;
  #isOpen = true;

  /** @param path with the query: `/stream?streams=a/b` or `/ws/a` */
  constructor(hub: StreamHub, wire: Wire, limits: PeerLimits, path: string, now: number) {
    this.#hub = hub;
    this.#wire = wire;
    this.#limits = limits;
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
    if (this.#isOpen) {
      this.#wire.send(this.#isCombined ? `{"stream":"${stream}","data":${data}}` : data);
    }
  }

  /** @param now the machine's clock */
  receive(text: string, now: number): void {
    if (!this.#isOpen) return;
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

  /** The connection is no more. */
  gone(): void {
    this.#isOpen = false;
    for (const stream of this.#streams) this.#hub.ignore(stream, this);
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
          if (this.#streams.delete(stream)) this.#hub.ignore(stream, this);
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
    if (wanted.size > this.#limits.maxStreams) {
      this.close(POLICY_VIOLATION, "Too many streams");
      return false;
    }
    for (const stream of streams) {
      if (this.#streams.has(stream)) continue;
      this.#streams.add(stream);
      this.#hub.listen(stream, this);
    }
    return true;
  }

  #answer(answer: unknown): void {
    this.#wire.send(JSON.stringify(answer));
  }

  #mayAsk(now: number): boolean {
    while (this.#requests.length > 0 && this.#requests[0]! <= now - 1_000) this.#requests.shift();
    this.#requests.push(now);
    return this.#requests.length <= this.#limits.maxMessagesPerSecond;
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
