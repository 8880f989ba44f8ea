import { messageOf } from "../domain/mod.ts";
import type { CandleColumns, FeedStatus, MarketRows } from "../domain/mod.ts";
import type { StreamSink } from "./feed.ts";

/**
 * A stream's side of its sink: keeps the rules of {@link StreamSink} for the feed. Nothing gets
 * through once it is closed, a sink that is full is known to be so, and a sink that fails closes the
 * outlet.
 */
export class Outlet {
  readonly #sink: StreamSink;
  readonly #onClose: () => void;
  #closed = false;
  #full: PromiseWithResolvers<void> | undefined;

  constructor(sink: StreamSink, onClose: () => void) {
    this.#sink = sink;
    this.#onClose = onClose;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Settles when the sink has room again or is closed; undefined while it has room. */
  get full(): Promise<void> | undefined {
    return this.#full?.promise;
  }

  /** Hands over what was before; the stream is live from now on. */
  begin(history: CandleColumns): void {
    if (this.#closed) return;
    this.#sink.history(history);
    this.status("LIVE");
  }

  status(status: FeedStatus, detail?: string): void {
    if (!this.#closed) this.#sink.status(status, detail);
  }

  gap(from: number, to: number): void {
    if (!this.#closed) this.#sink.gap(from, to);
  }

  push(rows: MarketRows): void {
    if (this.#closed || rows.length === 0) return;
    try {
      const room = this.#sink.push(rows);
      if (!room) return;
      this.#full = Promise.withResolvers();
      room.then(() => this.#release(), (error) => this.fail(error));
    } catch (error) {
      this.fail(error);
    }
  }

  /** Says what went wrong and closes. */
  fail(error: unknown): void {
    this.status("DOWN", messageOf(error));
    this.close();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#release();
    this.#onClose();
  }

  #release(): void {
    this.#full?.resolve();
    this.#full = undefined;
  }
}
