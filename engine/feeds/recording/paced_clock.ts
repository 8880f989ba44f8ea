import type { Clock, Timers } from "../../kernel/mod.ts";

/** Longest wait at a stretch, so that a stream that was closed meanwhile is noticed. */
const MAX_WAIT_MS = 250;

/** Recorded time as it goes by in a replay at a given speed; begins with the first moment asked for. */
export class PacedClock {
  readonly #speed: number;
  readonly #clock: Clock;
  readonly #timers: Timers;
  #recorded = NaN;
  #wall = NaN;

  constructor(speed: number, clock: Clock, timers: Timers) {
    this.#speed = speed;
    this.#clock = clock;
    this.#timers = timers;
  }

  /** True when the recorded moment has come. */
  reached(at: number): boolean {
    if (Number.isNaN(this.#recorded)) {
      this.#recorded = at;
      this.#wall = this.#clock.now();
    }
    return this.#left(at) <= 0;
  }

  /** Resolves once the moment has come, or nobody wants it any more. */
  async until(at: number, given: () => boolean): Promise<void> {
    while (this.#left(at) > 0 && !given()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#timers.after(Math.min(this.#left(at), MAX_WAIT_MS), resolve);
      await promise;
    }
  }

  /** Milliseconds of the machine's clock. */
  #left(at: number): number {
    return (at - this.#recorded) / this.#speed - (this.#clock.now() - this.#wall);
  }
}
