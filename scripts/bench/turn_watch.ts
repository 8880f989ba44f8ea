import { quantile } from "./quantile.ts";

/** How often it looks. */
const TICK_MS = 1;

/** How long the main thread had no time for anybody else, in milliseconds. */
export interface Turns {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly longest: number;
}

/**
 * Watches how late a timer comes: as late as the longest piece of work before it took, and what the
 * machine itself was late by.
 */
export class TurnWatch {
  readonly #late: number[] = [];
  readonly #timer: ReturnType<typeof setInterval>;
  #at = performance.now();

  constructor() {
    this.#timer = setInterval(() => {
      const now = performance.now();
      this.#late.push(Math.max(0, now - this.#at - TICK_MS));
      this.#at = now;
    }, TICK_MS);
  }

  stop(): Turns {
    clearInterval(this.#timer);
    const late = this.#late;
    return {
      p50: quantile(late, 0.5),
      p99: quantile(late, 0.99),
      p999: quantile(late, 0.999),
      longest: late.reduce((most, value) => Math.max(most, value), 0),
    };
  }
}
