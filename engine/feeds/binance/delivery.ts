import type { Clock, Timers } from "../../kernel/mod.ts";

/** Updates of forming bars are handed over at most so often, in milliseconds. */
export const GATHER_MS = 20;

/** Whose rows are handed over. */
export interface Outgoing {
  /** There are rows that decisions on candles hang on. */
  readonly isUrgent: boolean;
  flush(): void;
}

/**
 * Hands over the rows of markets: at once those that decisions on candles hang on, and what comes after
 * a pause; further updates are gathered for a moment. Whoever gets rows is a thread that has to be
 * woken, and with many symbols that costs more than everything else.
 */
export class Delivery {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #waiting = new Set<Outgoing>();
  #lastAt = -Infinity;
  #stopTimer: (() => void) | null = null;

  constructor(clock: Clock, timers: Timers) {
    this.#clock = clock;
    this.#timers = timers;
  }

  /** A market may have new rows. */
  offer(hub: Outgoing): void {
    if (hub.isUrgent) return hub.flush();
    this.#waiting.add(hub);
    if (this.#stopTimer) return;
    const left = this.#lastAt + GATHER_MS - this.#clock.now();
    // A clock that was set back must not keep anybody waiting for longer.
    if (left > 0) {
      this.#stopTimer = this.#timers.after(Math.min(left, GATHER_MS), () => this.flush());
    } else this.flush();
  }

  /** Hands over all that waits. */
  flush(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#lastAt = this.#clock.now();
    for (const hub of this.#waiting) hub.flush();
    this.#waiting.clear();
  }
}
