import type { Timers } from "../../kernel/mod.ts";

/** Timers that end together, so that nothing is left behind by what they belonged to. */
export class Alarms {
  readonly #timers: Timers;
  readonly #stops = new Set<() => void>();
  #isOver = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Calls `run` once, unless the returned function or `end` is called before. */
  after(ms: number, run: () => void): () => void {
    if (this.#isOver) return () => {};
    const stopTimer = this.#timers.after(ms, () => {
      this.#stops.delete(stop);
      run();
    });
    const stop = () => {
      this.#stops.delete(stop);
      stopTimer();
    };
    this.#stops.add(stop);
    return stop;
  }

  /** Stops them all and takes no more. */
  end(): void {
    this.#isOver = true;
    for (const stop of [...this.#stops]) stop();
  }
}
