import { barOpenTime, RowWriter, timeframeMs } from "../../domain/mod.ts";
import { breathe } from "../breathe.ts";
import type { FeedStream, StreamRequest } from "../feed.ts";
import type { Outlet } from "../outlet.ts";
import { BarCursor } from "./bar_cursor.ts";
import { makeHistory } from "./history.ts";
import { HOUR_MS } from "./hour_ticks.ts";
import type { SymbolPath } from "./symbol_path.ts";

/** Most market time that one stream moves on at a stretch; some 1 ms of work. */
export const MAX_STEP_MS = 6 * HOUR_MS;

/** One symbol and timeframe on its way to a sink. */
export class SimulatedStream implements FeedStream {
  readonly barMs: number;
  readonly #outlet: Outlet;
  readonly #cursor: BarCursor;
  readonly #start: number;
  readonly #rows = new RowWriter();
  #live = false;

  /** @param now market time; the first bar of the stream is the one that holds it */
  constructor(path: SymbolPath, request: StreamRequest, outlet: Outlet, now: number) {
    this.barMs = timeframeMs(request.timeframe);
    this.#outlet = outlet;
    this.#start = barOpenTime(now, this.barMs);
    this.#cursor = new BarCursor(path, this.barMs, this.#start);
  }

  /**
   * Hands over the history and goes live.
   *
   * @param path of this symbol, for the history alone, so that it pushes no live hour out of memory
   */
  async begin(path: SymbolPath, bars: number): Promise<void> {
    try {
      const job = makeHistory(path, this.barMs, bars, this.#start);
      for (;;) {
        await breathe();
        if (this.#outlet.closed) return;
        const slice = job.next();
        if (!slice.done) continue;
        this.#outlet.begin(slice.value);
        this.#live = true;
        return;
      }
    } catch (error) {
      this.#outlet.fail(error);
    }
  }

  /** What has to settle before this stream can move on; undefined when it can. */
  get full(): Promise<void> | undefined {
    return this.#outlet.full;
  }

  /** True when all up to `now` was handed over. */
  isAt(now: number): boolean {
    return this.#live && !this.#outlet.full && this.#cursor.at > now;
  }

  /**
   * Pushes what happened up to `now`, or the first part of it. A stream whose sink is full stays
   * where it is and catches up later: its bars wait, and updates that are past by then never exist.
   */
  advance(now: number): void {
    if (!this.#live || this.#outlet.full || this.#outlet.closed) return;
    this.#cursor.advance(Math.min(now, this.#cursor.at + MAX_STEP_MS), this.#rows);
    this.#outlet.push(this.#rows.take());
  }

  close(): void {
    this.#outlet.close();
  }
}
