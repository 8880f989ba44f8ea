/** Most streams named in one message; the exchange drops messages of 8 KB without a word. */
export const MAX_NAMES = 200;

export interface Change {
  readonly method: "SUBSCRIBE" | "UNSUBSCRIBE";
  readonly streams: readonly string[];
}

/**
 * What should be subscribed on one connection, what was asked for and what was confirmed. Nothing
 * is queued: the next message is made of the difference when it can be sent, so that changes which
 * cancel each other out never leave the house.
 */
export class Subscriptions {
  #wanted: ReadonlySet<string>;
  /** Each stream with the request that asked for it last: an older answer says nothing of it. */
  readonly #asked = new Map<string, number>();
  readonly #confirmed = new Set<string>();

  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
  }

  want(streams: ReadonlySet<string>): void {
    this.#wanted = streams;
  }

  get confirmed(): ReadonlySet<string> {
    return this.#confirmed;
  }

  get isComplete(): boolean {
    return this.#wanted.isSubsetOf(this.#confirmed);
  }

  /** What to ask for next; null when there is nothing. Streams go before others come: a limit. */
  next(): Change | null {
    const gone = firstOf(this.#asked.keys(), (stream) => !this.#wanted.has(stream));
    if (gone.length > 0) return { method: "UNSUBSCRIBE", streams: gone };
    const fresh = firstOf(this.#wanted, (stream) => !this.#asked.has(stream));
    return fresh.length > 0 ? { method: "SUBSCRIBE", streams: fresh } : null;
  }

  /** The change goes out as this request. */
  asked(change: Change, request: number): void {
    for (const stream of change.streams) {
      if (change.method === "SUBSCRIBE") this.#asked.set(stream, request);
      else {
        this.#asked.delete(stream);
        this.#confirmed.delete(stream);
      }
    }
  }

  /** The exchange has done what the request asked for. */
  confirm(request: number): void {
    for (const [stream, asked] of this.#asked) {
      if (asked === request) this.#confirmed.add(stream);
    }
  }
}

function firstOf(streams: Iterable<string>, test: (stream: string) => boolean): string[] {
  const found: string[] = [];
  for (const stream of streams) {
    if (test(stream)) found.push(stream);
    if (found.length === MAX_NAMES) break;
  }
  return found;
}
