import type { Json } from "../domain/mod.ts";
import type { AskedWork, KeptBody, WaitingWork, WorkStore } from "../store/mod.ts";
import { breathe } from "./breathe.ts";
import { type HeavyWork, isPutOff, type WorkQueue } from "./work_queue.ts";

/**
 * How often work is begun under which the program ends, other than in order: perhaps it is what ends it, and
 * would do so for ever.
 */
export const MAX_BEGINNINGS = 2;

/** How one kind of work is done. Each tells how it stands to whom it concerns. */
export interface WorkDoer<Body, Loaded> {
  /**
   * Rejects where it fails, and where it is put off, see {@link throwIfPutOff}.
   *
   * @param loaded what was loaded when it was asked for, where its turn came at once
   */
  run(runId: string, body: Body, loaded: Loaded | null, signal: AbortSignal): Promise<void>;
  /** The service ends before it is done: it is as before its turn, and begun again by the next service. */
  putOff(runId: string): void;
  /** It was canceled before its turn. */
  dropped(runId: string): void;
  /** @param status CANCELED where it was told to end, and could not do so in order */
  failed(runId: string, error: unknown, status: "CANCELED" | "FAILED"): void;
}

/**
 * Work that outlives the program. What waits lies in a store and nowhere else, and is read when its turn comes, so
 * that it takes no memory and a restart changes nothing. What runs when the program ends is begun again.
 */
export class LastingWork<Body, Loaded> {
  readonly #store: WorkStore;
  readonly #queue: WorkQueue;
  readonly #doer: WorkDoer<Body, Loaded>;

  constructor(store: WorkStore, queue: WorkQueue, doer: WorkDoer<Body, Loaded>) {
    this.#store = store;
    this.#queue = queue;
    this.#doer = doer;
  }

  /**
   * Writes down what is asked for, together with the run that it is for.
   *
   * @param asked with the place that the queue gave for it
   * @returns adds it to the queue, with what was loaded to ask for it
   * @throws InputError CONFLICT where the service is shutting down; StoreError
   */
  async ask(
    asked: Omit<AskedWork, "body"> & { readonly body: Body },
    run: KeptBody,
  ): Promise<(loaded: Loaded) => void> {
    this.#queue.checkOpen();
    // Plain data by construction.
    const work = { ...asked, body: asked.body as unknown as Json };
    await this.#store.ask(work, run, breathe);
    return (loaded) => this.#queue.add(this.waiting(work, this.#queue.isFree ? loaded : null));
  }

  /** Work of the store, for the queue. */
  waiting({ id, runId, place }: WaitingWork, loaded: Loaded | null = null): HeavyWork {
    return {
      id,
      place,
      run: (signal) => this.#run(id, runId, loaded, signal),
      dropped: () => this.#doer.dropped(runId),
    };
  }

  async #run(id: string, runId: string, loaded: Loaded | null, signal: AbortSignal) {
    try {
      const body = this.#begin(id);
      await this.#doer.run(runId, body, loaded, signal);
    } catch (error) {
      if (isPutOff(signal)) this.#doer.putOff(runId);
      else this.#doer.failed(runId, error, signal.aborted ? "CANCELED" : "FAILED");
    }
    if (isPutOff(signal)) this.#putOff(id);
  }

  #putOff(id: string): void {
    try {
      this.#store.putOff(id);
    } catch {
      // A disk that is full: it waits all the same, with one beginning less.
    }
  }

  #begin(id: string): Body {
    const begun = this.#store.begin(id);
    if (begun > MAX_BEGINNINGS) {
      throw new Error(
        `the service ended ${MAX_BEGINNINGS} times while it ran: if that was not its doing, run it again`,
      );
    }
    // As this program wrote it down.
    return this.#store.body(id) as unknown as Body;
  }
}
