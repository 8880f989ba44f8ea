import type { CandleFields, SnapshotFields } from "../operations/operations.ts";

/** How many of the newest candles are kept, to be put onto a history that was read before them. */
const RECENT_CANDLES = 64;

/** Takes what is drawn rather than rendered. */
export interface ChartListener {
  candle(candle: CandleFields): void;
  snapshot(snapshot: SnapshotFields): void;
}

/** Carries candles and snapshots from a runner's streams to its chart, past all components. */
export class RunnerFeed {
  #listener: ChartListener | null = null;
  #recent: CandleFields[] = [];
  #snapshot: SnapshotFields | null = null;

  listen(listener: ChartListener | null): void {
    this.#listener = listener;
  }

  candle(candle: CandleFields): void {
    const last = this.#recent.at(-1);
    if (last !== undefined && candle.time < last.time) return;
    if (last?.time === candle.time) this.#recent.pop();
    this.#recent.push(candle);
    if (this.#recent.length > RECENT_CANDLES) this.#recent.shift();
    this.#listener?.candle(candle);
  }

  snapshot(snapshot: SnapshotFields): void {
    this.#snapshot = snapshot;
    this.#listener?.snapshot(snapshot);
  }

  /** Forgets what came before a loss of the connection: a newer history must not be overwritten with it. */
  clear(): void {
    this.#recent = [];
    this.#snapshot = null;
  }

  /** What came lately, again: after the listener has taken a history that may be older. */
  repeat(): void {
    for (const candle of this.#recent) this.#listener?.candle(candle);
    if (this.#snapshot !== null) this.#listener?.snapshot(this.#snapshot);
  }
}
