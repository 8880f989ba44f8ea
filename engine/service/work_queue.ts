import { conflict } from "../domain/mod.ts";

/** Pieces of heavy work that may wait for their turn; a further one is refused. */
export const MAX_WAITING_WORK = 20;

/** Why work ended that nobody canceled: the reason of its signal. */
export const SERVICE_ENDED = "The service ended before it did";

/** Why canceled work ended, in words; null where somebody wanted it. */
export function whyEnded({ reason }: AbortSignal): string | null {
  return reason === SERVICE_ENDED ? SERVICE_ENDED : null;
}

/** Work that keeps cores busy for seconds or hours. */
export interface HeavyWork {
  /** Unlike any other that waits or runs, whatever kind of work it is. */
  readonly id: string;
  /** Called in its turn. It ends soon after the signal, tells its own failures, and does not reject. */
  run(signal: AbortSignal): Promise<void>;
  /** Called instead where it was canceled before its turn. @param why null where somebody wanted it */
  dropped(why: string | null): void;
}

/**
 * Does heavy work one piece after another, whatever kind it is, so that the runners that trade live keep
 * their cores.
 */
export class WorkQueue {
  readonly #waiting: HeavyWork[] = [];
  #running: { readonly id: string; readonly abort: AbortController } | null = null;
  #idle: Promise<void> = Promise.resolve();
  #isClosed = false;

  /** @throws InputError CONFLICT where no more may wait, or the service is shutting down */
  checkRoom(): void {
    if (this.#isClosed) throw conflict("The service is shutting down");
    if (this.#waiting.length < MAX_WAITING_WORK) return;
    throw conflict(`${MAX_WAITING_WORK} backtests and studies wait already: cancel one first`);
  }

  /** Begins at once where nothing runs. @throws InputError CONFLICT, as {@link checkRoom} */
  add(work: HeavyWork): void {
    this.checkRoom();
    this.#waiting.push(work);
    this.#next();
  }

  /** Ends what runs, or drops what waits; nothing happens where there is no such work. */
  cancel(id: string): void {
    if (this.#running?.id === id) return this.#running.abort.abort();
    const at = this.#waiting.findIndex((work) => work.id === id);
    if (at >= 0) this.#waiting.splice(at, 1)[0]?.dropped(null);
  }

  /** Drops what waits and ends what runs. Resolves once it has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const work of this.#waiting.splice(0)) work.dropped(SERVICE_ENDED);
    this.#running?.abort.abort(SERVICE_ENDED);
    await this.#idle;
  }

  #next(): void {
    if (this.#running !== null) return;
    const work = this.#waiting.shift();
    if (!work) return;
    const abort = new AbortController();
    this.#running = { id: work.id, abort };
    this.#idle = work.run(abort.signal).finally(() => {
      this.#running = null;
      this.#next();
    });
  }
}
