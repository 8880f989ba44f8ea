import { type EngineEvent, isJournaled, messageOf } from "../../domain/mod.ts";
import type { Timers } from "../../kernel/clock.ts";
import type { Store, StoreBatch } from "../../store/store.ts";

/** Batches that wait while the store cannot be written; at this many the engine takes no more rows. */
export const MAX_WAITING_BATCHES = 10_000;
/** How often a store that failed is tried again. */
export const RETRY_MS = 1_000;

/** A batch and everything it says, fleeting events included. */
export interface JournalEntry extends Omit<StoreBatch, "events"> {
  readonly events: readonly EngineEvent[];
  /** Called once all of it is committed and published. */
  readonly committed?: () => void;
}

/**
 * Commits first and publishes then, in order: whoever has seen an event finds it after a crash. When
 * the store fails, entries wait, nothing is published, and the store is tried again.
 */
export class Journal {
  readonly #store: Store;
  readonly #publish: (event: EngineEvent) => void;
  readonly #stopRetry: () => void;
  #waiting: JournalEntry[] = [];
  /** One for all who wait: a feed that cannot wait asks again with every bar. */
  #blocked: PromiseWithResolvers<void> | null = null;
  #fault: string | null = null;

  constructor(store: Store, timers: Timers, publish: (event: EngineEvent) => void) {
    this.#store = store;
    this.#publish = publish;
    this.#stopRetry = timers.every(RETRY_MS, () => this.#drain());
  }

  /** Why the store cannot be written; null while it can. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Resolves once there is room again; undefined while there is. */
  ready(): Promise<void> | undefined {
    if (this.#fault === null && this.#waiting.length < MAX_WAITING_BATCHES) return undefined;
    this.#blocked ??= Promise.withResolvers();
    return this.#blocked.promise;
  }

  write(entry: JournalEntry): void {
    this.#waiting.push(entry);
    if (this.#fault === null) this.#drain();
  }

  /** Resolves once all of it is committed and published. */
  commit(entry: Omit<JournalEntry, "committed">): Promise<void> {
    return new Promise((committed) => this.write({ ...entry, committed }));
  }

  /** Tries a last time to write what waits. */
  close(): void {
    this.#stopRetry();
    this.#drain();
  }

  #drain(): void {
    while (this.#waiting.length > 0) {
      const entry = this.#waiting[0]!;
      try {
        this.#commit(entry);
      } catch (error) {
        this.#fault = messageOf(error);
        return;
      }
      this.#fault = null;
      this.#waiting.shift();
      for (const event of entry.events) this.#publish(event);
      entry.committed?.();
    }
    this.#blocked?.resolve();
    this.#blocked = null;
  }

  #commit(entry: JournalEntry): void {
    const events = entry.events.filter(isJournaled);
    const { events: _events, committed: _committed, ...rest } = entry;
    if (events.length === 0 && Object.values(rest).every(isEmpty)) return;
    this.#store.commit({ ...rest, events });
  }
}

const isEmpty = (part: unknown): boolean => Array.isArray(part) && part.length === 0;
