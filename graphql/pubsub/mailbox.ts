import { InputError } from "../../engine/mod.ts";

/** What is counted over all mailboxes. */
export interface MailboxCounts {
  /** Items replaced by a newer one before anybody read them. */
  conflated: number;
  /** Subscriptions that were ended because too much waited. */
  overflowed: number;
}

type Waiting<T> = {
  resolve(result: IteratorResult<T, undefined>): void;
  reject(error: Error): void;
};

/**
 * What waits for one subscriber, in order, as an async iterator. Items with a key are conflated: a newer one takes
 * the place of an unread one, at the end of the queue. Items without a key are all delivered;
 * when more than `limit` of them wait, the iteration ends with an error.
 */
export class Mailbox<T> implements AsyncIterableIterator<T, undefined> {
  readonly #limit: number;
  readonly #counts: MailboxCounts;
  readonly #onEnd: () => void;
  readonly #items = new Map<string | number, T>();
  readonly #readers: Waiting<T>[] = [];
  #serial = 0;
  #mustDeliver = 0;
  #ended = false;
  #error: Error | null = null;

  /** @param onEnd called once, when nobody will read any more or nothing will come any more */
  constructor(limit: number, counts: MailboxCounts, onEnd: () => void) {
    this.#limit = limit;
    this.#counts = counts;
    this.#onEnd = onEnd;
  }

  /** Unread items. */
  get waiting(): number {
    return this.#items.size;
  }

  push(item: T, key?: string): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader !== undefined) return reader.resolve({ done: false, value: item });
    if (key === undefined) return this.#keep(item);
    if (this.#items.delete(key)) this.#counts.conflated++;
    this.#items.set(key, item);
  }

  /** Lets what waits be read, then ends the iteration, with `error` if one is given. */
  end(error: Error | null = null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    for (const reader of this.#readers.splice(0)) this.#finish(reader);
    this.#onEnd();
  }

  next(): Promise<IteratorResult<T, undefined>> {
    for (const [key, value] of this.#items) {
      this.#items.delete(key);
      if (typeof key === "number") this.#mustDeliver--;
      return Promise.resolve({ done: false, value });
    }
    return new Promise((resolve, reject) => {
      const reader = { resolve, reject };
      if (this.#ended) this.#finish(reader);
      else this.#readers.push(reader);
    });
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#items.clear();
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  throw(): Promise<IteratorResult<T, undefined>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #keep(item: T): void {
    if (this.#mustDeliver >= this.#limit) return this.#overflow();
    this.#mustDeliver++;
    this.#items.set(this.#serial++, item);
  }

  /** What waits is let go too: with a hole in it, it would mislead. */
  #overflow(): void {
    this.#counts.overflowed++;
    this.#items.clear();
    this.end(
      new InputError(
        "TIMEOUT",
        `Subscription ended: ${this.#limit} items waited and were not read in time; ` +
          "read the current state and subscribe again",
      ),
    );
  }

  #finish(reader: Waiting<T>): void {
    const error = this.#error;
    this.#error = null;
    if (error === null) reader.resolve({ done: true, value: undefined });
    else reader.reject(error);
  }
}
