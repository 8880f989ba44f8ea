import { conflict } from "../domain/mod.ts";

/** Pieces of heavy work that may wait for their turn; a further one is refused. */
export const MAX_WAITING_WORK = 20;

/** Why work ended that nobody canceled: the reason of its signal. */
const SERVICE_ENDS = "The service ends";

/** Whether work ends only because the service does: it is to be begun again then. */
export function isPutOff({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason === SERVICE_ENDS;
}

/** For work that has not come to its end. @throws where {@link isPutOff} */
export function throwIfPutOff(signal: AbortSignal): void {
  if (isPutOff(signal)) signal.throwIfAborted();
}

/** Work that keeps cores busy for seconds or hours. */
export interface HeavyWork {
  /** Unlike any other that waits or runs, whatever kind of work it is. */
  readonly id: string;
  /** As {@link WorkQueue.takePlace} gave it, in this program or in one before. */
  readonly place: number;
  /** Called in its turn. It ends soon after the signal, tells its own failures, and does not reject. */
  run(signal: AbortSignal): Promise<void>;
  /** Called instead where it was canceled before its turn. */
  dropped(): void;
}

/**
 * Does heavy work one piece after another, whatever kind it is, so that the runners that trade live keep
 * their cores. It knows of no more than whose turn it is: what is to be done lies in stores.
 */
export class WorkQueue {
  /** By their places. */
  readonly #waiting: HeavyWork[] = [];
  /** Places of work that is being asked for. */
  readonly #taken = new Set<number>();
  #lastPlace = 0;
  #running: { readonly id: string; readonly abort: AbortController } | null = null;
  #idle: Promise<void> = Promise.resolve();
  #isClosed = false;

  /** Whether what is added now begins at once. */
  get isFree(): boolean {
    return this.#running === null && !this.#isClosed;
  }

  /** @throws InputError CONFLICT where the service is shutting down */
  checkOpen(): void {
    if (this.#isClosed) throw conflict("The service is shutting down");
  }

  /**
   * A place behind all others, to be added with or left.
   *
   * @throws InputError CONFLICT where no more may wait, or the service is shutting down
   */
  takePlace(): number {
    this.checkOpen();
    if (this.#waiting.length + this.#taken.size >= MAX_WAITING_WORK) {
      throw conflict(
        `${MAX_WAITING_WORK} backtests and studies wait already: cancel one first, or ask again later`,
      );
    }
    const place = ++this.#lastPlace;
    this.#taken.add(place);
    return place;
  }

  /**
   * For work that takes long to ask for, as its candles have to be found first: that has its place too, so that
   * no more is asked for at a time than may wait, even if nobody waits for the answer any more.
   *
   * @param ask adds work with the place; where it does not, the place is left
   * @throws InputError CONFLICT, as {@link takePlace}
   */
  async withPlace<T>(ask: (place: number) => Promise<T>): Promise<T> {
    const place = this.takePlace();
    try {
      return await ask(place);
    } finally {
      this.leave(place);
    }
  }

  /** Gives a place back that nothing was added with; nothing happens where something was. */
  leave(place: number): void {
    this.#taken.delete(place);
  }

  /** Begins at once where nothing runs. Once the service ends, it is left for the next one. */
  add(work: HeavyWork): void {
    this.resume([work]);
  }

  /** Goes on with what an earlier service left, in its order. */
  resume(works: readonly HeavyWork[]): void {
    for (const { place } of works) {
      this.#taken.delete(place);
      this.#lastPlace = Math.max(this.#lastPlace, place);
    }
    if (this.#isClosed) return;
    this.#waiting.push(...works);
    this.#waiting.sort((a, b) => a.place - b.place);
    this.#next();
  }

  /** Ends what runs, or drops what waits; nothing happens where there is no such work. */
  cancel(id: string): void {
    if (this.#running?.id === id) return this.#running.abort.abort();
    const at = this.#waiting.findIndex((work) => work.id === id);
    if (at >= 0) this.#waiting.splice(at, 1)[0]?.dropped();
  }

  /** Ends what runs, and begins nothing more: what waits is left for the next service. Resolves once it has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.length = 0;
    this.#running?.abort.abort(SERVICE_ENDS);
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
