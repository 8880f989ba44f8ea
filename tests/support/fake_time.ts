import type { Clock, Timers } from "../../engine/kernel/mod.ts";

interface Timer {
  readonly ms: number;
  readonly run: () => void;
  due: number;
}

/** A clock and timers that move only when a test says so. */
export class FakeTime implements Clock, Timers {
  #now: number;
  readonly #timers = new Set<Timer>();

  constructor(now = Date.UTC(2024, 0, 15, 12, 0, 0)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** How many timers are waiting. */
  get timers(): number {
    return this.#timers.size;
  }

  every(ms: number, run: () => void): () => void {
    const timer = { ms, run, due: this.#now + ms };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  after(ms: number, run: () => void): () => void {
    const stop = this.every(ms, () => {
      stop();
      run();
    });
    return stop;
  }

  /** Moves the clock on and calls whatever is due on the way, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      let next: Timer | undefined;
      for (const timer of this.#timers) {
        if (timer.due <= end && (!next || timer.due < next.due)) next = timer;
      }
      if (!next) break;
      this.#now = Math.max(this.#now, next.due);
      next.due += next.ms;
      next.run();
    }
    this.#now = end;
  }

  /** Sets the clock without a timer being called: a sleeping machine, or a corrected clock. */
  jump(ms: number): void {
    this.#now += ms;
    for (const timer of this.#timers) timer.due = this.#now + timer.ms;
  }
}
