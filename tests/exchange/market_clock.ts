import type { Clock } from "../../engine/kernel/mod.ts";

/** Market time that runs with the machine's, from a beginning and at a speed. */
export class RunningClock implements Clock {
  readonly #machine: Clock;
  readonly #began: number;
  readonly #start: number;
  readonly #speed: number;

  constructor(machine: Clock, start: number, speed: number) {
    this.#machine = machine;
    this.#began = machine.now();
    this.#start = start;
    this.#speed = speed;
  }

  now(): number {
    return Math.floor(this.#start + (this.#machine.now() - this.#began) * this.#speed);
  }
}

/** Market time that stands until it is moved on by hand. */
export class HandClock implements Clock {
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
