import type { Clock } from "../../kernel/mod.ts";

/**
 * What time it is in the simulated market. It stands still until started, then runs at `speed` times
 * the clock's pace, or only as far as it is stepped when the speed is `max`. It never goes back.
 */
export class MarketTime {
  readonly #clock: Clock;
  readonly #speed: number;
  #now: number;
  #wall = NaN;

  /** @param startAt market time at the start; undefined is the clock's time then */
  constructor(clock: Clock, speed: number | "max", startAt: number | undefined) {
    this.#clock = clock;
    this.#speed = speed === "max" ? 0 : speed;
    this.#now = startAt ?? NaN;
  }

  start(): void {
    if (this.#wall === this.#wall) return;
    this.#wall = this.#clock.now();
    if (this.#now !== this.#now) this.#now = this.#wall;
  }

  /** UTC epoch milliseconds in the market; before its start those that it would start with. */
  now(): number {
    const wall = this.#clock.now();
    if (this.#wall !== this.#wall) return this.#now === this.#now ? this.#now : wall;
    if (wall > this.#wall) this.#now += (wall - this.#wall) * this.#speed;
    this.#wall = wall;
    return this.#now;
  }

  step(ms: number): void {
    this.#now += ms;
  }

  /** Goes on from `time` if that is later. */
  notBefore(time: number): void {
    this.#now = Math.max(this.now(), time);
  }
}
