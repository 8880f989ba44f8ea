import type { Timers } from "../../engine/mod.ts";

interface Timer {
  readonly ms: number;
  readonly run: () => void;
  due: number;
}

/** Timers that run when the test says so. */
export class ManualTimers implements Timers {
  readonly #timers = new Set<Timer>();
  #now = 0;

  /** How many are set. */
  get size(): number {
    return this.#timers.size;
  }

  every(ms: number, run: () => void): () => void {
    const timer = { ms, run, due: this.#now + ms };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass, millisecond by millisecond. */
  pass(ms: number): void {
    for (const end = this.#now + ms; this.#now < end;) {
      this.#now++;
      for (const timer of [...this.#timers]) {
        if (timer.due > this.#now) continue;
        timer.due += timer.ms;
        timer.run();
      }
    }
  }
}
