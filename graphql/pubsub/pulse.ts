import type { Timers } from "../../engine/mod.ts";

/** Runs something soon after it was asked for, and at most once every `ms`. Idle, it holds no timer. */
export class Pulse {
  readonly #timers: Timers;
  readonly #ms: number;
  readonly #run: () => void;
  #stop: (() => void) | null = null;
  #asked = false;

  constructor(timers: Timers, ms: number, run: () => void) {
    this.#timers = timers;
    this.#ms = ms;
    this.#run = run;
  }

  ask(): void {
    if (this.#stop !== null) {
      this.#asked = true;
      return;
    }
    this.#stop = this.#timers.every(this.#ms, () => this.#beat());
    this.#run();
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
    this.#asked = false;
  }

  #beat(): void {
    if (!this.#asked) return this.stop();
    this.#asked = false;
    this.#run();
  }
}
